using CrmWeb.Core.Jobs;
using CrmWeb.Core.Jobs.Server;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Jobs.Server;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Jobs;

/// <summary>Who has a job, and what becomes of whoever had it.</summary>
public sealed class JobLeasesTests : IClassFixture<CoreFixture>, IAsyncLifetime
{
    private static readonly DateTime ThisMorning = new(2026, 11, 18, 0, 30, 0, DateTimeKind.Utc);
    private readonly CoreFixture app;
    private readonly Probe probe = new();
    private ServiceProvider services = null!;

    public JobLeasesTests(CoreFixture app) => this.app = app;

    private JobLeases Leases => services.GetRequiredService<JobLeases>();

    private ScheduledJob Job => services.GetRequiredService<JobDirectory>().All.Single();

    public async Task InitializeAsync()
    {
        app.Clock.Now = TestClock.Start;
        await JobsLife.ForgetAsync(app);
        services = JobsLife.Build<ProbeJob>(app, probe, JobsLife.Daily);
        await Leases.PrepareAsync([Job], isAlone: false, CancellationToken.None);
    }

    public async Task DisposeAsync() => await services.DisposeAsync();

    [Fact]
    public async Task A_new_job_is_not_run_for_the_time_before_it_was_there()
    {
        Assert.False((await StandingAsync()).IsDue(Job, app.Clock.Now));
        Assert.Null(await Leases.TakeAsync(Job, CancellationToken.None));
        app.Clock.Advance(TimeSpan.FromDays(3));
        Assert.True((await StandingAsync()).IsDue(Job, app.Clock.Now));
        Assert.Equal(ThisMorning.AddDays(3), (await TakeAsync()).Slot);
    }

    [Fact]
    public async Task Of_two_processes_that_see_a_job_due_one_fires_it()
    {
        app.Clock.Advance(TimeSpan.FromDays(1));
        var seen = (await StandingAsync()).Lease;
        Assert.True(await Leases.ReserveAsync(seen, CancellationToken.None));
        Assert.False(await Leases.ReserveAsync(seen, CancellationToken.None));
        Assert.False(await Leases.ReserveAsync((await StandingAsync()).Lease, CancellationToken.None));
    }

    [Fact]
    public async Task A_job_whose_process_is_not_heard_of_is_taken_over_and_the_former_holder_notes_nothing()
    {
        app.Clock.Advance(TimeSpan.FromDays(1));
        var first = await TakeAsync();
        Assert.True(await Leases.RenewAsync(first, CancellationToken.None));
        app.Clock.Advance(JobTimes.Default.Lease - TimeSpan.FromSeconds(1));
        Assert.Null(await Leases.TakeAsync(Job, CancellationToken.None));

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await TakeAsync();
        Assert.Equal(first.Slot, second.Slot);
        Assert.False(await Leases.RenewAsync(first, CancellationToken.None));
        Assert.False(await Leases.FinishAsync(first, Ran("sent=1"), CancellationToken.None));
        await Leases.LetGoAsync(first, CancellationToken.None);
        Assert.Empty(await RunsAsync());

        Assert.True(await Leases.RenewAsync(second, CancellationToken.None));
        Assert.True(await Leases.FinishAsync(second, Ran("sent=2"), CancellationToken.None));
        Assert.Equal(["sent=2"], (await RunsAsync()).Select(r => r.Summary));
        Assert.Null(await Leases.TakeAsync(Job, CancellationToken.None));
    }

    [Fact]
    public async Task A_run_that_lost_its_lease_stops_and_notes_nothing()
    {
        app.Clock.Advance(TimeSpan.FromDays(1));
        probe.Work = Probe.EndlesslyAsync;
        var running = RunAsync();
        await probe.BegunAsync();
        await app.DbAsync(db => db.JobLeases.ExecuteUpdateAsync(set => set.SetProperty(l => l.Fence, l => l.Fence + 1).SetProperty(l => l.Holder, "another")));

        await Assert.ThrowsAsync<JobLostException>(() => running.WaitAsync(Probe.Patience));
        Assert.DoesNotContain(await RunsAsync(), r => r.FinishedAt is not null);
        Assert.Equal("another", (await StandingAsync()).Lease.Holder);
    }

    [Fact]
    public async Task A_run_that_heeds_nothing_notes_nothing_either_once_another_has_the_job()
    {
        app.Clock.Advance(TimeSpan.FromDays(1));
        var stolen = new TaskCompletionSource();
        probe.Work = async _ =>
        {
            await stolen.Task;
            return "sent=1";
        };
        var running = RunAsync();
        await probe.BegunAsync();
        await app.DbAsync(db => db.JobLeases.ExecuteUpdateAsync(set => set.SetProperty(l => l.Fence, l => l.Fence + 1)));
        stolen.SetResult();

        await Assert.ThrowsAsync<JobLostException>(() => running.WaitAsync(Probe.Patience));
        Assert.DoesNotContain(await RunsAsync(), r => r.FinishedAt is not null);
    }

    [Fact]
    public async Task A_run_that_is_longer_than_its_lease_keeps_it_by_being_heard_of()
    {
        app.Clock.Advance(TimeSpan.FromDays(1));
        var end = new TaskCompletionSource<string?>();
        probe.Work = _ => end.Task;
        var running = RunAsync();
        await probe.BegunAsync();
        for (var beat = 0; beat < 3; beat++)
        {
            app.Clock.Advance(JobTimes.Default.Lease - TimeSpan.FromSeconds(1));
            var heard = app.Clock.Now + JobTimes.Default.Lease;
            await UntilAsync(async () => (await StandingAsync()).Lease.Until == heard);
            Assert.Null(await Leases.TakeAsync(Job, CancellationToken.None));
        }

        end.SetResult("sent=1");
        await running.WaitAsync(Probe.Patience);
        Assert.Equal(["sent=1"], (await RunsAsync()).Where(r => r.FinishedAt is not null).Select(r => r.Summary));
    }

    [Fact]
    public async Task What_somebody_asked_for_is_run_once_however_often_they_pressed_and_leaves_the_slot_to_the_schedule()
    {
        app.Clock.Advance(TimeSpan.FromDays(1));
        await services.RunAsync<JobControl>(c => c.RunNowAsync(ProbeJob.Code, app.As(Who.Admin), CancellationToken.None));
        await services.RunAsync<JobControl>(c => c.RunNowAsync(ProbeJob.Code, app.As(Who.Admin), CancellationToken.None));
        var asked = await TakeAsync();
        Assert.Equal((app.Clock.Now, app.As(Who.Admin).UserId), (asked.Slot, asked.RequestedById));
        await Leases.FinishAsync(asked, Ran("sent=1", asked.RequestedById), CancellationToken.None);

        var due = await TakeAsync();
        Assert.Equal((ThisMorning.AddDays(1), (int?)null), (due.Slot, due.RequestedById));
        await Leases.FinishAsync(due, Ran("sent=1"), CancellationToken.None);
        Assert.Null(await Leases.TakeAsync(Job, CancellationToken.None));
    }

    [Fact]
    public async Task What_somebody_asks_for_while_it_runs_is_run_once_more()
    {
        Task PressAsync() => services.RunAsync<JobControl>(c => c.RunNowAsync(ProbeJob.Code, app.As(Who.Admin), CancellationToken.None));
        await PressAsync();
        var first = await TakeAsync();
        await PressAsync();
        await Leases.FinishAsync(first, Ran("sent=1"), CancellationToken.None);
        var second = await TakeAsync();
        Assert.NotNull(second.RequestedAt);
        await Leases.FinishAsync(second, Ran("sent=1"), CancellationToken.None);
        Assert.Null(await Leases.TakeAsync(Job, CancellationToken.None));
    }

    [Fact]
    public async Task A_job_that_goes_on_after_a_pause_leaves_out_what_passed_meanwhile()
    {
        await services.RunAsync<JobControl>(c => c.PauseAsync(ProbeJob.Code, app.As(Who.Admin), CancellationToken.None));
        app.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Null(await Leases.TakeAsync(Job, CancellationToken.None));
        await services.RunAsync<JobControl>(c => c.ResumeAsync(ProbeJob.Code, app.As(Who.Admin), CancellationToken.None));
        Assert.Null(await Leases.TakeAsync(Job, CancellationToken.None));
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(ThisMorning.AddDays(3), (await TakeAsync()).Slot);
    }

    [Fact]
    public async Task A_start_that_is_alone_takes_what_a_killed_process_held()
    {
        app.Clock.Advance(TimeSpan.FromDays(1));
        var killed = await TakeAsync();
        await Leases.PrepareAsync([Job], isAlone: true, CancellationToken.None);
        Assert.False(await Leases.RenewAsync(killed, CancellationToken.None));
        Assert.Equal(killed.Slot, (await TakeAsync()).Slot);
    }

    private async Task<JobHold> TakeAsync() => await Leases.TakeAsync(Job, CancellationToken.None) ?? throw new InvalidOperationException("The job could not be taken.");

    private async Task<JobStanding> StandingAsync() => (await Leases.StandingAsync(CancellationToken.None))[ProbeJob.Code];

    /// <summary>As a worker of Hangfire would.</summary>
    private Task RunAsync() => services.RunAsync<HostedJob>(hosted => hosted.RunAsync(ProbeJob.Code, JobCancellationToken.Null!, CancellationToken.None));

    private JobRun Ran(string summary, int? by = null)
    {
        var run = new JobRun(ProbeJob.Code, app.Clock.Now, app.Clock.Now, "test", by);
        run.Finish(JobOutcome.Succeeded, summary, null, app.Clock.Now);
        return run;
    }

    private Task<List<JobRun>> RunsAsync() => app.DbAsync(db => db.JobRuns.AsNoTracking().OrderBy(r => r.Id).ToListAsync());

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Probe.Patience);
        while (!await holds())
            await Task.Delay(10, limit.Token);
    }
}
