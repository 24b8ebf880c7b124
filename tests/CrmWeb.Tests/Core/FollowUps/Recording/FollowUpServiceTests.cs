using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps.Recording;

public sealed class FollowUpServiceTests : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Ten in the morning in Shanghai.</summary>
    private static readonly DateTime LocalNow = new(2026, 11, 18, 10, 0, 0);

    private static int count;
    private readonly CoreFixture app;

    public FollowUpServiceTests(CoreFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task A_record_moves_the_last_follow_up_and_the_idle_clock()
    {
        var id = await NewAsync();
        app.Clock.Advance(TimeSpan.FromDays(2));
        await RecordAsync(id, Forms.Record(LocalNow.AddDays(1)));
        var customer = await app.CustomerAsync(id);

        Assert.Equal(TestClock.Start.AddDays(1), customer.LastFollowUpAt);
        Assert.Equal(TestClock.Start.AddDays(1), customer.FirstContactAt);
        Assert.Equal(TestClock.Start.AddDays(1), customer.IdleSince);
        Assert.Null(customer.NextFollowUpAt);
    }

    [Fact]
    public async Task An_older_record_moves_only_the_first_contact()
    {
        var id = await NewAsync();
        app.Clock.Advance(TimeSpan.FromDays(5));
        await RecordAsync(id, Forms.Record(LocalNow.AddDays(4)));
        await RecordAsync(id, Forms.Record(LocalNow.AddDays(2)));
        var customer = await app.CustomerAsync(id);

        Assert.Equal(TestClock.Start.AddDays(4), customer.LastFollowUpAt);
        Assert.Equal(TestClock.Start.AddDays(4), customer.IdleSince);
        Assert.Equal(TestClock.Start.AddDays(2), customer.FirstContactAt);
    }

    [Fact]
    public async Task What_happened_before_the_owner_received_the_customer_does_not_make_it_idle_longer()
    {
        var id = await NewAsync();
        await RecordAsync(id, Forms.Record(LocalNow.AddDays(-3)));
        Assert.Equal(TestClock.Start, (await app.CustomerAsync(id)).IdleSince);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(-24, false)]
    [InlineData(-25, true)]
    public async Task What_is_written_down_more_than_a_day_later_is_marked(int hours, bool late)
    {
        var id = await NewAsync();
        var followUp = await RecordAsync(id, Forms.Record(LocalNow.AddHours(hours)));
        Assert.Equal(late, await app.DbAsync(db => db.FollowUps.Where(f => f.Id == followUp).Select(f => f.IsLateEntry).SingleAsync()));
    }

    [Fact]
    public async Task One_form_records_plans_and_moves()
    {
        var id = await NewAsync();
        var form = Forms.Record(LocalNow.AddMinutes(-5), next: LocalNow.AddDays(3));
        form.Stage = "needs";
        form.From = "initial";
        form.StageReason = "需求明确";
        form.Contact = await app.DbAsync(db => db.Contacts.Where(c => c.CustomerId == id).Select(c => c.Id).SingleAsync());
        await RecordAsync(id, form);

        var customer = await app.CustomerAsync(id);
        var planned = await app.DbAsync(db => db.FollowUps.SingleAsync(f => f.CustomerId == id && f.State == FollowUpState.Pending));
        Assert.Equal(TestClock.Start.AddDays(3), customer.NextFollowUpAt);
        Assert.Equal((TestClock.Start.AddDays(3), "准备方案初稿", app.Company[Who.RepEast].Id), (planned.PlannedAt, planned.Subject, planned.AssigneeId));
        Assert.Equal((await app.DbAsync(db => db.Stages.SingleAsync(s => s.Code == "needs"))).Id, customer.StageId);
    }

    [Fact]
    public async Task A_refused_stage_leaves_nothing_of_the_form()
    {
        var id = await NewAsync();
        var form = Forms.Record(LocalNow, next: LocalNow.AddDays(3));
        form.Stage = "lost";
        var before = await app.SnapshotAsync();
        var refusal = await Assert.ThrowsAsync<ValidationException>(() => RecordAsync(id, form));
        Assert.Equal(nameof(FollowUpForm.LossReason), Assert.Single(refusal.Errors).PropertyName);
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    [Fact]
    public async Task The_next_follow_up_is_always_the_earliest_open_one()
    {
        var id = await NewAsync();
        var far = await PlanAsync(id, Forms.Plan(LocalNow.AddDays(9)));
        Assert.Equal(TestClock.Start.AddDays(9), await NextAsync(id));
        var near = await PlanAsync(id, Forms.Plan(LocalNow.AddDays(2)));
        Assert.Equal(TestClock.Start.AddDays(2), await NextAsync(id));

        await app.WithAsync<TaskPlanner>(w => w.ReplanAsync(near, Forms.Plan(LocalNow.AddDays(12)), app.As(Who.RepEast), None));
        Assert.Equal(TestClock.Start.AddDays(9), await NextAsync(id));
        await app.WithAsync<TaskActions>(w => w.CancelAsync(far, null, app.As(Who.RepEast), None));
        Assert.Equal(TestClock.Start.AddDays(12), await NextAsync(id));
        await app.WithAsync<FollowUpCompletion>(w => w.CompleteAsync(near, Forms.Record(LocalNow), app.As(Who.RepEast), None));
        Assert.Null(await NextAsync(id));
        Assert.Equal(TestClock.Start, (await app.CustomerAsync(id)).LastFollowUpAt);
    }

    [Fact]
    public async Task Completing_can_plan_the_next_one()
    {
        var id = await NewAsync();
        var planned = await PlanAsync(id, Forms.Plan(LocalNow.AddDays(1)));
        app.Clock.Advance(TimeSpan.FromDays(2));
        await app.WithAsync<FollowUpCompletion>(w => w.CompleteAsync(planned, Forms.Record(LocalNow.AddDays(2), next: LocalNow.AddDays(8)), app.As(Who.RepEast), None));

        var states = await app.DbAsync(db => db.FollowUps.Where(f => f.CustomerId == id).OrderBy(f => f.Id).Select(f => f.State).ToListAsync());
        Assert.Equal([FollowUpState.Done, FollowUpState.Pending], states);
        Assert.Equal(TestClock.Start.AddDays(8), await NextAsync(id));
    }

    [Fact]
    public async Task A_completed_or_cancelled_one_can_be_neither_again()
    {
        var id = await NewAsync();
        var done = await PlanAsync(id, Forms.Plan(LocalNow.AddDays(1)));
        await app.WithAsync<FollowUpCompletion>(w => w.CompleteAsync(done, Forms.Record(LocalNow), app.As(Who.RepEast), None));
        await Assert.ThrowsAsync<FollowUpChangedException>(() => app.WithAsync<TaskActions>(w => w.CancelAsync(done, null, app.As(Who.RepEast), None)));
        await Assert.ThrowsAsync<FollowUpChangedException>(
            () => app.WithAsync<FollowUpCompletion>(w => w.CompleteAsync(done, Forms.Record(LocalNow), app.As(Who.RepEast), None)));
    }

    [Fact]
    public async Task An_old_form_of_a_plan_that_was_changed_is_refused()
    {
        var id = await NewAsync();
        var planned = await PlanAsync(id, Forms.Plan(LocalNow.AddDays(1)));
        var version = await app.DbAsync(db => db.FollowUps.Where(f => f.Id == planned).Select(f => f.Version).SingleAsync());
        await app.WithAsync<TaskPlanner>(w => w.ReplanAsync(planned, Forms.Plan(LocalNow.AddDays(2)), app.As(Who.RepEast), None));

        await Assert.ThrowsAsync<FollowUpChangedException>(() => app.WithAsync<TaskActions>(w => w.CancelAsync(planned, version, app.As(Who.RepEast), None)));
    }

    [Fact]
    public async Task A_task_may_be_given_to_a_colleague_who_sees_the_customer_and_that_one_completes_it()
    {
        var form = Forms.Plan(LocalNow.AddDays(1));
        form.Assignee = app.Company[Who.RepEast2].Id;
        var planned = await PlanAsync(app.Company.EastCustomer, form);
        await app.WithAsync<FollowUpCompletion>(w => w.CompleteAsync(planned, Forms.Record(LocalNow), app.As(Who.RepEast2), None));
        Assert.Equal(FollowUpState.Done, await app.DbAsync(db => db.FollowUps.Where(f => f.Id == planned).Select(f => f.State).SingleAsync()));
    }

    [Theory]
    [InlineData(Who.RepSouth)]
    [InlineData(Who.MgrSouth)]
    public async Task A_task_is_not_given_to_somebody_who_cannot_open_it(Who who)
    {
        var form = Forms.Plan(LocalNow.AddDays(1));
        form.Assignee = app.Company[who].Id;
        var refusal = await Assert.ThrowsAsync<ValidationException>(() => PlanAsync(app.Company.EastCustomer, form));
        Assert.Equal(nameof(FollowUpForm.Assignee), Assert.Single(refusal.Errors).PropertyName);
    }

    public static TheoryData<string, Action<FollowUpForm>> BrokenRecords => new()
    {
        { nameof(FollowUpForm.Method), f => f.Method = null },
        { nameof(FollowUpForm.Method), f => f.Method = "telepathy" },
        { nameof(FollowUpForm.At), f => f.At = null },
        { nameof(FollowUpForm.At), f => f.At = LocalNow.AddMinutes(6) },
        { nameof(FollowUpForm.At), f => f.At = new DateTime(1999, 12, 31) },
        { nameof(FollowUpForm.Content), f => f.Content = " \u200b " },
        { nameof(FollowUpForm.Content), f => f.Content = new string('长', FollowUpForm.LongText + 1) },
        { nameof(FollowUpForm.Subject), f => f.Subject = new string('长', FollowUpForm.SubjectMax + 1) },
        { nameof(FollowUpForm.Result), f => f.Result = new string('长', FollowUpForm.LongText + 1) },
        { nameof(FollowUpForm.NextStep), f => f.NextStep = new string('长', FollowUpForm.LongText + 1) },
        { nameof(FollowUpForm.NextAt), f => f.NextAt = LocalNow.AddMinutes(-1) },
        { nameof(FollowUpForm.NextAt), f => f.NextAt = new DateTime(2100, 1, 1) },
        { nameof(FollowUpForm.Contact), f => f.Contact = int.MaxValue },
        { nameof(FollowUpForm.Priority), f => f.Priority = (FollowUpPriority)9 },
        { nameof(FollowUpForm.ReminderLead), f => f.ReminderLead = -1 },
    };

    [Theory]
    [MemberData(nameof(BrokenRecords), DisableDiscoveryEnumeration = true)]
    public async Task Every_rule_of_the_form_is_refused_at_its_field(string property, Action<FollowUpForm> breakIt)
    {
        var form = Forms.Record(LocalNow.AddMinutes(-1));
        breakIt(form);
        var before = await app.SnapshotAsync();
        var refusal = await Assert.ThrowsAsync<ValidationException>(() => RecordAsync(app.Company.EastCustomer, form));
        Assert.Equal(property, Assert.Single(refusal.Errors).PropertyName);
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    [Theory]
    [InlineData(Who.RepEast2)]
    [InlineData(Who.RepSouth)]
    [InlineData(Who.MgrSouth)]
    [InlineData(Who.Service)]
    [InlineData(Who.Marketer)]
    public async Task Who_may_not_change_the_customer_writes_and_cancels_nothing(Who who)
    {
        var before = await app.SnapshotAsync();
        await Assert.ThrowsAsync<NotFoundException>(() => RecordAsync(app.Company.EastCustomer, Forms.Record(LocalNow), who));
        await Assert.ThrowsAsync<NotFoundException>(() => PlanAsync(app.Company.EastCustomer, Forms.Plan(LocalNow.AddDays(1)), who));
        await Assert.ThrowsAsync<NotFoundException>(
            () => app.WithAsync<TaskActions>(w => w.CancelAsync(app.Company.PlannedFollowUp, null, app.As(who), None)));
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    private Task<int> NewAsync() => app.RegisterAsync(Who.RepEast, Forms.Customer($"跟进测试第{Interlocked.Increment(ref count)}号锻造厂"));

    private Task<int> RecordAsync(int id, FollowUpForm form, Who who = Who.RepEast) =>
        app.WithAsync<FollowUpService, int>(w => w.RecordAsync(id, form, app.As(who), None));

    private Task<int> PlanAsync(int id, FollowUpForm form, Who who = Who.RepEast) =>
        app.WithAsync<FollowUpService, int>(w => w.PlanAsync(id, form, app.As(who), None));

    private async Task<DateTime?> NextAsync(int id) => (await app.CustomerAsync(id)).NextFollowUpAt;
}
