using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CrmWeb.Core.Notifications.Mail;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.Notifications.Mail;

/// <summary>Encryption: whom it is spoken with, and that no password is said without it.</summary>
[Trait("Category", "Pure")]
public sealed class MailSecurityTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Past = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly OutboundConnections connections = MailFixture.Connections();

    public void Dispose() => connections.Dispose();

    [Theory]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.StartTls)]
    public async Task Over_a_secure_connection_the_message_arrives_and_the_password_is_taken(MailSecurity security)
    {
        using var certificate = Certificate(MailFixture.Name, 30);
        await using var server = new TestMailServer(certificate, security == MailSecurity.Tls);
        await using var route = MailFixture.TrustingRoute(MailFixture.Settings(await server.PortAsync()) with { Security = security }, connections);
        Assert.Equal(SendOutcome.Sent, await route.SendAsync(MailFixture.Message, None));
        Assert.Equal(("crm", "secret"), Assert.Single(server.SignIns));
        Assert.Single(server.Messages);
    }

    [Theory]
    [InlineData(MailSecurity.Tls, MailFixture.Name, 30)]
    [InlineData(MailSecurity.StartTls, MailFixture.Name, 30)]
    [InlineData(MailSecurity.Tls, MailFixture.Name, 1)]
    [InlineData(MailSecurity.StartTls, "other.test", 30)]
    public async Task A_certificate_nobody_vouches_for_is_not_trusted(MailSecurity security, string name, int years) =>
        await AssertNotSecureAsync(security, name, years, MailFixture.Route);

    [Theory]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.StartTls)]
    public async Task A_certificate_of_another_name_is_not_trusted_whoever_vouches_for_it(MailSecurity security) =>
        await AssertNotSecureAsync(security, "other.test", 30, (s, c, _) => MailFixture.TrustingRoute(s, c));

    [Fact]
    public async Task A_server_that_does_not_offer_encryption_is_told_no_password()
    {
        await using var server = new TestMailServer();
        await using var line = new FaultyLine(server);
        await using var route = MailFixture.Route(MailFixture.Settings(line.Port) with { Security = MailSecurity.StartTls }, connections);
        var outcome = await route.SendAsync(MailFixture.Message, None);
        Assert.Equal((SendResult.ChannelDown, SendErrors.NotSecure), (outcome.Result, SendErrors.CodeOf(outcome.Error!)));
        Assert.DoesNotContain("AUTH", line.Said);
    }

    [Theory]
    [InlineData(Fault.Drop, "", SendErrors.NotConnected)]
    [InlineData(Fault.DropAfter, "", SendErrors.NotConnected)]
    [InlineData(Fault.Say, "454 not now", SendErrors.Answer)]
    [InlineData(Fault.Say, "421 busy", SendErrors.TooMany)]
    public async Task What_goes_wrong_when_encryption_begins_is_no_reason_to_go_on_without(object fault, string answer, string error)
    {
        using var certificate = Certificate(MailFixture.Name, 30);
        await using var server = new TestMailServer(certificate);
        await using var line = new FaultyLine(server) { Faults = { ["STARTTLS"] = ((Fault)fault, answer) } };
        await using var route = MailFixture.TrustingRoute(MailFixture.Settings(line.Port) with { Security = MailSecurity.StartTls }, connections);
        var outcome = await route.SendAsync(MailFixture.Message, None);
        Assert.Equal((SendResult.ChannelDown, error), (outcome.Result, SendErrors.CodeOf(outcome.Error!)));
        Assert.DoesNotContain("AUTH", line.Said);
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task A_server_that_says_yes_to_encryption_and_then_falls_silent_is_left_in_time()
    {
        using var quick = MailFixture.Connections(TimeSpan.FromSeconds(1));
        using var certificate = Certificate(MailFixture.Name, 30);
        await using var server = new TestMailServer(certificate);
        await using var line = new FaultyLine(server) { Faults = { ["STARTTLS"] = (Fault.Say, "220 go ahead") } };
        await using var route = MailFixture.TrustingRoute(MailFixture.Settings(line.Port) with { Security = MailSecurity.StartTls }, quick);
        Assert.Equal(SendResult.ChannelDown, (await route.SendAsync(MailFixture.Message, None)).Result);
        Assert.DoesNotContain("AUTH", line.Said);
    }

    [Fact]
    public async Task A_server_that_speaks_no_TLS_is_told_no_password()
    {
        await using var server = new FakeMailServer();
        await using var route = MailFixture.TrustingRoute(MailFixture.Settings(server.Port) with { Security = MailSecurity.Tls }, connections);
        Assert.Equal(SendResult.ChannelDown, (await route.SendAsync(MailFixture.Message, None)).Result);
        Assert.DoesNotContain(server.Lines, l => l.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_encryption_only_trusted_servers_are_spoken_to()
    {
        await using var server = new FakeMailServer();
        using var strict = new OutboundConnections(new OutboundPolicy([]), new HostLookup(), OutboundTimes.Default);
        await using var route = MailFixture.Route(MailFixture.Settings(server.Port), strict);
        Assert.Equal(SendErrors.NotSecure, SendErrors.CodeOf((await route.SendAsync(MailFixture.Message, None)).Error!));
        Assert.Equal(0, server.Connections);
    }

    private async Task AssertNotSecureAsync(MailSecurity security, string name, int years, Func<MailSettings, OutboundConnections, MailTokens?, MailChannel> open)
    {
        using var certificate = Certificate(name, years);
        await using var server = new TestMailServer(certificate, security == MailSecurity.Tls);
        await using var route = open(MailFixture.Settings(await server.PortAsync()) with { Security = security }, connections, null);
        var outcome = await route.SendAsync(MailFixture.Message, None);
        Assert.Equal((SendResult.ChannelDown, SendErrors.NotSecure), (outcome.Result, SendErrors.CodeOf(outcome.Error!)));
        Assert.Empty(server.SignIns);
    }

    private static X509Certificate2 Certificate(string name, int years)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(Past, Past.AddYears(years));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
