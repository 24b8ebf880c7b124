using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Jobs;

/// <summary>Notes what ran.</summary>
public sealed class JobHistory(IDbContextFactory<CrmDbContext> databases)
{
    /// <summary>For each job, the latest slot that a run came to the end of (UTC).</summary>
    public async Task<Dictionary<string, DateTime>> LastSlotsAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.JobRuns.Where(r => r.FinishedAt != null && r.StartedById == null)
            .GroupBy(r => r.Job).Select(g => new { Job = g.Key, Slot = g.Max(r => r.DueAt) })
            .ToDictionaryAsync(g => g.Job, g => g.Slot, ct);
    }

    /// <summary>
    /// Writes a run as it stands. One that found nothing to do takes the place of the one before it that did neither, within the
    /// same hour: a job of every ten seconds would leave nothing else in the list.
    /// </summary>
    public async Task WriteAsync(JobRun run, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await WriteAsync(db, run, ct);
    }

    /// <summary>The same in the caller's transaction.</summary>
    internal static async Task WriteAsync(CrmDbContext db, JobRun run, CancellationToken ct)
    {
        if (run.Id == 0 && run.FoundNothing && await TakePlaceAsync(db, run, ct))
            return;
        db.JobRuns.Update(run);
        await db.SaveChangesAsync(UserScope.System, ct);
    }

    private static async Task<bool> TakePlaceAsync(CrmDbContext db, JobRun run, CancellationToken ct)
    {
        var last = await db.JobRuns.AsNoTracking().Where(r => r.Job == run.Job).OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).FirstOrDefaultAsync(ct);
        if (last is null || !last.FoundNothing || last.StartedAt.Date != run.StartedAt.Date || last.StartedAt.Hour != run.StartedAt.Hour)
            return false;
        var written = await db.JobRuns.Where(r => r.Id == last.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(r => r.DueAt, run.DueAt)
                .SetProperty(r => r.StartedAt, run.StartedAt)
                .SetProperty(r => r.FinishedAt, run.FinishedAt)
                .SetProperty(r => r.Host, run.Host),
            ct);
        return written == 1;
    }
}
