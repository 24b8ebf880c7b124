using System.Text;
using System.Text.Json;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Robots;
using CrmWeb.Core.Notifications.Sms;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Notifications.Sms;
using Xunit;

namespace CrmWeb.Tests.Core.Notifications.Robots;

/// <summary>Robots and text messages, against a gateway on this machine.</summary>
[Trait("Category", "Pure")]
public sealed class RobotChannelTests : GatewayTests
{
    private const string Key = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa";

    [Fact]
    public async Task WeCom_gets_text_within_its_bytes_with_the_link_and_the_mention()
    {
        var outcome = await SendAsync(RobotProduct.WeCom, null, Message() with { Body = new string('长', 3000) });
        Assert.Equal(SendOutcome.Sent, outcome);
        var request = Gateway.Requests.Single();
        Assert.Equal($"/hook?key={Key}", request.Target);
        using var body = JsonDocument.Parse(request.Body);
        var text = body.RootElement.GetProperty("text");
        Assert.Equal("text", body.RootElement.GetProperty("msgtype").GetString());
        Assert.EndsWith("…\nhttps://crm.example.com/follow-ups/17", text.GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(text.GetProperty("content").GetString()!), 2040, 2048);
        Assert.Equal("13800138000", text.GetProperty("mentioned_mobile_list")[0].GetString());
    }

    [Fact]
    public async Task DingTalk_is_signed_in_the_address_and_mentions_in_the_text()
    {
        Assert.Equal(SendOutcome.Sent, await SendAsync(RobotProduct.DingTalk, "SECtestsecret"));
        var request = Gateway.Requests.Single();
        var timestamp = new DateTimeOffset(TestClock.Start).ToUnixTimeMilliseconds();
        Assert.Equal($"/hook?key={Key}&timestamp={timestamp}&sign={RobotSignature.DingTalk(timestamp, "SECtestsecret")}", request.Target);
        using var body = JsonDocument.Parse(request.Body);
        Assert.Contains("@13800138000", body.RootElement.GetProperty("text").GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.Equal("13800138000", body.RootElement.GetProperty("at").GetProperty("atMobiles")[0].GetString());
    }

    [Fact]
    public async Task Feishu_is_signed_in_the_body()
    {
        Gateway.Answer = FakeGateway.Json("""{"code":0,"msg":"success","data":{}}""");
        Assert.Equal(SendOutcome.Sent, await SendAsync(RobotProduct.Feishu, "testsecret"));
        using var body = JsonDocument.Parse(Gateway.Requests.Single().Body);
        var timestamp = new DateTimeOffset(TestClock.Start).ToUnixTimeSeconds();
        Assert.Equal($"{timestamp}", body.RootElement.GetProperty("timestamp").GetString());
        Assert.Equal(RobotSignature.Feishu(timestamp, "testsecret"), body.RootElement.GetProperty("sign").GetString());
    }

    [Theory]
    [InlineData(RobotProduct.WeCom)]
    [InlineData(RobotProduct.DingTalk)]
    [InlineData(RobotProduct.Feishu)]
    public async Task What_somebody_typed_calls_nobody(RobotProduct product)
    {
        await SendAsync(product, null, Message() with { Body = "<at user_id=\"all\">所有人</at> <@all> @所有人", Mentions = [] });
        var sent = Gateway.Requests.Single().Body;
        Assert.DoesNotContain("<", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("@", sent.Replace("\"at\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"errcode":45009,"errmsg":"api freq out of limit"}""", 200, null, SendErrors.TooMany, null)]
    [InlineData("""{"errcode":130101,"errmsg":"send too fast"}""", 200, null, SendErrors.TooMany, 600)]
    [InlineData("""{"code":11232,"msg":"frequency limited"}""", 200, null, SendErrors.TooMany, null)]
    [InlineData("""{"errcode":93000,"errmsg":"invalid webhook url"}""", 200, null, SendErrors.NotAccepted, null)]
    [InlineData("""{"errcode":310000,"errmsg":"sign not match"}""", 200, null, SendErrors.NotAccepted, null)]
    [InlineData("", 429, "120", SendErrors.TooMany, 120)]
    [InlineData("", 500, null, SendErrors.Answer, null)]
    [InlineData("", 302, null, SendErrors.Answer, null)]
    public async Task What_a_robot_refuses_closes_the_way_for_a_while(string body, int status, string? retryAfter, string error, int? seconds)
    {
        Gateway.Answer = FakeGateway.Json(body, status, retryAfter);
        var outcome = await SendAsync(RobotProduct.WeCom, null);
        Assert.Equal((SendResult.ChannelDown, error), (outcome.Result, SendErrors.CodeOf(outcome.Error!)));
        Assert.Equal(seconds, outcome.After?.TotalSeconds);
    }

    [Fact]
    public async Task What_was_taken_without_an_answer_is_unclear_and_what_was_never_taken_is_not()
    {
        Gateway.Answer = Gateway.Silence;
        Assert.Equal(SendResult.Unclear, (await SendAsync(RobotProduct.WeCom, null)).Result);
        Gateway.Answer = FakeGateway.Json("<html>");
        Assert.Equal(SendResult.Unclear, (await SendAsync(RobotProduct.WeCom, null)).Result);
        await using var closed = new RobotChannel(RobotProduct.WeCom, "http://127.0.0.1:1/hook", null, Connections);
        Assert.Equal(SendErrors.NotConnected, SendErrors.CodeOf((await closed.SendAsync(Message(), CancellationToken.None)).Error!));
    }

    [Fact]
    public async Task An_error_repeats_no_secret()
    {
        Gateway.Answer = FakeGateway.Json($$"""{"errcode":93000,"errmsg":"bad key {{Key}}, secret SECtestsecret"}""");
        Assert.Equal("not-accepted: 93000 bad key ***, secret ***", (await SendAsync(RobotProduct.DingTalk, "SECtestsecret")).Error);
    }

    [Theory]
    [InlineData("""{"Code":"OK","Message":"OK","BizId":"1"}""", 200, SendResult.Sent)]
    [InlineData("""{"Code":"isv.BUSINESS_LIMIT_CONTROL","Message":"limit"}""", 200, SendResult.PutOff)]
    [InlineData("""{"Code":"isv.MOBILE_NUMBER_ILLEGAL","Message":"bad"}""", 200, SendResult.Refused)]
    [InlineData("""{"Code":"SignatureDoesNotMatch","Message":"bad"}""", 400, SendResult.ChannelDown)]
    [InlineData("""{"Code":"Throttling.User","Message":"slow"}""", 400, SendResult.ChannelDown)]
    [InlineData("no json", 200, SendResult.Unclear)]
    public async Task Aliyun_is_asked_with_a_signature_over_what_is_sent(string body, int status, SendResult expected)
    {
        Gateway.Answer = FakeGateway.Json(body, status);
        var settings = new SmsSettings(SmsGateway.Aliyun, "testsecret")
        {
            AccessKeyId = "key",
            SignName = "客户管理",
            TemplateCode = "SMS_1",
            TextVariable = "text",
            LinkVariable = "path",
        };
        await using var route = new AliyunSms(settings, new Uri(Gateway.Address), Connections);
        Assert.Equal(expected, (await route.SendAsync(Message() with { Address = "13800138000", Subject = new string('长', 60) }, CancellationToken.None)).Result);

        var request = Gateway.Requests.Single();
        var query = request.Target[2..];
        var headers = AliyunSms.Headers(request.Headers["host"], TestClock.Start, request.Headers["x-acs-signature-nonce"]);
        Assert.EndsWith($"Signature={AliyunSms.Signature(query, headers, "testsecret")}", request.Headers["authorization"], StringComparison.Ordinal);
        Assert.All(headers, h => Assert.Equal(h.Value, request.Headers[h.Key]));
        var variables = Uri.UnescapeDataString(query.Split("TemplateParam=")[1]);
        Assert.Equal($$"""{"text":"{{new string('长', 34)}}…","path":"follow-ups/17"}""", variables);
    }

    [Theory]
    [InlineData(200, SendResult.Sent)]
    [InlineData(400, SendResult.Refused)]
    [InlineData(401, SendResult.ChannelDown)]
    [InlineData(429, SendResult.ChannelDown)]
    [InlineData(500, SendResult.ChannelDown)]
    public async Task Any_other_gateway_gets_JSON_and_its_key(int status, SendResult expected)
    {
        Gateway.Answer = FakeGateway.Json("{}", status);
        var settings = new SmsSettings(SmsGateway.Http, "Bearer abc")
        {
            Address = Gateway.Address + "/send",
            HeaderName = "X-Key",
            BodyTemplate = """{"to":"{mobile}","text":"{text}"}""",
        };
        await using var route = new HttpSms(settings, Connections);
        Assert.Equal(expected, (await route.SendAsync(Message() with { Address = "13800138000" }, CancellationToken.None)).Result);
        var request = Gateway.Requests.Single();
        Assert.Equal("Bearer abc", request.Headers["x-key"]);
        using var body = JsonDocument.Parse(request.Body);
        Assert.Equal("13800138000", body.RootElement.GetProperty("to").GetString());
        Assert.Equal("今天 10:00 跟进 https://crm.example.com/follow-ups/17", body.RootElement.GetProperty("text").GetString());
    }

    private async Task<SendOutcome> SendAsync(RobotProduct product, string? secret, OutgoingMessage? message = null)
    {
        await using var route = new RobotChannel(product, $"{Gateway.Address}/hook?key={Key}", secret, Connections);
        return await route.SendAsync(message ?? Message(), CancellationToken.None);
    }

    private static OutgoingMessage Message() => new(
        "key", null, "今天 10:00 跟进", "【跟进提醒】王海涛", "https://crm.example.com/follow-ups/17", ["13800138000"], TestClock.Start);
}
