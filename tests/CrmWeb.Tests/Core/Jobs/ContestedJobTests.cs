using CrmWeb.Core.Jobs;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Jobs.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Jobs;

/// <summary>Two processes that want the same job at the same moment: what one has read, the other may have changed before it acts.</summary>
public sealed class ContestedJobTests : IClassFixture<CoreFixture>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly CoreFixture app;
    private readonly Meanwhile meanwhile = new();
    private ServiceProvider services = null!;

    public ContestedJobTests(CoreFixture app) => this.app = app;

    private JobLeases Leases => services.GetRequiredService<JobLeases>();

    private ScheduledJob Job => services.GetRequiredService<JobDirectory>().All.Single();

    public async Task InitializeAsync()
    {
        app.Clock.Now = TestClock.Start;
        await JobsLife.ForgetAsync(app);
        services = JobsLife.Build<ProbeJob>(app, new Probe(), JobsLife.Daily, meanwhile);
        await Leases.PrepareAsync([Job], isAlone: false, None);
        app.Clock.Advance(TimeSpan.FromDays(1));
    }

    public async Task DisposeAsync() => await services.DisposeAsync();

    [Fact]
    public async Task A_job_that_another_took_after_this_one_had_looked_is_not_taken_again()
    {
        JobHold? theirs = null;
        meanwhile.Answered(IsLook, async () => theirs = await Leases.TakeAsync(Job, None));
        Assert.Null(await Leases.TakeAsync(Job, None));
        Assert.NotNull(theirs);
        Assert.True(await Leases.RenewAsync(theirs, None));
    }

    [Fact]
    public async Task A_job_that_another_ran_to_its_end_after_this_one_had_looked_is_not_run_again()
    {
        meanwhile.Answered(IsLook, async () => Assert.True(await Leases.FinishAsync((await Leases.TakeAsync(Job, None))!, Ran("sent=1"), None)));
        Assert.Null(await Leases.TakeAsync(Job, None));
        Assert.True(meanwhile.Happened);
        Assert.Equal(["sent=1"], await SummariesAsync());
    }

    [Fact]
    public async Task A_job_whose_holder_is_heard_of_at_the_last_moment_stays_with_it()
    {
        var hold = (await Leases.TakeAsync(Job, None))!;
        app.Clock.Advance(JobTimes.Default.Lease);
        meanwhile.Answered(IsLook, async () => Assert.True(await Leases.RenewAsync(hold, None)));
        Assert.Null(await Leases.TakeAsync(Job, None));
        Assert.True(meanwhile.Happened);
        Assert.True(await Leases.FinishAsync(hold, Ran("sent=1"), None));
    }

    [Fact]
    public async Task What_was_seen_before_another_took_the_job_neither_reserves_it_nor_passes_its_slot()
    {
        var seen = await LeaseAsync();
        var hold = (await Leases.TakeAsync(Job, None))!;
        Assert.False(await Leases.ReserveAsync(seen, None));
        Assert.False(await Leases.PassAsync(seen, Ran("nothing"), None));
        Assert.False(await Leases.PassAsync(await LeaseAsync(), Ran("nothing"), None));
        Assert.True(await Leases.FinishAsync(hold, Ran("sent=1"), None));
        Assert.False(await Leases.ReserveAsync(seen, None));
        Assert.False(await Leases.PassAsync(seen, Ran("nothing"), None));
        Assert.Equal(["sent=1"], await SummariesAsync());
    }

    /// <summary>Whoever waited for the row looks at it once more before changing it: what was read before holds no longer.</summary>
    [PostgresFact]
    public async Task Of_many_that_wait_for_the_same_row_one_gets_the_job()
    {
        List<Task<JobHold?>> takers;
        await using (var held = await HeldRows.OfAsync(app.Settings, "JobLeases"))
        {
            takers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => Leases.TakeAsync(Job, None)))];
            await held.WantedByAsync(takers.Count);
        }

        var hold = Assert.Single(await Task.WhenAll(takers), h => h is not null);
        Assert.True(await Leases.RenewAsync(hold!, None));
    }

    private static bool IsLook(string sql) => sql.Contains("\"JobLeases\"", StringComparison.Ordinal);

    private async Task<JobLease> LeaseAsync() => (await Leases.StandingAsync(None))[ProbeJob.Code].Lease;

    private JobRun Ran(string summary)
    {
        var run = new JobRun(ProbeJob.Code, app.Clock.Now, app.Clock.Now, "test", null);
        run.Finish(JobOutcome.Succeeded, summary, null, app.Clock.Now);
        return run;
    }

    private Task<List<string?>> SummariesAsync() => app.DbAsync(db => db.JobRuns.OrderBy(r => r.Id).Select(r => r.Summary).ToListAsync());
}
