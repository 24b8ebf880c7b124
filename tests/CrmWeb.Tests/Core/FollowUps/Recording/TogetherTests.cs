using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps.Recording;

/// <summary>Several people write about one customer at once.</summary>
public sealed class TogetherTests : IClassFixture<CoreFixture>
{
    private const int Several = 6;

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTime LocalNow = new(2026, 11, 18, 10, 0, 0);
    private static int count;
    private readonly CoreFixture app;

    public TogetherTests(CoreFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task Plans_made_at_once_leave_the_earliest_as_the_next_follow_up()
    {
        var customer = await NewAsync();
        await AtOnceAsync(i => PlanAsync(customer, LocalNow.AddDays(Several - i)));
        Assert.Equal(TestClock.Start.AddDays(1), (await app.CustomerAsync(customer)).NextFollowUpAt);
    }

    [Fact]
    public async Task A_plan_made_while_the_earliest_one_is_called_off_is_the_next_follow_up()
    {
        for (var round = 0; round < Several; round++)
        {
            var customer = await NewAsync();
            var first = await PlanAsync(customer, LocalNow.AddDays(1));
            await AtOnceAsync(i => i == 0
                ? app.WithAsync<TaskActions>(t => t.CancelAsync(first, null, app.As(Who.RepEast), None))
                : PlanAsync(customer, LocalNow.AddDays(i + 1)));
            Assert.Equal(TestClock.Start.AddDays(2), (await app.CustomerAsync(customer)).NextFollowUpAt);
        }
    }

    [Fact]
    public async Task Records_written_at_once_leave_the_latest_as_the_last_follow_up_and_the_earliest_as_the_first()
    {
        var customer = await NewAsync();
        await AtOnceAsync(i => app.WithAsync<FollowUpService, int>(
            w => w.RecordAsync(customer, Forms.Record(LocalNow.AddHours(-i - 1), next: LocalNow.AddDays(i + 1)), app.As(Who.RepEast), None)));

        var row = await app.CustomerAsync(customer);
        Assert.Equal(
            (TestClock.Start.AddHours(-1), TestClock.Start.AddHours(-Several), TestClock.Start.AddDays(1)),
            (row.LastFollowUpAt, row.FirstContactAt, row.NextFollowUpAt));
    }

    [Fact]
    public async Task A_form_is_left_as_it_was_sent()
    {
        var customer = await NewAsync();
        var form = Forms.Plan(LocalNow.AddDays(1));
        (form.CreationKey, form.Content, form.NextAt) = (Guid.Empty, "  两边有空白  ", LocalNow.AddDays(5));
        await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, form, app.As(Who.RepEast), None));
        Assert.Equal((Guid.Empty, "  两边有空白  ", LocalNow.AddDays(5)), (form.CreationKey, form.Content, form.NextAt));
        Assert.Equal("两边有空白", await app.DbAsync(db => db.FollowUps.Where(f => f.CustomerId == customer).Select(f => f.Content).SingleAsync()));
    }

    [Fact]
    public async Task A_record_that_moves_the_stage_plans_and_promises_is_saved_in_one_go()
    {
        var customer = await NewAsync();
        var form = Forms.Record(LocalNow.AddMinutes(-5), next: LocalNow.AddDays(3));
        (form.Stage, form.From, form.Commitments) = ("needs", "initial", "周五前寄样品");
        var record = await app.WithAsync<FollowUpService, int>(w => w.RecordAsync(customer, form, app.As(Who.RepEast), None));

        var batches = await app.DbAsync(db => db.AuditEntries.Where(a => a.RootType == "Customer" && a.RootId == customer && a.EntityType != "Customer")
            .Select(a => new { a.BatchId, a.EntityType }).ToListAsync());
        Assert.Equal(["Commitment", "FollowUp", "FollowUp"], batches.Select(b => b.EntityType).Order(StringComparer.Ordinal));
        Assert.Single(batches.Select(b => b.BatchId).Distinct());
        Assert.Equal(record, await app.DbAsync(db => db.Commitments.Where(c => c.CustomerId == customer).Select(c => c.FollowUpId).SingleAsync()));
    }

    private static Task AtOnceAsync(Func<int, Task> write) => Task.WhenAll(Enumerable.Range(0, Several).Select(i => Task.Run(() => write(i))));

    private Task<int> NewAsync() => app.RegisterAsync(Who.RepEast, Forms.Customer($"同时跟进第{Interlocked.Increment(ref count)}号锻造厂"));

    private Task<int> PlanAsync(int customer, DateTime at) =>
        app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, Forms.Plan(at), app.As(Who.RepEast), None));
}
