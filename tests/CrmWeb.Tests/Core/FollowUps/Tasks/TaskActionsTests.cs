using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps.Tasks;

/// <summary>Beginning with a task, being reminded later, moving it, giving it to somebody else.</summary>
public sealed class TaskActionsTests : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTime Planned = new(2026, 11, 18, 11, 0, 0);
    private readonly CoreFixture app;

    public TaskActionsTests(CoreFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task A_task_begun_is_in_progress_and_still_open()
    {
        var task = await PlanAsync(Planned);
        await StartAsync(task, Who.RepEast);
        await StartAsync(task, Who.RepEast);
        var row = await ReadAsync(task);
        Assert.Equal((FollowUpState.InProgress, true), (row.State, row.IsOpen));
        await Assert.ThrowsAsync<NotFoundException>(() => StartAsync(task, Who.RepSouth));
        await app.WithAsync<TaskActions>(w => w.CancelAsync(task, null, app.As(Who.RepEast), None));
        await Assert.ThrowsAsync<FollowUpChangedException>(() => StartAsync(task, Who.RepEast));
    }

    [Theory]
    [InlineData(Snooze.TenMinutes, "2026-11-18T02:10:00")]
    [InlineData(Snooze.OneHour, "2026-11-18T03:00:00")]
    [InlineData(Snooze.Tomorrow, "2026-11-19T01:00:00")]
    public async Task A_reminder_put_off_comes_later_and_the_planned_time_stays(Snooze until, string utc)
    {
        var task = await PlanAsync(Planned);
        await SnoozeAsync(task, until, Who.RepEast);
        var row = await ReadAsync(task);
        Assert.Equal((DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), Planned.AddHours(-8), true), (row.RemindAt!.Value, row.At, row.IsSnoozed));
    }

    [Fact]
    public async Task Tomorrow_is_the_day_after_the_organisations_today()
    {
        var task = await PlanAsync(Planned);
        app.Clock.Now = new DateTime(2026, 11, 18, 16, 30, 0, DateTimeKind.Utc);
        await SnoozeAsync(task, Snooze.Tomorrow, Who.RepEast);
        Assert.Equal(new DateTime(2026, 11, 20, 1, 0, 0), (await ReadAsync(task)).RemindAt);
    }

    [Fact]
    public async Task Only_whoever_is_reminded_puts_the_reminder_off()
    {
        var task = await PlanAsync(Planned);
        await Assert.ThrowsAsync<NotFoundException>(() => SnoozeAsync(task, Snooze.OneHour, Who.MgrEast));
        await Assert.ThrowsAsync<NotFoundException>(() => SnoozeAsync(task, Snooze.OneHour, Who.RepSouth));
        Assert.False((await ReadAsync(task)).IsSnoozed);
    }

    [Fact]
    public async Task A_form_opened_before_the_reminder_was_put_off_still_completes_the_task()
    {
        var task = await PlanAsync(Planned);
        var form = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0));
        form.Version = (await ReadAsync(task)).Version;
        await SnoozeAsync(task, Snooze.OneHour, Who.RepEast);
        await app.WithAsync<FollowUpCompletion>(w => w.CompleteAsync(task, form, app.As(Who.RepEast), None));
        Assert.Null((await ReadAsync(task)).RemindAt);
    }

    [Fact]
    public async Task Another_priority_leaves_a_reminder_put_off_and_another_time_does_not()
    {
        var task = await PlanAsync(Planned);
        await SnoozeAsync(task, Snooze.OneHour, Who.RepEast);
        var form = Forms.Plan(Planned);
        form.Priority = FollowUpPriority.High;
        await ReplanAsync(task, form);
        Assert.True((await ReadAsync(task)).IsSnoozed);
        await ReplanAsync(task, Forms.Plan(Planned.AddHours(3)));
        Assert.False((await ReadAsync(task)).IsSnoozed);
    }

    [Fact]
    public async Task Moving_keeps_everything_but_the_time()
    {
        var task = await PlanAsync(Planned, f => (f.Priority, f.ReminderLead, f.Recurrence) = (FollowUpPriority.High, 30, FollowUpRecurrence.Weekly));
        var version = (await ReadAsync(task)).Version;
        var before = await MoveAsync(task, new DateTime(2026, 11, 24, 14, 15, 0), version, Who.RepEast);
        var row = await ReadAsync(task);
        Assert.Equal((Planned, new DateTime(2026, 11, 24, 6, 15, 0), new DateTime(2026, 11, 24, 5, 45, 0)), (before, row.At, row.RemindAt!.Value));
        Assert.Equal((FollowUpPriority.High, 30, FollowUpRecurrence.Weekly), (row.Priority, row.ReminderLeadMinutes, row.Recurrence));

        await Assert.ThrowsAsync<FollowUpChangedException>(() => MoveAsync(task, new DateTime(2026, 11, 25, 9, 0, 0), version, Who.RepEast));
        await Assert.ThrowsAsync<ValidationException>(() => MoveAsync(task, new DateTime(2026, 11, 18, 9, 59, 0), null, Who.RepEast));
        await Assert.ThrowsAsync<NotFoundException>(() => MoveAsync(task, new DateTime(2026, 11, 25, 9, 0, 0), null, Who.RepEast2));
    }

    [Fact]
    public async Task Whoever_is_given_a_task_is_told_once_and_whoever_plans_their_own_is_not()
    {
        var task = await PlanAsync(Planned.AddDays(1));
        Assert.Empty(await ToldAsync(task));
        var form = Forms.Plan(Planned.AddDays(1));
        form.Assignee = app.Company[Who.RepEast3].Id;
        await StartAsync(task, Who.RepEast);
        await ReplanAsync(task, form);
        await ReplanAsync(task, form);
        Assert.Equal([app.Company[Who.RepEast3].Id], await ToldAsync(task));
        Assert.Equal(FollowUpState.Pending, (await ReadAsync(task)).State);

        var planned = await PlanAsync(Planned.AddDays(1), f => f.Assignee = app.Company[Who.RepEast3].Id);
        Assert.Equal([app.Company[Who.RepEast3].Id], await ToldAsync(planned));
    }

    [Fact]
    public async Task An_overdue_task_is_given_to_somebody_else_without_another_time()
    {
        var task = await PlanAsync(Planned);
        app.Clock.Advance(TimeSpan.FromDays(1));
        var form = Forms.Plan(Planned);
        form.Assignee = app.Company[Who.RepEast3].Id;
        await ReplanAsync(task, form);
        var row = await ReadAsync(task);
        Assert.Equal((app.Company[Who.RepEast3].Id, Planned.AddHours(-8), null), (row.AssigneeId, row.At, row.RemindAt));
        await Assert.ThrowsAsync<ValidationException>(() => ReplanAsync(task, Forms.Plan(Planned.AddMinutes(1))));
    }

    private Task<int> PlanAsync(DateTime at, Action<FollowUpForm>? change = null)
    {
        var form = Forms.Plan(at);
        change?.Invoke(form);
        return app.WithAsync<FollowUpService, int>(w => w.PlanAsync(app.Company.EastCustomer, form, app.As(Who.RepEast), None));
    }

    private Task StartAsync(int id, Who who) => app.WithAsync<TaskActions>(t => t.StartAsync(id, app.As(who), None));

    private Task SnoozeAsync(int id, Snooze until, Who who) => app.WithAsync<TaskActions>(t => t.SnoozeAsync(id, until, app.As(who), None));

    private Task<DateTime> MoveAsync(int id, DateTime at, Guid? version, Who who) => app.WithAsync<TaskPlanner, DateTime>(t => t.MoveAsync(id, at, version, MoveScope.One, app.As(who), None));

    private Task ReplanAsync(int id, FollowUpForm form) => app.WithAsync<TaskPlanner>(w => w.ReplanAsync(id, form, app.As(Who.RepEast), None));

    private Task<FollowUpRow> ReadAsync(int id) => app.WithAsync<FollowUpQueries, FollowUpRow>(q => q.ReadAsync(id, app.As(Who.Admin), None));

    private Task<List<int>> ToldAsync(int id) => app.DbAsync(db => db.Notifications
        .Where(n => n.FollowUpId == id && n.Kind == NotificationKinds.Assigned).Select(n => n.UserId).ToListAsync());
}
