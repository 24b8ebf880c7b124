using CrmWeb.Core.Jobs;
using CrmWeb.Core.Jobs.Server;
using CrmWeb.Core.Persistence.Signals;
using CrmWeb.Testing;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Jobs.Server;

/// <summary>When jobs are fired: looked at by hand, with nobody there to run them.</summary>
public sealed class JobClockTests : IClassFixture<CoreFixture>, IAsyncLifetime
{
    private readonly CoreFixture app;
    private readonly Probe probe = new();
    private ServiceProvider services = null!;

    public JobClockTests(CoreFixture app) => this.app = app;

    private JobClock Clock => services.GetRequiredService<JobClock>();

    public async Task InitializeAsync()
    {
        app.Clock.Now = TestClock.Start.AddSeconds(5);
        await JobsLife.ForgetAsync(app);
        services = JobsLife.Build<WakefulProbeJob>(app, probe, "*/10 * * * * *");
        await services.GetRequiredService<JobLeases>().PrepareAsync(services.GetRequiredService<JobDirectory>().All, isAlone: false, CancellationToken.None);
        services.GetRequiredService<JobServer>().Register();
    }

    public async Task DisposeAsync() => await services.DisposeAsync();

    [Fact]
    public async Task Slots_with_nothing_to_do_are_noted_and_need_no_worker()
    {
        var before = Fired();
        for (var slot = 0; slot < 6; slot++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(10));
            await Clock.TickAsync(CancellationToken.None);
            await Clock.TickAsync(CancellationToken.None);
        }

        Assert.Equal(before, Fired());
        var run = Assert.Single(await app.DbAsync(db => db.JobRuns.AsNoTracking().ToListAsync()));
        Assert.Equal((TestClock.Start.AddSeconds(60), true), (run.DueAt, run.FoundNothing));
    }

    [Fact]
    public async Task A_slot_with_something_to_do_is_fired_once()
    {
        var before = Fired();
        probe.HasWork = true;
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        await Clock.TickAsync(CancellationToken.None);
        await Clock.TickAsync(CancellationToken.None);
        Assert.Equal(before + 1, Fired());
    }

    [Fact]
    public async Task What_nobody_began_is_fired_again_within_ten_seconds()
    {
        var before = Fired();
        probe.HasWork = true;
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        await Clock.TickAsync(CancellationToken.None);
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        await Clock.TickAsync(CancellationToken.None);
        Assert.Equal(before + 2, Fired());
    }

    [Fact]
    public async Task A_storm_of_signals_fires_once()
    {
        var before = Fired();
        probe.HasWork = true;
        for (var i = 0; i < 100; i++)
        {
            Clock.Wake(Wake.Outbox);
            await Clock.TickAsync(CancellationToken.None);
        }

        Assert.Equal(before + 1, Fired());
    }

    [Fact]
    public async Task A_signal_that_finds_nothing_to_do_fires_nothing_and_a_paused_job_is_not_woken()
    {
        var before = Fired();
        Clock.Wake(Wake.Outbox);
        await Clock.TickAsync(CancellationToken.None);
        await services.RunAsync<JobControl>(c => c.PauseAsync(ProbeJob.Code, app.As(Who.Admin), CancellationToken.None));
        probe.HasWork = true;
        Clock.Wake(Wake.Outbox);
        await Clock.TickAsync(CancellationToken.None);
        Assert.Equal(before, Fired());
    }

    [Fact]
    public async Task The_next_look_is_at_the_next_slot_or_when_a_lease_ends()
    {
        var look = services.GetRequiredService<JobTimes>().Look;
        Assert.Equal(look, await Clock.TickAsync(CancellationToken.None));
        app.Clock.Now = TestClock.Start.AddSeconds(10) - (look / 2);
        Assert.Equal(look / 2, await Clock.TickAsync(CancellationToken.None));
    }

    private long Fired() => services.GetRequiredService<JobStorage>().GetMonitoringApi().EnqueuedCount("default");
}
