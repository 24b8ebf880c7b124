using System.Text;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Notifications.Outbox;
using CrmWeb.Core.Notifications.Robots;
using CrmWeb.Core.Notifications.Sms;
using CrmWeb.Core.Text;
using Xunit;

namespace CrmWeb.Tests.Core.Notifications.Channels;

/// <summary>Signatures, lengths and delays against known values.</summary>
[Trait("Category", "Pure")]
public sealed class ChannelVectorTests
{
    [Fact]
    public void DingTalk_signs_with_the_secret_as_key() =>
        Assert.Equal("7LVwF0dAF3%2F%2BMRRulbpE4y72Ogzykc6bS2nG4I99T4s%3D", RobotSignature.DingTalk(1700000000000, "SECtestsecret"));

    [Fact]
    public void Feishu_signs_nothing_with_time_and_secret_as_key() =>
        Assert.Equal("AOc8oJ7//5OlQlfWC3nRL0R+IkuzcD1FKcAyibRK9Q8=", RobotSignature.Feishu(1700000000, "testsecret"));

    [Fact]
    public void Aliyun_signs_query_and_headers()
    {
        const string Query = "PhoneNumbers=13800138000&SignName=%E9%98%BF%E9%87%8C%E4%BA%91&TemplateCode=SMS_000000&TemplateParam=%7B%22code%22%3A%221234%22%7D";
        var headers = AliyunSms.Headers("dysmsapi.aliyuncs.com", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), "nonce-1");
        Assert.Equal("5418a98bd1a60988f17df6ef75d03a86b6410b867608abb9b893b85bc656b5fa", AliyunSms.Signature(Query, headers, "testsecret"));
    }

    [Theory]
    [InlineData("短文", 10, "短文")]
    [InlineData("一二三四五", 12, "一二三…")]
    [InlineData("一二三四五", 14, "一二三…")]
    [InlineData("ab一二三四五", 14, "ab一二三…")]
    [InlineData("好👨‍👩‍👧好好好好", 12, "好…")]
    [InlineData("𠮷𠮷𠮷𠮷", 12, "𠮷𠮷…")]
    public void A_text_is_cut_between_characters(string text, int bytes, string expected)
    {
        var cut = Utf8Text.Cut(text, bytes);
        Assert.Equal(expected, cut);
        Assert.True(Encoding.UTF8.GetByteCount(cut) <= bytes);
    }

    [Fact]
    public void The_link_is_never_cut()
    {
        var cut = Utf8Text.CutBefore(new string('长', 1000), "\nhttps://crm.example.com/follow-ups/17", 2048);
        Assert.EndsWith("…\nhttps://crm.example.com/follow-ups/17", cut, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(cut), 2044, 2048);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(3, 15)]
    [InlineData(4, 60)]
    [InlineData(5, 60)]
    [InlineData(30, 60)]
    public void A_message_is_tried_again_after_1_5_15_and_60_minutes_with_jitter(int attempts, int minutes)
    {
        Assert.Equal(TimeSpan.FromMinutes(minutes * 0.8), RetrySchedule.After(attempts, 0));
        Assert.Equal(TimeSpan.FromMinutes(minutes * 1.2), RetrySchedule.After(attempts, 1));
    }

    [Theory]
    [InlineData("a@example.com", true)]
    [InlineData("a.b+c@mail.example.cn", true)]
    [InlineData("a@example.com\r\nRCPT TO:<b@example.com>", false)]
    [InlineData("a@example.com, b@example.com", false)]
    [InlineData("<a@example.com>", false)]
    [InlineData("张三 a@example.com", false)]
    [InlineData("a", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_mail_address_is_one_and_nothing_besides(string? typed, bool right) => Assert.Equal(right, MailAddressRule.IsAddress(typed));

    [Fact]
    public void What_is_filled_into_a_gateways_JSON_cannot_break_out_of_its_string()
    {
        var json = HttpSms.Fill("""{"to":"{mobile}","list":[{"text":"CRM：{text}"}],"n":1}""", "138", "a\",\"to\":\"999 {mobile}\n");
        using var read = System.Text.Json.JsonDocument.Parse(json!);
        Assert.Equal("138", read.RootElement.GetProperty("to").GetString());
        Assert.Equal("CRM：a\",\"to\":\"999 {mobile}\n", read.RootElement.GetProperty("list")[0].GetProperty("text").GetString());
        Assert.Null(HttpSms.Fill("{mobile} {text}", "1", "2"));
    }
}
