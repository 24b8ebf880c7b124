using System.Collections.Concurrent;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Jobs.Server;
using CrmWeb.Core.Persistence.Signals;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrmWeb.Tests.Core.Jobs.Server;

/// <summary>What the job of a test does, and what became of its runs.</summary>
internal sealed class Probe
{
    /// <summary>Nothing of a test takes nearly as long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim runs = new(0);

    public ConcurrentQueue<DateTime> Slots { get; } = new();

    public Func<CancellationToken, Task<string?>> Work { get; set; } = _ => Task.FromResult<string?>("sent=1");

    /// <summary>What a wakeful one answers when it is asked.</summary>
    public bool HasWork { get; set; }

    /// <summary>Waits until a run has begun that was not waited for yet.</summary>
    public async Task BegunAsync()
    {
        if (!await runs.WaitAsync(Patience))
            throw new TimeoutException("The job did not run.");
    }

    public Task<string?> RunAsync(DateTime slot, CancellationToken ct)
    {
        var work = Work;
        Slots.Enqueue(slot);
        runs.Release();
        return work(ct);
    }

    /// <summary>Never ends by itself.</summary>
    public static async Task<string?> EndlesslyAsync(CancellationToken ct)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        return null;
    }
}

internal sealed class ProbeJob(Probe probe) : ICrmJob
{
    public const string Code = "probe";

    public Task<string?> RunAsync(DateTime dueAt, CancellationToken ct) => probe.RunAsync(dueAt, ct);
}

internal sealed class WakefulProbeJob(Probe probe) : IWakefulJob
{
    public Task<bool> HasWorkAsync(CancellationToken ct) => Task.FromResult(probe.HasWork);

    public Task<string?> RunAsync(DateTime dueAt, CancellationToken ct) => probe.RunAsync(dueAt, ct);
}

/// <summary>
/// One life of the program, as far as jobs are concerned: from start to stop on a database that outlives it. It ends as the host
/// ends it: running jobs are asked to stop and waited for.
/// </summary>
internal sealed class JobsLife : IAsyncDisposable
{
    public const string Daily = "0 30 8 * * *";

    /// <summary>With the lease as it is, and looks as often as a test wants to wait for them.</summary>
    private static readonly JobTimes Quick = JobTimes.Default with { Beat = TimeSpan.FromMilliseconds(50), Look = TimeSpan.FromMilliseconds(100) };

    private readonly ServiceProvider services;
    private readonly JobScheduler scheduling;

    private JobsLife(ServiceProvider services)
    {
        this.services = services;
        scheduling = services.GetServices<IHostedService>().OfType<JobScheduler>().Single();
    }

    public IServiceProvider Services => services;

    public static Task<JobsLife> BeginAsync(CoreFixture app, Probe probe, string schedule = Daily) => BeginAsync<ProbeJob>(app, probe, schedule);

    public static async Task<JobsLife> BeginAsync<TJob>(CoreFixture app, Probe probe, string schedule)
        where TJob : class, ICrmJob
    {
        var life = new JobsLife(Build<TJob>(app, probe, schedule));
        await life.scheduling.StartAsync(CancellationToken.None);
        await life.scheduling.Ready.WaitAsync(Probe.Patience);
        return life;
    }

    /// <summary>Takes away what earlier lives left in the database.</summary>
    public static Task ForgetAsync(CoreFixture app) => app.DbAsync(async db =>
    {
        await db.JobRuns.ExecuteDeleteAsync();
        await db.JobPauses.ExecuteDeleteAsync();
        return await db.JobLeases.ExecuteDeleteAsync();
    });

    /// <summary>The same without a scheduler: for a test that does by itself what the scheduler would do.</summary>
    public static ServiceProvider Build<TJob>(CoreFixture app, Probe probe, string schedule, params IInterceptor[] watching)
        where TJob : class, ICrmJob => CoreServices.Build(app.Settings, app.Clock, more: services =>
    {
        foreach (var other in services.Where(s => s.ServiceType == typeof(JobDefinition) || s.ServiceType == typeof(JobTimes)).ToList())
            services.Remove(other);
        foreach (var one in watching)
            services.AddSingleton(one);
        services.AddSingleton(Quick).AddSingleton(probe).AddJob<TJob>(ProbeJob.Code, schedule, typeof(TJob).IsAssignableTo(typeof(IWakefulJob)) ? Wake.Outbox : Wake.None);
    });

    public async ValueTask DisposeAsync()
    {
        await scheduling.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
    }
}
