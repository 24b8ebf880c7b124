using System.Collections.Concurrent;
using CrmWeb.Core.Jobs;
using CrmWeb.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace CrmWeb.Tests.Core.Jobs;

/// <summary>What the job of a test does, and what became of its runs.</summary>
internal sealed class Probe
{
    /// <summary>Nothing of a test takes nearly as long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim runs = new(0);

    public ConcurrentQueue<DateTime> Slots { get; } = new();

    public Func<CancellationToken, Task<string?>> Work { get; set; } = _ => Task.FromResult<string?>("sent=1");

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
}

internal sealed class ProbeJob(Probe probe) : ICrmJob
{
    public const string Code = "probe";

    public Task<string?> RunAsync(DateTime dueAt, CancellationToken ct) => probe.RunAsync(dueAt, ct);
}

/// <summary>
/// One life of the program, as far as jobs are concerned: from start to stop on a database that outlives it. It ends as the host
/// ends it: running jobs are asked to stop and waited for.
/// </summary>
internal sealed class JobsLife : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly IHostedService scheduling;

    private JobsLife(ServiceProvider services)
    {
        this.services = services;
        scheduling = services.GetServices<IHostedService>().OfType<JobScheduling>().Single();
    }

    public IServiceProvider Services => services;

    public static async Task<JobsLife> BeginAsync(CoreFixture app, Probe probe, string schedule = "0 30 8 * * ?")
    {
        var life = new JobsLife(Build(app, probe, schedule));
        await life.scheduling.StartAsync(CancellationToken.None);
        return life;
    }

    /// <summary>Takes away what earlier lives left in the database.</summary>
    public static async Task ForgetAsync(CoreFixture app)
    {
        await using var services = Build(app, new Probe(), "0 0 0 1 1 ?");
        await (await services.GetRequiredService<ISchedulerFactory>().GetScheduler()).Clear();
    }

    private static ServiceProvider Build(CoreFixture app, Probe probe, string schedule) => CoreServices.Build(app.Settings, app.Clock, more: services =>
    {
        foreach (var other in services.Where(s => s.ServiceType == typeof(JobDefinition)).ToList())
            services.Remove(other);
        services.AddSingleton(probe).AddJob<ProbeJob>(ProbeJob.Code, schedule);
    });

    public async ValueTask DisposeAsync()
    {
        await scheduling.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
    }
}
