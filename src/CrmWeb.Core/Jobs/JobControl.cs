using System.Globalization;
using CrmWeb.Core.Data;
using CrmWeb.Core.Organization;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Quartz;

namespace CrmWeb.Core.Jobs;

/// <summary>What an administrator does with jobs.</summary>
public sealed class JobControl(
    CrmDbContext db, JobDirectory jobs, ISchedulerFactory schedulers, OrganizationClock clock, TimeProvider time, IStringLocalizer<JobsText> text)
{
    /// <summary>Runs a job now, also one that is paused; pressed twice before it begins, it runs once.</summary>
    /// <exception cref="NotFoundException">There is no such job.</exception>
    /// <exception cref="ValidationException">This process runs no jobs.</exception>
    public async Task RunNowAsync(string code, UserScope by, CancellationToken ct)
    {
        var job = Find(code, by);
        if (!jobs.IsEnabled)
            throw new ValidationException([new ValidationFailure("", text["Jobs.Off"])]);

        var scheduler = await schedulers.GetScheduler(ct);
        var trigger = TriggerBuilder.Create(time)
            .WithIdentity(job.Code, JobScheduling.NowGroup)
            .ForJob(job.Code, JobScheduling.Group)
            .StartNow()
            .UsingJobData(JobExecution.StartedBy, by.UserId.ToString(CultureInfo.InvariantCulture))
            .Build();
        await scheduler.ScheduleJob(trigger, ScheduleJobOptions.Replacing, ct);
    }

    /// <summary>From the next slot on the job does not run, in no process; a run that goes on is not broken off.</summary>
    /// <exception cref="NotFoundException">There is no such job.</exception>
    public async Task PauseAsync(string code, UserScope by, CancellationToken ct)
    {
        var job = Find(code, by);
        if (await db.JobPauses.AnyAsync(p => p.Job == job.Code, ct))
            return;
        db.JobPauses.Add(new JobPause(job.Code, by.UserId, clock.UtcNow));
        await db.SaveChangesAsync(by, ct);
    }

    /// <exception cref="NotFoundException">There is no such job.</exception>
    public Task ResumeAsync(string code, UserScope by, CancellationToken ct)
    {
        var job = Find(code, by);
        return db.JobPauses.Where(p => p.Job == job.Code).ExecuteDeleteAsync(ct);
    }

    private ScheduledJob Find(string code, UserScope by) =>
        by.Has(Permissions.AdminJobs) && jobs.Find(code) is { } job ? job : throw new NotFoundException();
}
