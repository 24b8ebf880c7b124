using System.Text;
using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.Notifications;

/// <summary>Mail, against a server on this machine.</summary>
[Trait("Category", "Pure")]
public sealed class MailRouteTests : IAsyncLifetime
{
    private readonly FakeMailServer server = new();
    private readonly OutboundConnections connections = new(new OutboundPolicy(["127.0.0.1"]), new HostLookup(), new OutboundTimes(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1)));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        connections.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_message_arrives_whole_with_its_link_and_an_id_that_stays_the_same()
    {
        await using var route = Route();
        Assert.Equal(SendOutcome.Sent, await route.SendAsync(Message(), CancellationToken.None));
        Assert.Equal(SendOutcome.Sent, await route.SendAsync(Message(), CancellationToken.None));

        var messages = server.Messages.ToList();
        var headers = messages[0].Split("\n\n")[0].Split('\n');
        Assert.Contains("To: <rep@example.com>", headers);
        Assert.Contains("From: =?utf-8?B?5a6i5oi3566h55CG?= <crm@example.com>", headers);
        Assert.Equal(headers.Single(h => h.StartsWith("Message-ID", StringComparison.Ordinal)), messages[1].Split('\n').Single(h => h.StartsWith("Message-ID", StringComparison.Ordinal)));
        Assert.All(headers, h => Assert.True(h.Length <= 78, h));
        Assert.Equal("今天 10:00 跟进：上海恒锐\r\n电话 · 报价\r\nhttps://crm.example.com/follow-ups/17", Encoding.UTF8.GetString(Convert.FromBase64String(messages[0].Split("\n\n")[1])));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_long_subject_is_folded_between_characters()
    {
        await using var route = Route();
        var subject = string.Concat(Enumerable.Repeat("今日跟进👨‍👩‍👧", 12));
        await route.SendAsync(Message() with { Subject = subject }, CancellationToken.None);
        var text = server.Messages.Single();
        var start = text.IndexOf("Subject: ", StringComparison.Ordinal) + 9;
        var words = text[start..text.IndexOf("\nMessage-ID", StringComparison.Ordinal)].Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal(subject, string.Concat(words.Select(w => Encoding.UTF8.GetString(Convert.FromBase64String(w["=?utf-8?B?".Length..^2])))));
    }

    [Theory]
    [InlineData("hello\r\nBcc: evil@example.com")]
    [InlineData("hello\nBcc: evil@example.com")]
    public async Task A_subject_that_would_begin_another_header_is_refused(string subject)
    {
        await using var route = Route();
        Assert.Equal(SendResult.Refused, (await route.SendAsync(Message() with { Subject = subject }, CancellationToken.None)).Result);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task A_recipient_that_would_be_another_command_is_refused()
    {
        await using var route = Route();
        var outcome = await route.SendAsync(Message() with { Address = "a@example.com>\r\nRCPT TO:<b@example.com" }, CancellationToken.None);
        Assert.Equal(SendResult.Refused, outcome.Result);
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 no such user", SendResult.Refused, SendErrors.BadAddress)]
    [InlineData("RCPT", "450 4.2.0 greylisted", SendResult.PutOff, SendErrors.Answer)]
    [InlineData("AUTH", "535 5.7.8 wrong", SendResult.RouteDown, SendErrors.NotAccepted)]
    [InlineData("MAIL", "421 too many connections", SendResult.RouteDown, SendErrors.TooMany)]
    [InlineData("GREETING", "554 go away", SendResult.RouteDown, SendErrors.Answer)]
    [InlineData("MAIL", null, SendResult.RouteDown, SendErrors.NotConnected)]
    [InlineData(".", null, SendResult.Unclear, SendErrors.Unclear)]
    [InlineData(".", "451 try later", SendResult.PutOff, SendErrors.Answer)]
    public async Task What_the_server_says_decides_what_comes_next(string line, string? answer, SendResult result, string error)
    {
        server.Says[line] = answer;
        await using var route = Route();
        var outcome = await route.SendAsync(Message(), CancellationToken.None);
        Assert.Equal((result, error), (outcome.Result, SendErrors.CodeOf(outcome.Error!)));
    }

    [Fact]
    public async Task A_server_that_does_not_offer_encryption_is_told_no_password()
    {
        server.Says["STARTTLS"] = "502 not here";
        await using var route = new MailRoute(Settings() with { Security = MailSecurity.StartTls }, connections);
        Assert.Equal(SendResult.RouteDown, (await route.SendAsync(Message(), CancellationToken.None)).Result);
        Assert.DoesNotContain(server.Lines, l => l.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_encryption_only_trusted_servers_are_spoken_to()
    {
        using var strict = new OutboundConnections(new OutboundPolicy([]), new HostLookup(), OutboundTimes.Default);
        await using var route = new MailRoute(Settings(), strict);
        Assert.Equal(SendErrors.NotSecure, SendErrors.CodeOf((await route.SendAsync(Message(), CancellationToken.None)).Error!));
        Assert.Equal(0, server.Connections);
    }

    private MailRoute Route() => new(Settings(), connections);

    private MailSettings Settings() => new("127.0.0.1", server.Port, MailSecurity.None, "crm", "secret", "crm@example.com", "客户管理");

    private static OutgoingMessage Message() => new(
        "reminder:1:2:Mail", "rep@example.com", "今天 10:00 跟进：上海恒锐", "今天 10:00 跟进：上海恒锐\n电话 · 报价", "https://crm.example.com/follow-ups/17", [], TestClock.Start);
}
