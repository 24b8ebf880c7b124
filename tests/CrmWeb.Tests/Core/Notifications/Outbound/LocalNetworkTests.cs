using System.Net;
using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Mail;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Robots;
using CrmWeb.Core.Notifications.Sms;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Notifications.Outbound;

/// <summary>
/// Every address that an administrator can type, with everything that leads into the network behind the server: refused when it
/// is saved, where it shows by itself, and when it is sent to in any case, though it stood in the database already.
/// </summary>
public sealed class LocalNetworkTests(CoreFixture app) : IClassFixture<CoreFixture>, IAsyncLifetime
{
    private const string Mail = "mail";
    private const string Sms = "sms";
    private const string Gateway = "https://sms.example.com/send";
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly string[] Hosts =
    [
        "127.0.0.1", "127.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254",
        "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[::ffff:a9fe:a9fe]",
        "[64:ff9b::7f00:1]", "[fc00::1]", "[fd12:3456::1]", "[fe80::1]",
    ];

    private static readonly string[] Addresses =
    [
        "https://localhost/x", "https://127.0.0.1:8443/x", "https://[::1]:8443/x", "http://127.0.0.1:80/x", "http://sms.example.com/x", "ftp://sms.example.com/x",
        "file:///etc/passwd", "gopher://sms.example.com/1", "https://user:pass@sms.example.com/x", "https://sms.example.com@10.0.0.1/x", "//sms.example.com/x",
    ];

    private static int count;
    private ServiceProvider strict = null!;

    /// <summary>Way, what is typed, and whether saving refuses it already: a name is public until it is looked up.</summary>
    public static TheoryData<string, string, bool> Table
    {
        get
        {
            TheoryData<string, string, bool> rows = [];
            foreach (var host in Hosts)
                rows.Add(Mail, host, true);
            foreach (var typed in new[] { "http://smtp.example.com", "smtp.example.com:25", "crm@smtp.example.com", "smtp.example.com/x" })
                rows.Add(Mail, typed, true);
            rows.Add(Mail, "localhost", false);
            rows.Add(Mail, "inside.example.com", false);
            foreach (var way in Enum.GetNames<RobotProduct>().Append(Sms))
            {
                foreach (var typed in Hosts.Select(h => $"https://{h}/x").Concat(Addresses))
                    rows.Add(way, typed, true);
            }

            rows.Add(Sms, "https://inside.example.com/x", false);
            rows.Add(Sms, "https://inside.example.com:8443/x", false);
            foreach (var product in Enum.GetValues<RobotProduct>())
            {
                var (host, path) = RobotProducts.Home(product);
                rows.Add($"{product}", $"https://{host}:8443{path}1", true);
                rows.Add($"{product}", $"https://{host}{path}1", false);
            }

            return rows;
        }
    }

    /// <summary>Nothing is trusted here, and every name leads into the local network.</summary>
    public async Task InitializeAsync()
    {
        strict = CoreServices.Build(app.Settings, app.Clock, services => services.AddSingleton(new OutboundPolicy([])).AddSingleton<HostLookup>(new Inside()));
        await Ways.ClearAsync(app);
    }

    public async Task DisposeAsync() => await strict.DisposeAsync();

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Nothing_typed_leads_into_the_network_behind_the_server(string way, string typed, bool isRefused)
    {
        var saving = await Record.ExceptionAsync(() => SaveAsync(way, typed));
        if (isRefused)
        {
            var field = way switch { Mail => nameof(MailForm.Host), Sms => nameof(SmsForm.Address), _ => nameof(RobotForm.AddressSecret) };
            Assert.Contains(field, Assert.IsType<ValidationException>(saving).Errors.Select(e => e.PropertyName));
        }
        else
        {
            Assert.Null(saving);
        }

        var key = await StoreAsync(way, typed);
        var opened = await strict.GetRequiredService<MessageChannels>().OpenAsync(key, evenIfOff: true, None);
        await using var route = opened.Channel!;
        var message = new OutgoingMessage("key", way == Mail ? "rep@example.com" : "13800138000", "消息", "消息", null, [], app.Clock.Now);
        var outcome = await route.SendAsync(message, None);
        Assert.Equal((SendResult.ChannelDown, SendErrors.Blocked), (outcome.Result, SendErrors.CodeOf(outcome.Error ?? "")));
    }

    [Fact]
    public async Task The_stored_secret_of_a_gateway_goes_to_no_other_address()
    {
        await SaveSmsAsync(f => f.HeaderSecret = "Bearer abc");
        foreach (var address in new[] { "https://evil.example.com/send", "https://sms.example.com/other", "https://sms.example.com:8443/send" })
        {
            var refused = await Assert.ThrowsAsync<ValidationException>(() => SaveSmsAsync(f => f.Address = address));
            Assert.Equal([nameof(SmsForm.HeaderSecret)], refused.Errors.Select(e => e.PropertyName));
        }

        var aliyun = await Assert.ThrowsAsync<ValidationException>(() => SaveSmsAsync(f =>
            (f.Gateway, f.AccessKeyId, f.SignName, f.TemplateCode) = (SmsGateway.Aliyun, "key", "客户管理", "SMS_1")));
        Assert.Equal([nameof(SmsForm.AccessKeySecret)], aliyun.Errors.Select(e => e.PropertyName));

        await SaveSmsAsync(f => f.BodyTemplate = """{"to":"{mobile}","words":"{text}"}""");
        Assert.Equal((Gateway, "Bearer abc"), await StoredAsync());
        await SaveSmsAsync(f => (f.Address, f.HeaderSecret) = ("https://other.example.com/send", "Bearer other"));
        Assert.Equal(("https://other.example.com/send", "Bearer other"), await StoredAsync());
    }

    private async Task<(string?, string?)> StoredAsync()
    {
        var row = await app.DbAsync(db => db.ChannelSettings.AsNoTracking().SingleAsync(s => s.Channel == OutboxChannel.Sms));
        var settings = strict.GetRequiredService<SecretProtector>().OpenJson<SmsSettings>(row.Sealed)!;
        return (settings.Address, settings.Secret);
    }

    private Task SaveSmsAsync(Action<SmsForm> change) => strict.RunAsync<ChannelAdministration>(async channels =>
    {
        var form = await channels.OpenSmsAsync(app.As(Who.Admin), None);
        (form.IsEnabled, form.Gateway, form.Address, form.HeaderName) = (true, SmsGateway.Http, Gateway, "X-Key");
        change(form);
        await channels.SaveSmsAsync(form, app.As(Who.Admin), None);
    });

    private Task SaveAsync(string way, string typed) => way switch
    {
        Mail => strict.RunAsync<ChannelAdministration>(c => c.SaveMailAsync(
            new MailForm { IsEnabled = true, Host = typed, Port = 465, From = "crm@example.com", FromName = "CRM" }, app.As(Who.Admin), None)),
        Sms => SaveSmsAsync(f => (f.Address, f.HeaderSecret) = (typed, "Bearer abc")),
        _ => strict.RunAsync<RobotAdministration>(r => r.CreateAsync(
            new RobotForm { Name = $"机器人{++count}", Department = app.Company.DepartmentEast, Product = Enum.Parse<RobotProduct>(way), AddressSecret = typed }, app.As(Who.Admin), None)),
    };

    /// <summary>Puts it into the database past every rule, as an older version or a hand might have.</summary>
    private async Task<ChannelKey> StoreAsync(string way, string typed)
    {
        await Ways.ClearAsync(app);
        var sealing = strict.GetRequiredService<SecretProtector>();
        return await app.DbAsync(async db =>
        {
            if (Enum.TryParse<RobotProduct>(way, out var product))
            {
                var robot = new DepartmentRobot(app.Company.DepartmentEast, product, $"机器人{++count}", sealing.Seal(typed), null);
                db.DepartmentRobots.Add(robot);
                await db.SaveChangesAsync();
                return new ChannelKey(OutboxChannel.Robot, robot.Id);
            }

            var settings = new ChannelSettings(way == Mail ? OutboxChannel.Mail : OutboxChannel.Sms);
            settings.Change(true, way == Mail
                ? sealing.SealJson(new MailSettings(typed, 465, MailSecurity.Tls, null, null, "crm@example.com", "CRM"))
                : sealing.SealJson(new SmsSettings(SmsGateway.Http, null) { Address = typed, BodyTemplate = """{"to":"{mobile}","text":"{text}"}""" }), app.Clock.Now);
            db.ChannelSettings.Add(settings);
            await db.SaveChangesAsync();
            return new ChannelKey(settings.Channel, null);
        });
    }

    private sealed class Inside : HostLookup
    {
        public override Task<IPAddress[]> FindAsync(string host, CancellationToken ct) => Task.FromResult(new[] { IPAddress.Parse("10.20.30.40"), IPAddress.Loopback });
    }
}
