using CrmWeb.Core.Data;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace CrmWeb.Core.Jobs;

/// <summary>Hands the jobs to Quartz when the program starts, and stops them when it ends.</summary>
internal sealed class JobScheduling(ISchedulerFactory schedulers, JobDirectory jobs, JobHistory history, DatabaseSettings database, TimeProvider time)
    : IHostedService
{
    /// <summary>Group of all our jobs and their triggers.</summary>
    public const string Group = "crm";

    /// <summary>Group of the triggers behind "run now".</summary>
    public const string NowGroup = "crm-now";

    /// <summary>Group of the triggers that make up for slots missed while the program was down.</summary>
    private const string MissedGroup = "crm-missed";

    private IScheduler? scheduler;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!jobs.IsEnabled)
            return;
        scheduler = await schedulers.GetScheduler(cancellationToken);
        await ForgetOthersAsync(scheduler, cancellationToken);
        if (database.Provider == DatabaseProvider.Sqlite)
            await ScheduleInMemoryAsync(scheduler, cancellationToken);
        else
            await ScheduleInDatabaseAsync(scheduler, cancellationToken);
        await scheduler.Start(cancellationToken);
    }

    /// <summary>Asks the running jobs to stop, and waits for them as long as the host allows.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (scheduler is not null)
            await scheduler.Shutdown(true, cancellationToken);
    }

    /// <summary>What a former version scheduled and this one does not know.</summary>
    private async Task ForgetOthersAsync(IScheduler scheduler, CancellationToken ct)
    {
        var known = await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(Group), ct);
        await scheduler.DeleteJobs([.. known.Where(k => jobs.Find(k.Name) is null)], ct);
    }

    /// <summary>
    /// Quartz forgets with the process what was missed. So a job that has not come to the end of its last slot is run once, now,
    /// however many slots passed.
    /// </summary>
    private async Task ScheduleInMemoryAsync(IScheduler scheduler, CancellationToken ct)
    {
        var done = await history.LastSlotsAsync(ct);
        foreach (var job in jobs.All)
        {
            var now = time.GetUtcNow();
            await scheduler.ScheduleJob(Detail(job), Trigger(job, now), ScheduleJobOptions.Replacing, ct);
            if (done.TryGetValue(job.Code, out var last) && job.Schedule.NextAfter(last) <= now.UtcDateTime)
                await scheduler.ScheduleJob(TriggerBuilder.Create(time).WithIdentity(job.Code, MissedGroup).ForJob(job.Code, Group).StartNow().Build(), ScheduleJobOptions.Replacing, ct);
        }
    }

    /// <summary>The database keeps what was missed, so a trigger that is there already stays as it is unless its schedule was changed.</summary>
    private async Task ScheduleInDatabaseAsync(IScheduler scheduler, CancellationToken ct)
    {
        foreach (var job in jobs.All)
        {
            if (await scheduler.GetTrigger(TriggerOf(job), ct) is ICronTrigger kept
                && kept.CronExpressionString == job.Schedule.Expression && kept.TimeZone.Id == job.Schedule.Zone.Id)
            {
                continue;
            }

            await scheduler.ScheduleJob(Detail(job), Trigger(job, time.GetUtcNow()), ScheduleJobOptions.Replacing, ct);
        }

        await scheduler.ResetTriggersFromErrorState(GroupMatcher<TriggerKey>.GroupEquals(Group), ct);
    }

    private static TriggerKey TriggerOf(ScheduledJob job) => new(job.Code, Group);

    /// <summary>A job whose process died in the middle is run again by another one.</summary>
    private static IJobDetail Detail(ScheduledJob job) =>
        JobBuilder.Create<JobExecution>().WithIdentity(job.Code, Group).StoreDurably().RequestRecovery().Build();

    private ITrigger Trigger(ScheduledJob job, DateTimeOffset from) =>
        TriggerBuilder.Create(time)
            .WithIdentity(TriggerOf(job))
            .ForJob(job.Code, Group)
            .StartAt(from)
            .WithCronSchedule(job.Schedule.Expression, cron => cron
                .InTimeZone(job.Schedule.Zone)
                .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build();
}
