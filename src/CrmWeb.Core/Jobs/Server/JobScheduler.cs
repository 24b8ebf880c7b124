using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Signals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmWeb.Core.Jobs.Server;

/// <summary>Begins to run jobs when the program starts, without keeping its first answer waiting, and stops them when it ends.</summary>
internal sealed partial class JobScheduler(
    JobDirectory jobs, JobLeases leases, IServiceProvider services, DatabaseSettings database, WakeSignal signal, JobTimes times, ILogger<JobScheduler> logger) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JobServer? server;
    private readonly Lock endingLock = new();
    private Task life = Task.CompletedTask;
    private Task? ending;

    /// <summary>Done when jobs run.</summary>
    public Task Ready => ready.Task;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (jobs.IsEnabled)
            life = Task.Run(() => LiveAsync(stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>A host may be stopped from two sides at once, and disposed when the first is done: both wait for the same ending.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (endingLock)
            return ending ??= EndAsync(cancellationToken);
    }

    public void Dispose() => stopping.Dispose();

    private async Task EndAsync(CancellationToken ct)
    {
        await stopping.CancelAsync();
        await life.WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (server is not null)
            await server.StopAsync(ct);
    }

    private async Task LiveAsync(CancellationToken ct)
    {
        using var waiter = signal.Listen(jobs.All.Aggregate(Wake.Jobs, (all, job) => all | job.WokenBy));
        while (!await PrepareAsync(ct))
            await Task.Delay(times.Look, ct);
        ready.TrySetResult();
        await services.GetRequiredService<JobClock>().RunAsync(waiter, ct);
    }

    /// <returns>False where the database was away, which it may be at any time.</returns>
    private async Task<bool> PrepareAsync(CancellationToken ct)
    {
        try
        {
            await leases.PrepareAsync(jobs.All, isAlone: database.Provider == DatabaseProvider.Sqlite, ct);
            var made = services.GetRequiredService<JobServer>();
            made.Register();
            made.Start();
            server = made;
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotYet(e);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Jobs could not be started; trying again")]
    private partial void NotYet(Exception e);
}
