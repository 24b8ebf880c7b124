using System.Data.Common;
using CrmWeb.Core.Access;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.FollowUps.Reminders;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Xunit;

namespace CrmWeb.Tests.Core.Notifications.Outbox;

/// <summary>Core with a database that now and then does not note what was sent.</summary>
public sealed class ForgetfulDatabase : CoreFixture
{
    public FailingNotes Notes { get; } = new();

    protected override IEnumerable<IInterceptor> Watching => [Sql, Notes];

    public sealed class FailingNotes : DbCommandInterceptor
    {
        private int left;

        public int Left
        {
            get => left;
            set => left = value;
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            var isNote = command.CommandText.StartsWith("UPDATE", StringComparison.Ordinal) && command.CommandText.Contains("\"SentAt\" = ", StringComparison.Ordinal);
            return isNote && Interlocked.Decrement(ref left) >= 0 ? throw new TimeoutException("connection reset") : ValueTask.FromResult(result);
        }
    }
}

/// <summary>What has waited is looked at once more before it leaves, and noted for certain after.</summary>
public sealed class OutboxObstaclesTests(ForgetfulDatabase app) : IClassFixture<ForgetfulDatabase>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly FakeMailServer server = new();

    public async Task InitializeAsync()
    {
        app.Clock.Now = TestClock.Start;
        await Ways.ClearAsync(app);
        await Ways.MailAsync(app, server.Port);
        await app.DbAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.Email, "rep@example.com")));
    }

    public Task DisposeAsync() => server.DisposeAsync().AsTask();

    [Fact]
    public async Task A_reminder_goes_out_while_the_task_is_open_and_the_customer_in_reach()
    {
        await RemindedAsync();
        await Ways.SendAsync(app);
        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task Of_a_task_that_was_done_meanwhile_nobody_is_reminded()
    {
        var task = await RemindedAsync();
        await app.WithAsync<FollowUpCompletion>(w => w.CompleteAsync(task, Forms.Record(app.Clock.Now.AddHours(8)), app.As(Who.RepEast), None));
        await Ways.SendAsync(app);
        Assert.Empty(server.Messages);
        Assert.Equal((OutboxState.Dropped, SendErrors.TaskClosed), await FateAsync());
    }

    [Fact]
    public async Task Whoever_lost_sight_of_the_customer_meanwhile_is_sent_nothing_about_it()
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer("上海移交途中有限公司"));
        await RemindedAsync(customer);
        await app.DbAsync(db => db.Customers.Where(c => c.Id == customer).ExecuteUpdateAsync(set => set.SetProperty(c => c.OwnerId, app.Company[Who.RepSouth].Id)));
        await Ways.SendAsync(app);
        Assert.Empty(server.Messages);
        Assert.Equal((OutboxState.Dropped, SendErrors.OutOfReach), await FateAsync());
    }

    [Fact]
    public async Task A_message_tried_again_waits_for_the_end_of_quiet_hours_that_began_meanwhile()
    {
        await app.DbAsync(async db =>
        {
            var hours = new NotificationHours(app.Company[Who.RepEast].Id);
            hours.Change(new TimeOnly(22, 0), new TimeOnly(7, 0), false, NotificationChannels.Mail);
            db.NotificationHours.Add(hours);
            return await db.SaveChangesAsync();
        });
        await Ways.QueueAsync(app, 1);
        app.Clock.Now = new DateTime(2026, 11, 18, 15, 30, 0, DateTimeKind.Utc);
        await Ways.SendAsync(app);
        Assert.Empty(server.Messages);
        var morning = new DateTime(2026, 11, 18, 23, 0, 0, DateTimeKind.Utc);
        Assert.Equal(morning, Assert.Single(await Ways.MessagesAsync(app)).NextAttemptAt);

        app.Clock.Now = morning;
        await Ways.SendAsync(app);
        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task What_was_sent_is_noted_again_and_again_until_it_is_and_not_sent_again()
    {
        await Ways.QueueAsync(app, 1);
        app.Notes.Left = 2;
        await Ways.SendAsync(app);
        await Ways.SendAsync(app);
        Assert.Single(server.Messages);
        Assert.Equal(OutboxState.Sent, Assert.Single(await Ways.MessagesAsync(app)).State);
    }

    [Theory]
    [InlineData("99999999", 60)]
    [InlineData("0", 1)]
    [InlineData("1200", 20)]
    public async Task A_gateway_is_left_alone_as_long_as_it_asks_but_for_an_hour_at_most(string seconds, int minutes)
    {
        await using var gateway = await FakeGateway.StartAsync();
        gateway.Answer = FakeGateway.Json("", 429, seconds);
        await Ways.QueueAsync(app, 2, await Ways.RobotAsync(app, app.Company.DepartmentEast, gateway.Address + "/hook"));
        await Ways.SendAsync(app);
        var untried = (await Ways.MessagesAsync(app)).Single(m => m.Attempts == 0);
        Assert.Equal(app.Clock.Now.AddMinutes(minutes), untried.NextAttemptAt);
    }

    /// <summary>A task whose reminder has been announced by mail and waits.</summary>
    private async Task<int> RemindedAsync(int? customer = null)
    {
        var form = Forms.Plan(app.Clock.Now.AddHours(8).AddMinutes(30));
        form.ReminderLead = 10;
        form.Channels = [NotificationChannels.Mail];
        var task = await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer ?? app.Company.EastCustomer, form, app.As(Who.RepEast), None));
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        await app.WithAsync<ReminderDispatcher, int>(r => r.RemindDueAsync(UserScope.System, None));
        Assert.Single(await Ways.MessagesAsync(app));
        return task;
    }

    private async Task<(OutboxState, string?)> FateAsync() => (await Ways.MessagesAsync(app)).Select(m => (m.State, m.Error)).Single();
}
