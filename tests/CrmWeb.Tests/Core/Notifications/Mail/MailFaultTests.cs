using CrmWeb.Core.Notifications.Outbound;
using Xunit;

namespace CrmWeb.Tests.Core.Notifications.Mail;

/// <summary>Whatever breaks and wherever it breaks: what is said of the message is true, and the next one goes out.</summary>
[Trait("Category", "Pure")]
public sealed class MailFaultTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestMailServer server = new();
    private readonly OutboundConnections connections = MailFixture.Connections();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        connections.Dispose();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData("GREETING", SendResult.ChannelDown, SendErrors.NotConnected)]
    [InlineData("EHLO", SendResult.ChannelDown, SendErrors.NotConnected)]
    [InlineData("AUTH", SendResult.ChannelDown, SendErrors.NotConnected)]
    [InlineData("MAIL", SendResult.ChannelDown, SendErrors.NotConnected)]
    [InlineData("RCPT", SendResult.ChannelDown, SendErrors.NotConnected)]
    [InlineData("DATA", SendResult.ChannelDown, SendErrors.NotConnected)]
    [InlineData("BODY", SendResult.Unclear, SendErrors.Unclear)]
    [InlineData(".", SendResult.Unclear, SendErrors.Unclear)]
    public async Task A_line_that_breaks_at_a_command_leaves_no_doubt_but_where_the_message_was_on_its_way(string at, SendResult result, string error)
    {
        await AssertAsync(at, Fault.Drop, "", result, error);
        Assert.Single(server.Messages);
    }

    [Theory]
    [InlineData("EHLO", SendErrors.NotConnected, 1)]
    [InlineData("AUTH", SendErrors.NotConnected, 1)]
    [InlineData("MAIL", SendErrors.NotConnected, 1)]
    [InlineData("RCPT", SendErrors.NotConnected, 1)]
    [InlineData("DATA", SendErrors.NotConnected, 1)]
    [InlineData(".", SendErrors.Unclear, 2)]
    public async Task A_line_that_breaks_when_the_server_has_answered_tells_the_same(string at, string error, int arrived)
    {
        await AssertAsync(at, Fault.DropAfter, "", error == SendErrors.Unclear ? SendResult.Unclear : SendResult.ChannelDown, error);
        Assert.Equal(arrived, server.Messages.Count);
    }

    [Theory]
    [InlineData("GREETING", "421 busy", SendResult.ChannelDown, SendErrors.TooMany)]
    [InlineData("GREETING", "554 go away", SendResult.ChannelDown, SendErrors.Answer)]
    [InlineData("GREETING", "HTTP/1.1 400 Bad Request", SendResult.ChannelDown, SendErrors.NotConnected)]
    [InlineData("AUTH", "454 4.7.0 later", SendResult.ChannelDown, SendErrors.Answer)]
    [InlineData("AUTH", "421 busy", SendResult.ChannelDown, SendErrors.TooMany)]
    [InlineData("AUTH", "535 5.7.8 wrong", SendResult.ChannelDown, SendErrors.NotAccepted)]
    [InlineData("AUTH", "534 5.7.9 too weak", SendResult.ChannelDown, SendErrors.NotAccepted)]
    [InlineData("AUTH", "504 unknown", SendResult.ChannelDown, SendErrors.Answer)]
    [InlineData("MAIL", "421 busy", SendResult.ChannelDown, SendErrors.TooMany)]
    [InlineData("MAIL", "451 later", SendResult.ChannelDown, SendErrors.Answer)]
    [InlineData("MAIL", "550 not from here", SendResult.ChannelDown, SendErrors.Answer)]
    [InlineData("MAIL", "530 sign in first", SendResult.ChannelDown, SendErrors.NotAccepted)]
    [InlineData("RCPT", "421 busy", SendResult.ChannelDown, SendErrors.TooMany)]
    [InlineData("RCPT", "450 4.2.0 greylisted", SendResult.PutOff, SendErrors.Answer)]
    [InlineData("RCPT", "550 5.1.1 no such user", SendResult.Refused, SendErrors.BadAddress)]
    [InlineData("DATA", "421 busy", SendResult.ChannelDown, SendErrors.TooMany)]
    [InlineData("DATA", "451 later", SendResult.ChannelDown, SendErrors.Answer)]
    [InlineData("DATA", "554 no", SendResult.ChannelDown, SendErrors.Answer)]
    [InlineData(".", "421 busy", SendResult.ChannelDown, SendErrors.TooMany)]
    [InlineData(".", "451 later", SendResult.PutOff, SendErrors.Answer)]
    [InlineData(".", "554 spam", SendResult.Refused, SendErrors.BadAddress)]
    [InlineData(".", "hello", SendResult.Unclear, SendErrors.Unclear)]
    public async Task What_the_server_says_decides_what_comes_next(string at, string answer, SendResult result, string error)
    {
        var outcome = await AssertAsync(at, Fault.Say, answer, result, error);
        if (error is not (SendErrors.NotConnected or SendErrors.Unclear))
            Assert.Contains(answer[4..], SendErrors.DetailOf(outcome.Error!), StringComparison.Ordinal);
        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task Any_yes_to_the_whole_message_is_a_yes()
    {
        await using var line = new FaultyLine(server) { Faults = { ["."] = (Fault.Say, "252 will try") } };
        await using var route = MailFixture.Route(MailFixture.Settings(line.Port), connections);
        Assert.Equal(SendOutcome.Sent, await route.SendAsync(MailFixture.Message, None));
    }

    [Theory]
    [InlineData("RCPT", "550 no such user", SendResult.Refused)]
    [InlineData(".", "554 spam", SendResult.Refused)]
    [InlineData(".", "451 later", SendResult.PutOff)]
    public async Task A_line_that_breaks_after_a_no_does_not_make_it_unsaid(string at, string answer, SendResult result)
    {
        await using var line = new FaultyLine(server) { Faults = { [at] = (Fault.Say, answer), ["RSET"] = (Fault.Drop, "") } };
        await using var route = MailFixture.Route(MailFixture.Settings(line.Port), connections);
        Assert.Equal(result, (await route.SendAsync(MailFixture.Message, None)).Result);
    }

    [Theory]
    [InlineData(Fault.Drop, "")]
    [InlineData(Fault.DropAfter, "")]
    [InlineData(Fault.Say, "554 never")]
    public async Task What_was_taken_stays_taken_whatever_comes_of_the_goodbye(object fault, string answer)
    {
        await using var line = new FaultyLine(server) { Faults = { ["QUIT"] = ((Fault)fault, answer) } };
        await using (var route = MailFixture.Route(MailFixture.Settings(line.Port), connections))
            Assert.Equal(SendOutcome.Sent, await route.SendAsync(MailFixture.Message, None));
        Assert.Equal("QUIT", line.Said.Last());
        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task A_server_that_falls_silent_or_never_stops_costs_only_the_time_allowed()
    {
        using var quick = MailFixture.Connections(TimeSpan.FromSeconds(1));
        var cases = new[] { "GREETING", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "." }
            .SelectMany(at => new[] { (At: at, Fault: Fault.Silence), (At: at, Fault: Fault.Babble) });
        var outcomes = await Task.WhenAll(cases.Select(async one =>
        {
            await using var line = new FaultyLine(server) { Faults = { [one.At] = (one.Fault, "") } };
            await using var route = MailFixture.Route(MailFixture.Settings(line.Port), quick);
            return (one.At, one.Fault, (await route.SendAsync(MailFixture.Message, None)).Result);
        }));
        Assert.All(outcomes, o => Assert.Equal(o.At == "." ? SendResult.Unclear : SendResult.ChannelDown, o.Result));
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task A_connection_that_was_closed_between_two_messages_is_opened_anew_at_once()
    {
        await using var line = new FaultyLine(server);
        await using var route = MailFixture.Route(MailFixture.Settings(line.Port), connections);
        Assert.Equal(SendOutcome.Sent, await route.SendAsync(MailFixture.Message, None));
        line.Faults["MAIL"] = (Fault.Drop, "");
        Assert.Equal(SendResult.ChannelDown, (await route.SendAsync(MailFixture.Message, None)).Result);
        Assert.Equal(2, line.Said.Count(s => s == "EHLO"));
        line.Faults.Clear();
        Assert.Equal(SendOutcome.Sent, await route.SendAsync(MailFixture.Message, None));
    }

    /// <summary>A message over a faulty line, and another one when the line is whole again, over the same route.</summary>
    private async Task<SendOutcome> AssertAsync(string at, Fault fault, string answer, SendResult result, string error)
    {
        await using var line = new FaultyLine(server) { Faults = { [at] = (fault, answer) } };
        await using var route = MailFixture.Route(MailFixture.Settings(line.Port), connections);
        var outcome = await route.SendAsync(MailFixture.Message, None);
        Assert.Equal((result, error), (outcome.Result, SendErrors.CodeOf(outcome.Error ?? "")));
        line.Faults.Clear();
        Assert.Equal(SendOutcome.Sent, await route.SendAsync(MailFixture.Message, None));
        return outcome;
    }
}
