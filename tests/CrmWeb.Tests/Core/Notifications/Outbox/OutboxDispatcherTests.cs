using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Outbox;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Notifications.Outbox;

/// <summary>What becomes of messages: sent once, tried again, given up, shown.</summary>
public sealed class OutboxDispatcherTests(MeanwhileFixture app) : IClassFixture<MeanwhileFixture>, IAsyncLifetime
{
    private readonly FakeMailServer server = new();
    private FakeGateway gateway = null!;

    public async Task InitializeAsync()
    {
        gateway = await FakeGateway.StartAsync();
        await Ways.ClearAsync(app);
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await gateway.DisposeAsync();
    }

    [Fact]
    public async Task Everything_due_is_sent_once()
    {
        await Ways.MailAsync(app, server.Port);
        await Ways.QueueAsync(app, 90);
        Assert.Equal("sent=90", await Ways.SendAsync(app));
        Assert.Null(await Ways.SendAsync(app));
        Assert.Equal(90, server.Messages.Count);
        Assert.All(await Ways.MessagesAsync(app), m => Assert.Equal((OutboxState.Sent, 1, app.Clock.Now), (m.State, m.Attempts, m.SentAt)));
    }

    [Fact]
    public async Task A_mail_speaks_its_readers_language_and_says_how_to_unsubscribe()
    {
        await Ways.MailAsync(app, server.Port);
        await app.DbAsync(db => db.Users.Where(u => u.Id == app.Company[Who.RepEast].Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.Culture, "en")));
        await Ways.QueueAsync(app, 1);
        await Ways.SendAsync(app);
        await app.DbAsync(db => db.Users.Where(u => u.Id == app.Company[Who.RepEast].Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.Culture, (string?)null)));
        var mail = server.Messages.Single();
        Assert.Contains("List-Unsubscribe: <https://crm.example.com/account/notifications>\n", mail, StringComparison.Ordinal);
        using var read = MimeKit.MimeMessage.Load(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(mail)));
        Assert.Contains("Choose what you are told by e-mail", read.TextBody, StringComparison.Ordinal);
    }

    /// <summary>The second one runs from beginning to end while the first has looked, or has taken its forty, and sent none of them.</summary>
    [Theory]
    [InlineData("ORDER BY", 120)]
    [InlineData("\"LeasedBy\" = ", 80)]
    public async Task Two_processes_share_the_work_and_send_nothing_twice(string moment, int bySecond)
    {
        await Ways.MailAsync(app, server.Port);
        await Ways.QueueAsync(app, 120);

        string? second = null;
        app.Meanwhile.Answered(sql => sql.Contains(moment, StringComparison.Ordinal), async () =>
        {
            second = await Ways.SendAsync(app);
            Assert.Equal(bySecond, server.Messages.Count);
        });
        var first = await Ways.SendAsync(app);
        Assert.Equal((bySecond == 120 ? null : $"sent={120 - bySecond}", $"sent={bySecond}"), (first, second));
        Assert.Equal(120, server.Messages.Count);
        Assert.All(await Ways.MessagesAsync(app), m => Assert.Equal((OutboxState.Sent, 1), (m.State, m.Attempts)));
    }

    [Fact]
    public async Task A_robot_takes_twenty_messages_in_a_minute_and_the_rest_a_minute_later()
    {
        var robot = await Ways.RobotAsync(app, app.Company.DepartmentEast, gateway.Address + "/hook");
        await Ways.QueueAsync(app, 45, robot);
        await Ways.SendAsync(app);
        await Ways.SendAsync(app);
        Assert.Equal(20, gateway.Requests.Count);
        app.Clock.Advance(TimeSpan.FromSeconds(59));
        await Ways.SendAsync(app);
        Assert.Equal(20, gateway.Requests.Count);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await Ways.SendAsync(app);
        Assert.Equal(40, gateway.Requests.Count);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await Ways.SendAsync(app);
        Assert.Equal(45, gateway.Requests.Count);
    }

    [Fact]
    public async Task A_way_that_asks_for_patience_is_left_alone_with_everything_that_waits_for_it()
    {
        gateway.Answer = FakeGateway.Json("", 429, "300");
        var robot = await Ways.RobotAsync(app, app.Company.DepartmentEast, gateway.Address + "/hook");
        await Ways.QueueAsync(app, 10, robot);
        await Ways.SendAsync(app);
        app.Clock.Advance(TimeSpan.FromSeconds(299));
        await Ways.SendAsync(app);
        Assert.Single(gateway.Requests);

        gateway.Answer = FakeGateway.Json("""{"errcode":0}""");
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        await Ways.SendAsync(app);
        Assert.Equal(11, gateway.Requests.Count);
        Assert.All(await Ways.MessagesAsync(app), m => Assert.Equal(OutboxState.Sent, m.State));
    }

    [Fact]
    public async Task A_gateway_that_is_down_for_an_hour_costs_an_attempt_a_minute_and_loses_nothing()
    {
        var robot = await Ways.RobotAsync(app, app.Company.DepartmentEast, gateway.Address + "/hook");
        gateway.Answer = FakeGateway.Json("", 503);
        await Ways.QueueAsync(app, 5, robot);
        for (var minute = 0; minute < 60; minute++)
        {
            await Ways.SendAsync(app);
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(gateway.Requests.Count, 5, 60);
        gateway.Answer = FakeGateway.Json("""{"errcode":0}""");
        app.Clock.Advance(TimeSpan.FromMinutes(75));
        gateway.Requests.Clear();
        await Ways.SendAsync(app);
        Assert.Equal(5, gateway.Requests.Count);
    }

    [Fact]
    public async Task A_message_that_one_server_refuses_for_now_comes_again_after_1_5_15_and_60_minutes()
    {
        await Ways.MailAsync(app, server.Port);
        server.Says["RCPT"] = "450 later";
        await Ways.QueueAsync(app, 1);
        foreach (var minutes in new[] { 1, 5, 15, 60, 60 })
        {
            await Ways.SendAsync(app);
            var message = (await Ways.MessagesAsync(app)).Single();
            Assert.Equal(OutboxState.Waiting, message.State);
            Assert.InRange(message.NextAttemptAt - app.Clock.Now, TimeSpan.FromMinutes(minutes * 0.8), TimeSpan.FromMinutes(minutes * 1.2));
            app.Clock.Now = message.NextAttemptAt;
        }
    }

    [Fact]
    public async Task After_a_day_a_message_is_given_up_and_those_who_look_after_messages_are_told()
    {
        await Ways.MailAsync(app, server.Port);
        server.Says["RCPT"] = "450 later";
        await Ways.QueueAsync(app, 1, createdAt: app.Clock.Now.AddHours(-24));
        Assert.Equal("failed=1", await Ways.SendAsync(app));
        Assert.Equal(OutboxState.Failed, (await Ways.MessagesAsync(app)).Single(m => m.Kind == NotificationKinds.Reminder).State);
        var told = await app.DbAsync(db => db.Notifications.SingleAsync());
        Assert.Equal((app.Company[Who.Admin].Id, NotificationKinds.System), (told.UserId, told.Kind));
    }

    [Fact]
    public async Task What_waited_for_a_closed_way_for_a_day_is_given_up_with_it()
    {
        var robot = await Ways.RobotAsync(app, app.Company.DepartmentEast, "http://127.0.0.1:1/hook");
        await Ways.QueueAsync(app, 3, robot, createdAt: app.Clock.Now.AddHours(-25));
        await Ways.SendAsync(app);
        Assert.All(await Ways.MessagesAsync(app), m => Assert.Equal(OutboxState.Failed, m.State));
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_given_up_at_once()
    {
        await Ways.MailAsync(app, server.Port);
        server.Says["RCPT TO:<gone"] = "550 no such user";
        await Ways.QueueAsync(app, 1, address: "gone@example.com");
        await Ways.QueueAsync(app, 1);
        await Ways.SendAsync(app);
        Assert.Equal([OutboxState.Failed, OutboxState.Sent], (await Ways.MessagesAsync(app)).Where(m => m.Kind == NotificationKinds.Reminder).Select(m => m.State));
    }

    [Fact]
    public async Task A_time_out_after_handing_over_makes_one_double_at_most()
    {
        await Ways.MailAsync(app, server.Port);
        server.Says["."] = null;
        await Ways.QueueAsync(app, 1);
        for (var i = 0; i < 4; i++)
        {
            await Ways.SendAsync(app);
            app.Clock.Advance(TimeSpan.FromHours(2));
        }

        Assert.Equal(2, server.Messages.Count);
        var message = (await Ways.MessagesAsync(app)).Single(m => m.Kind == NotificationKinds.Reminder);
        Assert.Equal((OutboxState.Failed, SendErrors.Unclear), (message.State, message.Error));
    }

    [Fact]
    public async Task A_message_whose_process_died_is_sent_when_its_lease_has_ended()
    {
        await Ways.MailAsync(app, server.Port);
        await Ways.QueueAsync(app, 1);
        var leasing = app.Services.GetRequiredService<OutboxLeases>();
        var dead = Guid.NewGuid();
        Assert.Single(await leasing.TakeAsync(new ChannelKey(OutboxChannel.Mail, null), 10, dead, CancellationToken.None));
        await Ways.SendAsync(app);
        Assert.Empty(server.Messages);

        app.Clock.Advance(OutboxLeases.Lease);
        await Ways.SendAsync(app);
        Assert.Single(server.Messages);

        // Whoever was only thought dead notes nothing any more.
        await leasing.NoteAsync((await Ways.MessagesAsync(app)).Single().Id, dead, OutboxState.Failed, 1, app.Clock.Now, "late");
        Assert.Equal((OutboxState.Sent, 2), (await Ways.MessagesAsync(app)).Select(m => (m.State, m.Attempts)).Single());
    }

    [Fact]
    public async Task Nothing_goes_to_those_who_left_or_over_a_way_that_was_switched_off()
    {
        await Ways.MailAsync(app, server.Port);
        await Ways.QueueAsync(app, 1);
        await SetActiveAsync(false);
        await Ways.SendAsync(app);
        await SetActiveAsync(true);
        await Ways.MailAsync(app, server.Port, isEnabled: false);
        await Ways.QueueAsync(app, 1);
        await Ways.SendAsync(app);
        Assert.Empty(server.Messages);
        Assert.Equal([SendErrors.RecipientGone, SendErrors.SwitchedOff], (await Ways.MessagesAsync(app)).Select(m => m.Error));
        Assert.All(await Ways.MessagesAsync(app), m => Assert.Equal(OutboxState.Dropped, m.State));
    }

    [Fact]
    public async Task What_failed_can_be_sent_again()
    {
        await Ways.MailAsync(app, server.Port);
        server.Says["RCPT"] = "550 no";
        await Ways.QueueAsync(app, 3);
        await Ways.SendAsync(app);
        server.Says.Clear();
        var first = (await Ways.MessagesAsync(app))[0].Id;
        Assert.Equal(1, await app.WithAsync<OutboxRetry, int>(r => r.AgainAsync([first], app.As(Who.Admin), CancellationToken.None)));
        await Ways.SendAsync(app);
        Assert.Single(server.Messages);
        Assert.Equal(2, await app.WithAsync<OutboxRetry, int>(r => r.AllAgainAsync(app.As(Who.Admin), CancellationToken.None)));
        await Ways.SendAsync(app);
        Assert.Equal(3, server.Messages.Count);
    }

    [Fact]
    public async Task A_run_that_is_stopped_gives_back_what_it_has_not_tried()
    {
        await Ways.MailAsync(app, server.Port);
        await Ways.QueueAsync(app, 5);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Ways.SendAsync(app, stop.Token));
        Assert.Equal("sent=5", await Ways.SendAsync(app));
    }

    private Task SetActiveAsync(bool active) => app.DbAsync(db =>
        db.Users.Where(u => u.Id == app.Company[Who.RepEast].Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.IsActive, active)));
}
