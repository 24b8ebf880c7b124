using System.Text;
using System.Xml.Linq;
using CrmWeb.Core.Notifications.Mail;
using CrmWeb.Core.Notifications.Outbound;
using MimeKit;
using Xunit;

namespace CrmWeb.Tests.Core.Notifications.Mail;

/// <summary>What a mail consists of, as a real server receives it.</summary>
[Trait("Category", "Pure")]
public sealed class MailChannelTests : IAsyncLifetime
{
    private const string Choices = "https://crm.example.com/account/notifications";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestMailServer server = new();
    private readonly OutboundConnections connections = MailFixture.Connections();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        connections.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_message_arrives_whole_with_its_link_and_an_id_that_stays_the_same()
    {
        var mail = await SendAsync(MailFixture.Message);
        var again = await SendAsync(MailFixture.Message);
        Assert.Equal(("客户管理", "crm@example.com"), (mail.From.Mailboxes.Single().Name, mail.From.Mailboxes.Single().Address));
        Assert.Equal("rep@example.com", mail.To.Mailboxes.Single().Address);
        Assert.Equal("今天 10:00 跟进：上海恒锐", mail.Subject);
        Assert.Equal(mail.MessageId, again.MessageId);
        Assert.EndsWith("@example.com", mail.MessageId, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal("今天 10:00 跟进：上海恒锐\n电话 · 报价\nhttps://crm.example.com/follow-ups/17", mail.TextBody!.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData(null, "zh-CN", "在 CRM 中打开", "设置接收哪些邮件通知")]
    [InlineData("zh-CN", "zh-CN", "在 CRM 中打开", "设置接收哪些邮件通知")]
    [InlineData("en", "en", "Open in the CRM", "Choose what you are told by e-mail")]
    public async Task The_page_in_a_mail_says_the_same_as_its_text_in_the_readers_language(string? culture, string lang, string open, string settings)
    {
        var mail = await SendAsync(MailFixture.Message with { Culture = culture, SettingsLink = Choices });
        Assert.Equal("multipart/alternative", mail.Body!.ContentType.MimeType);
        var page = XDocument.Parse(mail.HtmlBody!);
        Assert.Equal(lang, page.Root!.Attribute("lang")!.Value);
        Assert.Equal(["今天 10:00 跟进：上海恒锐"], page.Descendants("h1").Select(h => h.Value));
        Assert.Equal(["电话 · 报价", open, settings], page.Descendants("p").Select(p => p.Value));
        Assert.Equal([(open, MailFixture.Message.Link!), (settings, Choices)], page.Descendants("a").Select(a => (a.Value, a.Attribute("href")!.Value)));
        Assert.EndsWith($"{MailFixture.Message.Link}\n\n{settings}\n{Choices}", mail.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notification_says_how_to_unsubscribe_and_a_test_does_not()
    {
        Assert.Equal($"<{Choices}>", (await SendAsync(MailFixture.Message with { SettingsLink = Choices })).Headers[HeaderId.ListUnsubscribe]);
        Assert.Null((await SendAsync(MailFixture.Message)).Headers[HeaderId.ListUnsubscribe]);
    }

    [Theory]
    [InlineData("<script>alert(1)</script> & \"恒锐\" 'x'")]
    [InlineData("</title></head><img src=x onerror=alert(1)>")]
    [InlineData("\u0001a\u0000b]]>&nbsp;\ud83d\ude00 👨‍👩‍👧 𠮷")]
    public async Task Whatever_somebody_typed_stays_text(string typed)
    {
        var mail = await SendAsync(MailFixture.Message with { Body = $"{typed}\n{typed}" });
        var page = XDocument.Parse(mail.HtmlBody!);
        var visible = string.Concat(typed.Where(c => !char.IsControl(c)));
        Assert.Equal(visible, page.Descendants("h1").Single().Value);
        Assert.Equal(visible, page.Descendants("p").First().Value);
        Assert.Empty(page.Descendants("script").Concat(page.Descendants("img")));
    }

    [Fact]
    public async Task Only_the_installations_own_addresses_become_links()
    {
        var mail = await SendAsync(MailFixture.Message with
        {
            Body = "今日待办\n逾期 3\nhttps://crm.example.com/follow-ups?list=overdue&team=true\n请点这里\nhttps://evil.example.com/\n再点\nhttps://crm.example.com@evil.example.com/\nhttp://crm.example.com/x",
        });
        var page = XDocument.Parse(mail.HtmlBody!);
        Assert.Equal(
            [("逾期 3", "https://crm.example.com/follow-ups?list=overdue&team=true"), ("在 CRM 中打开", MailFixture.Message.Link!)],
            page.Descendants("a").Select(a => (a.Value, a.Attribute("href")!.Value)));
        Assert.Contains("https://evil.example.com/", page.Descendants("p").Select(p => p.Value));
    }

    [Fact]
    public async Task Files_go_with_a_mail_byte_for_byte_under_their_names()
    {
        var bytes = Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7)).ToArray();
        var mail = await SendAsync(MailFixture.Message with
        {
            Attachments = [new("十一月销售报表（华东）.pdf", "application/pdf", bytes), new("../../x\r\nBcc: a@b.c", "no type", "\r\n.\r\n"u8.ToArray())],
        });
        Assert.Equal("multipart/mixed", mail.Body!.ContentType.MimeType);
        Assert.NotNull(mail.HtmlBody);
        var files = mail.Attachments.Cast<MimePart>().ToList();
        Assert.Equal(["十一月销售报表（华东）.pdf", ".._.._x__Bcc: a@b.c"], files.Select(f => f.FileName));
        Assert.Equal(["application/pdf", "application/octet-stream"], files.Select(f => f.ContentType.MimeType));
        Assert.Equal(bytes, Content(files[0]));
        Assert.Equal("\r\n.\r\n"u8.ToArray(), Content(files[1]));
        Assert.Equal(1, mail.To.Count + mail.Bcc.Count);
    }

    [Theory]
    [InlineData("hello\r\nBcc: evil@example.com")]
    [InlineData("hello\nBcc: evil@example.com")]
    [InlineData("hello\u0000")]
    public async Task A_subject_that_would_begin_another_header_is_refused(string subject)
    {
        await using var route = await RouteAsync();
        Assert.Equal(SendResult.Refused, (await route.SendAsync(MailFixture.Message with { Subject = subject }, None)).Result);
        Assert.Empty(server.SignIns);
    }

    [Fact]
    public async Task A_recipient_that_would_be_another_command_is_refused()
    {
        await using var route = await RouteAsync();
        var outcome = await route.SendAsync(MailFixture.Message with { Address = "a@example.com>\r\nRCPT TO:<b@example.com" }, None);
        Assert.Equal(SendResult.Refused, outcome.Result);
        Assert.Empty(server.SignIns);
    }

    [Fact]
    public async Task One_connection_serves_several_messages()
    {
        await using var line = new FaultyLine(server);
        await using (var route = MailFixture.Route(MailFixture.Settings(line.Port), connections))
        {
            for (var i = 0; i < 3; i++)
                Assert.Equal(SendOutcome.Sent, await route.SendAsync(MailFixture.Message, None));
        }

        Assert.Equal(["EHLO", "AUTH", "MAIL", "RCPT", "DATA", "MAIL", "RCPT", "DATA", "MAIL", "RCPT", "DATA", "QUIT"], line.Said);
    }

    private async Task<MailChannel> RouteAsync() => MailFixture.Route(MailFixture.Settings(await server.PortAsync()), connections);

    private async Task<MimeMessage> SendAsync(OutgoingMessage message)
    {
        await using var route = await RouteAsync();
        Assert.Equal(SendOutcome.Sent, await route.SendAsync(message, None));
        Assert.DoesNotContain(server.Raw.Last(), b => b >= 0x80);
        return server.Messages.Last();
    }

    private static byte[] Content(MimePart part)
    {
        using var stream = new MemoryStream();
        part.Content!.DecodeTo(stream);
        return stream.ToArray();
    }
}
