using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Jobs;

/// <summary>How a run is shown.</summary>
public enum JobRunState
{
    Running = 1,
    Succeeded = 2,
    Failed = 3,

    /// <summary>The program around it ended first; another process, or the next start, ran it again.</summary>
    BrokenOff = 4,
}

/// <summary>A run as pages show it.</summary>
/// <param name="StartedBy">Who pressed "run now"; empty where the schedule did.</param>
public sealed record JobRunRow(
    DateTime DueAt, DateTime StartedAt, DateTime? FinishedAt, JobRunState State, string? Summary, string? Error, string Host, string StartedBy)
{
    public TimeSpan? Took => FinishedAt - StartedAt;
}

/// <summary>A job as pages show it.</summary>
/// <param name="NextAt">The next slot (UTC); null while it does not run by itself.</param>
public sealed record JobRow(string Code, string Expression, DateTime? NextAt, DateTime? PausedAt, string PausedBy, JobRunRow? Last, int Failures)
{
    public bool IsPaused => PausedAt is not null;
}

/// <summary>A page of the runs of one job, the latest first.</summary>
public sealed record JobRunList(JobRow Job, PageOf<JobRunRow> Runs);

/// <summary>Reads jobs and what they did, for administrators.</summary>
public sealed class JobQueries(CrmDbContext db, JobDirectory jobs, UserDirectory users, OrganizationClock clock)
{
    /// <summary>Failures are counted over so long.</summary>
    private static readonly TimeSpan Recently = TimeSpan.FromHours(24);

    /// <exception cref="NotFoundException">Not for this user.</exception>
    public async Task<IReadOnlyList<JobRow>> ReadAsync(UserScope by, CancellationToken ct)
    {
        Guard(by);
        return await RowsAsync(jobs.All, ct);
    }

    /// <exception cref="PageElsewhereException">There is no such page.</exception>
    /// <exception cref="NotFoundException">There is no such job, or not for this user.</exception>
    public async Task<JobRunList> ReadAsync(string code, PageWanted wanted, UserScope by, CancellationToken ct)
    {
        Guard(by);
        var job = jobs.Find(code) ?? throw new NotFoundException();
        var row = (await RowsAsync([job], ct))[0];
        var all = db.JobRuns.AsNoTracking().Where(r => r.Job == code);
        var total = await all.CountAsync(ct);
        var skip = wanted.SkipIn(total);
        var runs = await all.OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).Skip(skip).Take(wanted.Size).ToListAsync(ct);
        var names = await users.GetAsync(ct);
        return new JobRunList(row, new PageOf<JobRunRow>([.. runs.Select((run, at) => Row(run, isLatest: skip == 0 && at == 0, names))], total, wanted.Number, wanted.Size));
    }

    private static void Guard(UserScope by)
    {
        by.Demand(Permissions.AdminJobs);
    }

    private static JobRunRow Row(JobRun run, bool isLatest, UserSnapshot names) => new(
        run.DueAt, run.StartedAt, run.FinishedAt, State(run, isLatest), run.Summary, run.Error, run.Host, names.Name(run.StartedById));

    /// <summary>No two runs of a job go on at once, so one that still "runs" before a later one lost its process.</summary>
    private static JobRunState State(JobRun run, bool isLatest) => run switch
    {
        { Outcome: JobOutcome.Running } => isLatest ? JobRunState.Running : JobRunState.BrokenOff,
        { Outcome: JobOutcome.Succeeded } => JobRunState.Succeeded,
        { FinishedAt: null } => JobRunState.BrokenOff,
        _ => JobRunState.Failed,
    };

    private async Task<List<JobRow>> RowsAsync(IReadOnlyList<ScheduledJob> which, CancellationToken ct)
    {
        var codes = which.Select(j => j.Code).ToList();
        var since = clock.UtcNow - Recently;
        var latest = await db.JobRuns.Where(r => codes.Contains(r.Job)).GroupBy(r => r.Job).Select(g => g.Max(r => r.Id)).ToListAsync(ct);
        var runs = await db.JobRuns.AsNoTracking().Where(r => latest.Contains(r.Id)).ToDictionaryAsync(r => r.Job, ct);
        var failures = await db.JobRuns.Where(r => codes.Contains(r.Job) && r.StartedAt >= since && r.Outcome == JobOutcome.Failed && r.FinishedAt != null)
            .GroupBy(r => r.Job).Select(g => new { Job = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Job, g => g.Count, ct);
        var pauses = await db.JobPauses.AsNoTracking().ToDictionaryAsync(p => p.Job, ct);
        var names = await users.GetAsync(ct);
        return
        [
            .. which.Select(job =>
            {
                var pause = pauses.GetValueOrDefault(job.Code);
                return new JobRow(
                    job.Code,
                    job.Schedule.Expression,
                    pause is null && jobs.IsEnabled ? job.Schedule.NextAfter(clock.UtcNow) : null,
                    pause?.PausedAt,
                    names.Name(pause?.PausedById),
                    runs.TryGetValue(job.Code, out var run) ? Row(run, isLatest: true, names) : null,
                    failures.GetValueOrDefault(job.Code));
            }),
        ];
    }
}
