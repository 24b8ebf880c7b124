using CrmWeb.Core.Jobs;
using CrmWeb.Core.Jobs.Server;
using CrmWeb.Core.Persistence.Signals;
using CrmWeb.Testing;
using Hangfire;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace CrmWeb.Tests.Core.Jobs.Server;

/// <summary>The jobs under a real scheduler: in memory on SQLite, in the database on a server.</summary>
public sealed class JobSchedulerTests : IClassFixture<CoreFixture>, IAsyncLifetime
{
    private static readonly DateTime ThisMorning = new(2026, 11, 18, 0, 30, 0, DateTimeKind.Utc);
    private readonly CoreFixture app;
    private readonly Probe probe = new();

    public JobSchedulerTests(CoreFixture app) => this.app = app;

    public async Task InitializeAsync()
    {
        app.Clock.Now = TestClock.Start;
        await JobsLife.ForgetAsync(app);
        var run = new JobRun(ProbeJob.Code, ThisMorning, ThisMorning, "a former life", null);
        run.Finish(JobOutcome.Succeeded, "sent=1", null, ThisMorning);
        await History(app.Services).WriteAsync(run, CancellationToken.None);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task After_three_days_down_a_daily_job_runs_once_for_the_last_slot()
    {
        await using (await JobsLife.BeginAsync(app, probe))
            Assert.Empty(probe.Slots);
        app.Clock.Advance(TimeSpan.FromDays(3));

        await using (var life = await JobsLife.BeginAsync(app, probe))
        {
            await probe.BegunAsync();
            await NowAsync(life);
            await probe.BegunAsync();
            Assert.Equal(ThisMorning.AddDays(4), Next(life));
        }

        Assert.Equal([ThisMorning.AddDays(3), app.Clock.Now], probe.Slots);
    }

    [Fact]
    public async Task A_host_stopped_from_two_sides_and_disposed_by_one_ends_for_both()
    {
        await using var life = await JobsLife.BeginAsync(app, probe);
        var scheduling = life.Services.GetServices<IHostedService>().OfType<JobScheduler>().Single();

        await Task.WhenAll(scheduling.StopAsync(CancellationToken.None), scheduling.StopAsync(CancellationToken.None));
        scheduling.Dispose();
        await scheduling.StopAsync(CancellationToken.None);

        Assert.True(scheduling.Ready.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_paused_job_runs_only_when_somebody_says_so_and_says_who_did()
    {
        var admin = app.As(Who.Admin);
        await using (var life = await JobsLife.BeginAsync(app, probe))
            await life.Services.RunAsync<JobControl>(c => c.PauseAsync(ProbeJob.Code, admin, CancellationToken.None));
        app.Clock.Advance(TimeSpan.FromDays(1));

        await using (var life = await JobsLife.BeginAsync(app, probe))
        {
            await NowAsync(life);
            await probe.BegunAsync();
        }

        var run = (await RunsAsync())[0];
        Assert.Equal((admin.UserId, JobOutcome.Succeeded, "sent=1"), (run.StartedById, run.Outcome, run.Summary));
        Assert.Single(probe.Slots);
    }

    [Fact]
    public async Task A_failure_is_noted_and_the_next_run_comes_all_the_same()
    {
        probe.Work = _ => throw new InvalidOperationException("no paper", new TimeoutException("too late"));
        await using (var life = await JobsLife.BeginAsync(app, probe))
        {
            await NowAsync(life);
            await probe.BegunAsync();
            probe.Work = _ => Task.FromResult<string?>("sent=2");
            await NowAsync(life);
            await probe.BegunAsync();
        }

        var runs = await RunsAsync();
        Assert.Equal([JobOutcome.Succeeded, JobOutcome.Failed], runs.Take(2).OrderBy(r => r.Outcome).Select(r => r.Outcome));
        var failed = runs.Single(r => r.Outcome == JobOutcome.Failed);
        Assert.Equal($"InvalidOperationException: no paper{Environment.NewLine}TimeoutException: too late", failed.Error);
        Assert.NotNull(failed.FinishedAt);
    }

    [Fact]
    public async Task A_run_the_end_of_the_program_breaks_off_is_run_again_at_the_next_start()
    {
        await using (await JobsLife.BeginAsync(app, probe))
            Assert.Empty(probe.Slots);
        app.Clock.Advance(TimeSpan.FromDays(1));
        probe.Work = Probe.EndlesslyAsync;
        await using (await JobsLife.BeginAsync(app, probe))
            await probe.BegunAsync();
        var broken = (await RunsAsync())[0];
        Assert.Equal((JobOutcome.Failed, null), (broken.Outcome, broken.FinishedAt));

        probe.Work = _ => Task.FromResult<string?>("sent=1");
        await using (await JobsLife.BeginAsync(app, probe))
            await probe.BegunAsync();
        Assert.Equal([ThisMorning.AddDays(1), ThisMorning.AddDays(1)], probe.Slots);
        Assert.Equal(JobOutcome.Succeeded, (await RunsAsync()).MaxBy(r => r.Id)!.Outcome);
    }

    [Fact]
    public async Task A_changed_schedule_takes_the_place_of_the_old_one()
    {
        await using (await JobsLife.BeginAsync(app, probe))
            Assert.Empty(probe.Slots);
        await using var life = await JobsLife.BeginAsync(app, probe, "0 0 22 * * *");
        Assert.Equal(new DateTime(2026, 11, 18, 14, 0, 0, DateTimeKind.Utc), Next(life));
    }

    [Fact]
    public async Task A_wakeful_job_runs_between_its_slots_when_it_is_woken_and_has_something_to_do()
    {
        await using var life = await JobsLife.BeginAsync<WakefulProbeJob>(app, probe, "0 0 0 1 1 *");
        probe.HasWork = true;
        life.Services.GetRequiredService<WakeSignal>().Ring(Wake.News);
        Assert.Empty(probe.Slots);

        life.Services.GetRequiredService<WakeSignal>().Ring(Wake.Outbox);
        await probe.BegunAsync();
        Assert.Single(probe.Slots);
    }

    [Fact]
    public async Task What_somebody_deletes_in_the_dashboard_is_there_again_when_the_job_runs()
    {
        await using var life = await JobsLife.BeginAsync(app, probe);
        new RecurringJobManager(life.Services.GetRequiredService<JobStorage>()).RemoveIfExists(ProbeJob.Code);
        await NowAsync(life);
        await probe.BegunAsync();
        Assert.NotNull(Next(life));
    }

    private static JobHistory History(IServiceProvider services) => services.GetRequiredService<JobHistory>();

    private Task NowAsync(JobsLife life) =>
        life.Services.RunAsync<JobControl>(c => c.RunNowAsync(ProbeJob.Code, app.As(Who.Admin), CancellationToken.None));

    /// <summary>When the dashboard says that the job is next.</summary>
    private static DateTime? Next(JobsLife life)
    {
        using var connection = life.Services.GetRequiredService<JobStorage>().GetConnection();
        return connection.GetRecurringJobs().Single(j => j.Id == ProbeJob.Code).NextExecution;
    }

    private Task<List<JobRun>> RunsAsync() =>
        app.DbAsync(db => db.JobRuns.AsNoTracking().OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).ToListAsync());
}
