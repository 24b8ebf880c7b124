using System.Globalization;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Common;
using Hangfire.Server;
using Hangfire.States;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmWeb.Core.Jobs.Server;

/// <summary>
/// Hangfire, as far as it is used: its recurring jobs with their times, its queue, its workers. What fires them is
/// <see cref="JobClock"/>, since Hangfire's own scheduler takes two locks at every look, which are sixteen statements on
/// PostgreSQL: looking every second or two would keep the database busier than all that is done there.
/// </summary>
internal sealed class JobServer(JobStorage storage, JobDirectory jobs, IServiceScopeFactory scopes, ILoggerFactory loggers, TimeProvider time)
{
    private const int Workers = 4;

    /// <summary>What is written with each run: the figures of the dashboard's graph; no culture, no retries of Hangfire's own.</summary>
    private static readonly IJobFilterProvider Filters = new JobFilterCollection { new StatisticsHistoryAttribute(), new FailedJobExpiry() };

    private readonly RecurringJobManager manager = new(storage, Filters, new DefaultTimeZoneResolver(), () => time.GetUtcNow().UtcDateTime);
    private BackgroundProcessingServer? server;

    /// <summary>Names the jobs to Hangfire, and takes away those that this version does not know.</summary>
    public void Register()
    {
        using (var connection = storage.GetConnection())
        {
            foreach (var other in connection.GetRecurringJobs().Where(r => jobs.Find(r.Id) is null))
                manager.RemoveIfExists(other.Id);
        }

        foreach (var job in jobs.All)
            Register(job);
    }

    public void Start()
    {
        Hangfire.Logging.LogProvider.SetCurrentLogProvider(new JobLog(loggers));
        var worker = new Worker([EnqueuedState.DefaultQueue], new BackgroundJobPerformer(Filters, new AspNetCoreJobActivator(scopes)), new BackgroundJobStateChanger(Filters));
        server = new BackgroundProcessingServer(
            storage,
            [worker.UseBackgroundPool(Workers)],
            new Dictionary<string, object> { ["Queues"] = new[] { EnqueuedState.DefaultQueue }, ["WorkerCount"] = Workers },
            new BackgroundProcessingServerOptions
            {
                HeartbeatInterval = TimeSpan.FromSeconds(30),
                ServerCheckInterval = TimeSpan.FromMinutes(2),
                ServerTimeout = TimeSpan.FromMinutes(2),
            });
    }

    /// <summary>Has a worker run a job, of whichever process.</summary>
    public void Fire(ScheduledJob job)
    {
        if (manager.TriggerJob(job.Code) is not null)
            return;

        // Somebody deleted it in the dashboard.
        Register(job);
        manager.TriggerJob(job.Code);
    }

    /// <summary>Shows in the dashboard that a slot has passed for which no worker was needed.</summary>
    public void Show(ScheduledJob job, DateTime slot)
    {
        using var connection = storage.GetConnection();
        connection.SetRangeInHash(
            $"recurring-job:{job.Code}",
            [
                new("LastExecution", JobHelper.SerializeDateTime(slot)),
                new("NextExecution", job.Schedule.NextAfter(slot) is { } next ? JobHelper.SerializeDateTime(next) : ""),
            ]);
    }

    /// <summary>Asks the running jobs to stop, and waits for them as long as the host allows.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        if (server is null)
            return;
        server.SendStop();
        await server.WaitForShutdownAsync(ct);
        server.Dispose();
    }

    private void Register(ScheduledJob job) => manager.AddOrUpdate(
        job.Code,
        Job.FromExpression<HostedJob>(hosted => hosted.RunAsync(job.Code, null!, CancellationToken.None)),
        job.Schedule.Expression,
        new RecurringJobOptions { TimeZone = job.Schedule.Zone });
}

/// <summary>Failed runs are kept in the dashboard for a week; Hangfire alone would keep them for ever.</summary>
internal sealed class FailedJobExpiry : JobFilterAttribute, IApplyStateFilter
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        if (context.NewState is FailedState)
            transaction.ExpireJob(context.BackgroundJob.Id, Kept);
    }

    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        // It expires with whatever comes next.
    }
}
