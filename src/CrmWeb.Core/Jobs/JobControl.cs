using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Signals;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Jobs;

/// <summary>What an administrator does with jobs.</summary>
public sealed class JobControl(CrmDbContext db, JobDirectory jobs, JobLeases leases, OrganizationClock clock, IStringLocalizer<JobsText> text)
{
    /// <summary>Runs a job now, also one that is paused; pressed twice before it begins, it runs once.</summary>
    /// <exception cref="NotFoundException">There is no such job.</exception>
    /// <exception cref="ValidationException">This process runs no jobs.</exception>
    public async Task RunNowAsync(string code, UserScope by, CancellationToken ct)
    {
        var job = Find(code, by);
        if (!jobs.IsEnabled)
            throw Refusal.Of(text["Jobs.Off"]);

        if (!await db.JobLeases.AnyAsync(l => l.Job == job.Code, ct))
            await leases.PrepareAsync([job], isAlone: false, ct);

        // Kept in the job's row, so that it is done also if this process ends before it begins.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await JobLeases.AskForAsync(db, job, clock.UtcNow, by, ct);
        db.WakeAfterCommit(Wake.Jobs);
        await transaction.CommitAsync(ct);
    }

    /// <summary>From the next slot on the job does not run, in no process; a run that goes on is not broken off.</summary>
    /// <exception cref="NotFoundException">There is no such job.</exception>
    public async Task PauseAsync(string code, UserScope by, CancellationToken ct)
    {
        var job = Find(code, by);
        await ConflictRetry.RunOrAddAsync(db, async () =>
        {
            if (await db.JobPauses.AnyAsync(p => p.Job == job.Code, ct))
                return 0;
            db.JobPauses.Add(new JobPause(job.Code, by.UserId, clock.UtcNow));
            return await db.SaveChangesAsync(by, ct);
        });
    }

    /// <exception cref="NotFoundException">There is no such job.</exception>
    /// <remarks>It goes on with the next slot: those that passed meanwhile are left out.</remarks>
    public async Task ResumeAsync(string code, UserScope by, CancellationToken ct)
    {
        var job = Find(code, by);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.JobPauses.Where(p => p.Job == job.Code).ExecuteDeleteAsync(ct) > 0)
            await JobLeases.BeginAnewAsync(db, job, clock.UtcNow, ct);
        await transaction.CommitAsync(ct);
    }

    private ScheduledJob Find(string code, UserScope by) =>
        by.Has(Permissions.AdminJobs) && jobs.Find(code) is { } job ? job : throw new NotFoundException();
}
