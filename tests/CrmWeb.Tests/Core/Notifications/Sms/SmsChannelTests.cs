using System.Text.Json;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Sms;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.Notifications.Sms;

/// <summary>Text messages whose gateway goes silent, and the link that goes with them.</summary>
[Trait("Category", "Pure")]
public sealed class SmsChannelTests : GatewayTests
{
    [Theory]
    [InlineData(SmsGateway.Http)]
    [InlineData(SmsGateway.Aliyun)]
    public async Task What_a_gateway_took_without_an_answer_is_unclear_and_what_it_never_took_is_not(SmsGateway product)
    {
        Gateway.Answer = Gateway.Silence;
        Assert.Equal(SendOutcome.Unclear(), await SendAsync(product, Gateway.Address));
        Assert.Single(Gateway.Requests);

        var closed = await SendAsync(product, "http://127.0.0.1:1");
        Assert.Equal((SendResult.ChannelDown, SendErrors.NotConnected), (closed.Result, SendErrors.CodeOf(closed.Error!)));
    }

    [Theory]
    [InlineData("https://crm.example.com/customers?watch=silent&owner=me", "customers?watch=silent&owner=me")]
    [InlineData("https://crm.example.com/follow-ups/17", "follow-ups/17")]
    [InlineData(null, "")]
    public async Task The_variable_of_the_link_is_always_filled_with_path_and_query(string? link, string expected)
    {
        Gateway.Answer = FakeGateway.Json("""{"Code":"OK","Message":"OK"}""");
        Assert.Equal(SendOutcome.Sent, await SendAsync(SmsGateway.Aliyun, Gateway.Address, link));
        var parameters = Gateway.Requests.Single().Target.Split("TemplateParam=")[1];
        using var variables = JsonDocument.Parse(Uri.UnescapeDataString(parameters));
        Assert.Equal(expected, variables.RootElement.GetProperty("path").GetString());
    }

    private async Task<SendOutcome> SendAsync(SmsGateway product, string address, string? link = null)
    {
        await using var route = Route(product, address);
        return await route.SendAsync(new OutgoingMessage("key", "13800138000", "今天 10:00 跟进", "今天 10:00 跟进", link, [], TestClock.Start), CancellationToken.None);
    }

    private IMessageChannel Route(SmsGateway product, string address) => product == SmsGateway.Http
        ? new HttpSms(new SmsSettings(product, "Bearer abc") { Address = address, HeaderName = "X-Key", BodyTemplate = """{"to":"{mobile}","text":"{text}"}""" }, Connections)
        : new AliyunSms(
            new SmsSettings(product, "testsecret") { AccessKeyId = "key", SignName = "客户管理", TemplateCode = "SMS_1", TextVariable = "text", LinkVariable = "path" },
            new Uri(address), Connections);
}
