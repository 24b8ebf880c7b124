using System.Net;
using System.Net.Security;
using CrmWeb.Core.Notifications.Mail;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Testing;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CrmWeb.Tests.Core.Notifications.Mail;

/// <summary>Ways to a mail server on this machine, without a database.</summary>
internal static class MailFixture
{
    /// <summary>Names that a test's server goes by.</summary>
    public const string Name = "mail.test";

    public static IStringLocalizer<ChannelsText> Text { get; } = new StringLocalizer<ChannelsText>(
        new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));

    public static OutgoingMessage Message { get; } = new(
        "reminder:1:2:Mail", "rep@example.com", "今天 10:00 跟进：上海恒锐", "今天 10:00 跟进：上海恒锐\n电话 · 报价", "https://crm.example.com/follow-ups/17", [], TestClock.Start);

    public static OutboundConnections Connections(TimeSpan? answer = null) => new(
        new OutboundPolicy(["127.0.0.1", Name]), new Here(), new OutboundTimes(TimeSpan.FromSeconds(answer is null ? 20 : 1), answer ?? TimeSpan.FromSeconds(20)));

    public static MailSettings Settings(int port) => new(Name, port, MailSecurity.None, "crm", "secret", "crm@example.com", "客户管理");

    public static MailChannel Route(MailSettings settings, OutboundConnections connections, MailTokens? tokens = null) =>
        new(settings, new MailConnections(connections, tokens!), Text);

    /// <summary>Trusts whatever certificate names the right host.</summary>
    public static MailChannel TrustingRoute(MailSettings settings, OutboundConnections connections) =>
        new(settings, new MailConnections(connections, null!) { Certificates = (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == 0 }, Text);

    private sealed class Here : HostLookup
    {
        public override Task<IPAddress[]> FindAsync(string host, CancellationToken ct) => Task.FromResult(new[] { IPAddress.Loopback });
    }
}
