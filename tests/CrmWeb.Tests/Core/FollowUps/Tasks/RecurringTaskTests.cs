using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps.Tasks;

/// <summary>Completing one of a series plans the next, once, in the same transaction.</summary>
public sealed class RecurringTaskTests : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly CoreFixture app;

    public RecurringTaskTests(CoreFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task Completing_plans_the_next_one_as_this_one_was_planned()
    {
        var form = Forms.Plan(new DateTime(2026, 11, 20, 15, 30, 0), "季度回访");
        (form.Recurrence, form.Priority, form.ReminderLead, form.Content) = (FollowUpRecurrence.Quarterly, FollowUpPriority.High, 60, "问问使用情况");
        var task = await PlanAsync(form);
        app.Clock.Now = new DateTime(2026, 11, 20, 8, 0, 0, DateTimeKind.Utc);
        await CompleteAsync(task, Forms.Record(new DateTime(2026, 11, 20, 15, 40, 0)));

        var next = await NextOfAsync(task);
        Assert.Equal(new DateTime(2027, 2, 20, 7, 30, 0, DateTimeKind.Utc), next.PlannedAt);
        Assert.Equal(next.PlannedAt!.Value.AddHours(-1), next.RemindAt);
        Assert.Equal(("季度回访", "问问使用情况", FollowUpPriority.High, FollowUpRecurrence.Quarterly), (next.Subject, next.Content, next.Priority, next.Recurrence));
        Assert.Equal("visit", (await ReadAsync(next.Id)).Method?.Code);
        Assert.Equal(FollowUpRecurrence.Quarterly, (await ReadAsync(task)).Recurrence);
    }

    [Fact]
    public async Task The_31st_comes_back_after_February()
    {
        var form = Forms.Plan(new DateTime(2027, 1, 31, 10, 0, 0));
        form.Recurrence = FollowUpRecurrence.Monthly;
        var task = await PlanAsync(form);
        foreach (var expected in new[] { new DateTime(2027, 2, 28, 2, 0, 0), new DateTime(2027, 3, 31, 2, 0, 0), new DateTime(2027, 4, 30, 2, 0, 0), new DateTime(2027, 5, 31, 2, 0, 0) })
        {
            var at = (await ReadAsync(task)).At;
            app.Clock.Now = at.AddMinutes(5);
            await CompleteAsync(task, Forms.Record(at.AddHours(8)));
            var next = await NextOfAsync(task);
            Assert.Equal(expected, next.PlannedAt);
            task = next.Id;
        }
    }

    [Fact]
    public async Task Two_who_complete_at_once_plan_one()
    {
        var form = Forms.Plan(new DateTime(2026, 11, 20, 15, 30, 0));
        form.Recurrence = FollowUpRecurrence.Weekly;
        var task = await PlanAsync(form);
        var done = Forms.Record(new DateTime(2026, 11, 18, 9, 40, 0));
        await CompleteAsync(task, done);
        await Assert.ThrowsAsync<FollowUpChangedException>(() => CompleteAsync(task, Forms.Record(new DateTime(2026, 11, 18, 9, 40, 0))));

        // The same form sent again is no second one.
        await CompleteAsync(task, done);
        Assert.Equal(new DateTime(2026, 11, 27, 7, 30, 0, DateTimeKind.Utc), (await NextOfAsync(task)).PlannedAt);
    }

    [Fact]
    public async Task A_next_time_given_in_the_form_takes_its_place_in_the_series()
    {
        var form = Forms.Plan(new DateTime(2026, 11, 20, 15, 30, 0));
        form.Recurrence = FollowUpRecurrence.Monthly;
        var task = await PlanAsync(form);
        await CompleteAsync(task, Forms.Record(new DateTime(2026, 11, 18, 9, 40, 0), next: new DateTime(2026, 12, 1, 9, 0, 0)));
        var next = await NextOfAsync(task);
        Assert.Equal((new DateTime(2026, 12, 1, 1, 0, 0, DateTimeKind.Utc), FollowUpRecurrence.Monthly), (next.PlannedAt!.Value, next.Recurrence));
    }

    [Fact]
    public async Task Whoever_had_it_has_it_again_and_a_lost_customer_ends_it()
    {
        var form = Forms.Plan(new DateTime(2026, 11, 20, 15, 30, 0));
        (form.Recurrence, form.Assignee) = (FollowUpRecurrence.Weekly, app.Company[Who.RepEast3].Id);
        var task = await PlanAsync(form);
        await CompleteAsync(task, Forms.Record(new DateTime(2026, 11, 18, 9, 40, 0)), Who.MgrEast);
        var next = await NextOfAsync(task);
        Assert.Equal((app.Company[Who.RepEast3].Id, app.Company[Who.MgrEast].Id), (next.AssigneeId, next.AuthorId));

        var lost = Forms.Record(new DateTime(2026, 11, 18, 9, 50, 0));
        (lost.Stage, lost.From, lost.LossReason) = ("lost", "initial", "price");
        await CompleteAsync(next.Id, lost);
        Assert.False(await app.DbAsync(db => db.FollowUps.AnyAsync(f => f.RepeatsId == next.Id)));
    }

    [Fact]
    public async Task The_next_step_of_a_next_step_can_be_planned()
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer("上海一步一步有限公司"));
        await app.WithAsync<FollowUpService>(w => w.RecordAsync(
            customer, Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0), next: new DateTime(2026, 11, 19, 9, 0, 0)), app.As(Who.RepEast), None));
        for (var day = 20; day < 23; day++)
        {
            var open = await app.DbAsync(db => db.FollowUps.Where(f => f.CustomerId == customer && f.State == FollowUpState.Pending).Select(f => f.Id).SingleAsync());
            await CompleteAsync(open, Forms.Record(new DateTime(2026, 11, 18, 9, 30, 0), next: new DateTime(2026, 11, day, 9, 0, 0)));
        }

        Assert.Equal(5, await app.DbAsync(db => db.FollowUps.CountAsync(f => f.CustomerId == customer)));
    }

    [Theory]
    [InlineData("drag")]
    [InlineData("form")]
    [InlineData("several")]
    public async Task Moving_one_of_a_series_leaves_the_series_where_it_is(string way)
    {
        var form = Forms.Plan(new DateTime(2027, 1, 31, 10, 0, 0));
        form.Recurrence = FollowUpRecurrence.Monthly;
        var task = await PlanAsync(form);
        await MoveAsync(task, new DateTime(2027, 2, 1, 15, 0, 0), MoveScope.One, way);
        Assert.Equal([new DateTime(2027, 2, 28, 10, 0, 0), new DateTime(2027, 3, 31, 10, 0, 0), new DateTime(2027, 4, 30, 10, 0, 0), new DateTime(2027, 5, 31, 10, 0, 0)], await NextsAsync(task, 4));
    }

    [Theory]
    [InlineData("drag")]
    [InlineData("form")]
    [InlineData("several")]
    public async Task Moving_the_series_takes_all_later_ones_along(string way)
    {
        var form = Forms.Plan(new DateTime(2027, 1, 31, 10, 0, 0));
        form.Recurrence = FollowUpRecurrence.Monthly;
        var task = await PlanAsync(form);
        await MoveAsync(task, new DateTime(2027, 2, 1, 15, 0, 0), MoveScope.Series, way);
        Assert.Equal([new DateTime(2027, 3, 1, 15, 0, 0), new DateTime(2027, 4, 1, 15, 0, 0)], await NextsAsync(task, 2));
    }

    [Fact]
    public async Task Another_hour_for_the_series_in_a_short_month_keeps_the_31st()
    {
        var form = Forms.Plan(new DateTime(2027, 1, 31, 10, 0, 0));
        form.Recurrence = FollowUpRecurrence.Monthly;
        var task = await PlanAsync(form);
        await NextsAsync(task, 1);
        var february = (await NextOfAsync(task)).Id;
        await MoveAsync(february, new DateTime(2027, 2, 28, 16, 0, 0), MoveScope.Series, "drag");
        Assert.Equal([new DateTime(2027, 3, 31, 16, 0, 0), new DateTime(2027, 4, 30, 16, 0, 0)], await NextsAsync(february, 2));
    }

    [Theory]
    [InlineData(FollowUpRecurrence.Weekly, "2026-11-27 15:30")]
    [InlineData(FollowUpRecurrence.Quarterly, "2027-02-20 15:30")]
    [InlineData(FollowUpRecurrence.HalfYearly, "2027-05-20 15:30")]
    [InlineData(FollowUpRecurrence.Yearly, "2027-11-20 15:30")]
    public async Task One_that_was_moved_is_followed_on_the_usual_day_in_every_rhythm(FollowUpRecurrence recurrence, string expected)
    {
        var form = Forms.Plan(new DateTime(2026, 11, 20, 15, 30, 0));
        form.Recurrence = recurrence;
        var task = await PlanAsync(form);
        await MoveAsync(task, new DateTime(2026, 11, 23, 9, 0, 0), MoveScope.One, "drag");
        Assert.Equal([DateTime.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)], await NextsAsync(task, 1));
    }

    [Fact]
    public async Task A_next_time_given_in_the_form_is_for_that_one_and_the_series_goes_on_as_before()
    {
        var form = Forms.Plan(new DateTime(2026, 11, 20, 15, 30, 0), "每周回访");
        form.Recurrence = FollowUpRecurrence.Weekly;
        var task = await PlanAsync(form);
        var done = Forms.Record(new DateTime(2026, 11, 18, 9, 40, 0), next: new DateTime(2026, 12, 1, 9, 0, 0));
        (done.NextStep, done.Subject) = (null, "这一次谈了别的");
        await CompleteAsync(task, done);
        var given = await NextOfAsync(task);
        Assert.Equal(("每周回访", new DateTime(2026, 12, 1, 1, 0, 0)), (given.Subject, given.PlannedAt));
        Assert.Equal([new DateTime(2026, 12, 4, 15, 30, 0)], await NextsAsync(given.Id, 1));
    }

    [Fact]
    public async Task The_subject_of_what_is_done_is_not_given_to_the_next_one()
    {
        var task = await PlanAsync(Forms.Plan(new DateTime(2026, 11, 20, 15, 30, 0), "首次报价"));
        var done = Forms.Record(new DateTime(2026, 11, 18, 9, 40, 0), next: new DateTime(2026, 12, 3, 9, 0, 0));
        (done.NextStep, done.Subject) = (null, "首次报价");
        await CompleteAsync(task, done);
        var next = await app.DbAsync(db => db.FollowUps.SingleAsync(f => f.PlannedAt == new DateTime(2026, 12, 3, 1, 0, 0, DateTimeKind.Utc)));
        Assert.NotNull(next.Subject);
        Assert.DoesNotContain("报价", next.Subject, StringComparison.Ordinal);
    }

    private async Task MoveAsync(int task, DateTime at, MoveScope scope, string way)
    {
        switch (way)
        {
            case "drag":
                await app.WithAsync<TaskPlanner>(t => t.MoveAsync(task, at, null, scope, app.As(Who.RepEast), None));
                break;
            case "several":
                await app.WithAsync<TaskBatch>(t => t.RescheduleAsync(
                    new SeveralTasksForm { Ids = [task], Day = DateOnly.FromDateTime(at), Time = TimeOnly.FromDateTime(at), Scope = scope }, app.As(Who.RepEast), None));
                break;
            default:
                var form = Forms.Plan(at);
                (form.Scope, form.Version) = (scope, (await ReadAsync(task)).Version);
                await app.WithAsync<TaskPlanner>(w => w.ReplanAsync(task, form, app.As(Who.RepEast), None));
                break;
        }
    }

    /// <summary>Completes one after the other at their time.</summary>
    /// <returns>When the next ones were planned, wall clock.</returns>
    private async Task<List<DateTime>> NextsAsync(int task, int count)
    {
        List<DateTime> nexts = [];
        for (var i = 0; i < count; i++)
        {
            var at = (await ReadAsync(task)).At;
            app.Clock.Now = at.AddMinutes(5);
            await CompleteAsync(task, Forms.Record(at.AddHours(8)));
            var next = await NextOfAsync(task);
            nexts.Add(next.PlannedAt!.Value.AddHours(8));
            task = next.Id;
        }

        return nexts;
    }

    private Task<int> PlanAsync(FollowUpForm form) =>
        app.WithAsync<FollowUpService, int>(w => w.PlanAsync(app.Company.EastCustomer, form, app.As(Who.RepEast), None));

    private Task CompleteAsync(int id, FollowUpForm form, Who who = Who.RepEast) => app.WithAsync<FollowUpCompletion>(w => w.CompleteAsync(id, form, app.As(who), None));

    private Task<FollowUp> NextOfAsync(int id) => app.DbAsync(db => db.FollowUps.AsNoTracking().SingleAsync(f => f.RepeatsId == id));

    private Task<FollowUpRow> ReadAsync(int id) => app.WithAsync<FollowUpQueries, FollowUpRow>(q => q.ReadAsync(id, app.As(Who.Admin), None));
}
