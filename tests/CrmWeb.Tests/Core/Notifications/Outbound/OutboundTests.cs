using System.Net;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Robots;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.Notifications.Outbound;

/// <summary>Settings made in the browser lead nowhere into the network behind the server.</summary>
[Trait("Category", "Pure")]
public sealed class OutboundTests
{
    private static readonly OutboundPolicy Strict = new([]);

    private static readonly OutboundTimes Times = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:53aa:64c::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public void Addresses_that_are_not_public_are_none_to_talk_to(string address) => Assert.False(Strict.Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("203.107.1.1")]
    [InlineData("2400:3200::1")]
    public void Public_addresses_are(string address) => Assert.True(Strict.Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://127.1/hook")]
    [InlineData("https://0177.0.0.1/hook")]
    [InlineData("https://2130706433/hook")]
    [InlineData("https://0x7f.1/hook")]
    [InlineData("https://[::1]/hook")]
    [InlineData("https://[::ffff:127.0.0.1]/hook")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://100.64.1.1/hook")]
    [InlineData("https://localhost/hook")]
    [InlineData("http://example.com/hook")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.com/1")]
    [InlineData("ftp://example.com/x")]
    [InlineData("https://user:pass@example.com/hook")]
    [InlineData("//example.com/hook")]
    [InlineData("example.com")]
    [InlineData("")]
    [InlineData(null)]
    public void Typed_addresses_that_lead_astray_are_refused_at_once(string? typed) => Assert.Null(OutboundAddress.Parse(typed, Strict));

    [Theory]
    [InlineData(RobotProduct.WeCom, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1", true)]
    [InlineData(RobotProduct.DingTalk, "https://oapi.dingtalk.com/robot/send?access_token=1", true)]
    [InlineData(RobotProduct.Feishu, "https://open.feishu.cn/open-apis/bot/v2/hook/1", true)]
    [InlineData(RobotProduct.WeCom, "https://oapi.dingtalk.com/robot/send?access_token=1", false)]
    [InlineData(RobotProduct.WeCom, "https://qyapi.weixin.qq.com.evil.cn/cgi-bin/webhook/send?key=1", false)]
    [InlineData(RobotProduct.WeCom, "https://evil.cn/cgi-bin/webhook/send?key=1", false)]
    [InlineData(RobotProduct.WeCom, "https://evil.cn@qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1", false)]
    [InlineData(RobotProduct.WeCom, "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1", false)]
    [InlineData(RobotProduct.WeCom, "https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key=1", false)]
    [InlineData(RobotProduct.WeCom, "https://qyapi.weixin.qq.com/cgi-bin/gettoken", false)]
    public void A_robots_address_is_one_of_its_product(RobotProduct product, string typed, bool right) =>
        Assert.Equal(right, RobotProducts.Address(product, typed, Strict) is not null);

    [Theory]
    [InlineData("10.0.0.0/8", "10.1.2.3", 25, true)]
    [InlineData("10.0.0.0/8", "192.168.0.1", 25, false)]
    [InlineData("mail.lan:25", "mail.lan", 25, true)]
    [InlineData("mail.lan:25", "mail.lan", 465, false)]
    [InlineData("mail.lan", "mail.lan", 465, true)]
    public void The_operator_names_what_is_local_and_yet_allowed(string entry, string host, int port, bool trusted) =>
        Assert.Equal(trusted, new OutboundPolicy([entry]).Trusts(host, port));

    [Theory]
    [InlineData("127.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("169.254.169.254")]
    public async Task What_is_connected_to_is_checked_however_it_is_written(string host)
    {
        using var connections = new OutboundConnections(Strict, new HostLookup(), Times);
        var refused = await Assert.ThrowsAsync<NotConnectedException>(() => connections.ConnectAsync(host, 80, CancellationToken.None));
        Assert.True(refused.IsBlocked);
    }

    [Fact]
    public async Task A_name_that_leads_to_a_local_address_is_refused_when_it_is_connected_to()
    {
        await using var gateway = await FakeGateway.StartAsync();
        using var connections = new OutboundConnections(Strict, new Names("10.20.30.40", "127.0.0.1"), Times);
        var refused = await Assert.ThrowsAsync<NotConnectedException>(() => connections.ConnectAsync("robots.example.com", new Uri(gateway.Address).Port, CancellationToken.None));
        Assert.True(refused.IsBlocked);
        Assert.Empty(gateway.Requests);
    }

    /// <summary>The name is public when it is checked and local a moment later: what counts is the look-up that is connected with.</summary>
    [Fact]
    public async Task A_name_that_changes_its_mind_leads_nowhere()
    {
        await using var gateway = await FakeGateway.StartAsync();
        var names = new Names("93.184.215.14") { Later = "127.0.0.1" };
        using var connections = new OutboundConnections(Strict, names, Times);
        Assert.True(Strict.Allows((await names.FindAsync("rebind.example.com", CancellationToken.None))[0]));

        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://rebind.example.com:{new Uri(gateway.Address).Port}/");
        var (answer, failure) = await GatewayCall.SendAsync(connections, request, [1], null, CancellationToken.None);
        Assert.Null(answer);
        Assert.Equal(SendErrors.Blocked, SendErrors.CodeOf(failure!.Error!));
        Assert.Empty(gateway.Requests);
        Assert.Equal(2, names.Asked);
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        await using var inner = await FakeGateway.StartAsync();
        await using var gateway = await FakeGateway.StartAsync();
        gateway.Answer = context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = inner.Address;
            return Task.CompletedTask;
        };
        using var connections = new OutboundConnections(new OutboundPolicy(["127.0.0.1"]), new HostLookup(), Times);
        using var request = new HttpRequestMessage(HttpMethod.Post, gateway.Address);
        var (answer, _) = await GatewayCall.SendAsync(connections, request, [1], null, CancellationToken.None);
        Assert.Equal(HttpStatusCode.Redirect, answer!.Status);
        Assert.Empty(inner.Requests);
    }

    private sealed class Names(params string[] addresses) : HostLookup
    {
        public string? Later { get; init; }

        public int Asked { get; private set; }

        public override Task<IPAddress[]> FindAsync(string host, CancellationToken ct) =>
            Task.FromResult(++Asked > 1 && Later is not null ? [IPAddress.Parse(Later)] : addresses.Select(IPAddress.Parse).ToArray());
    }
}
