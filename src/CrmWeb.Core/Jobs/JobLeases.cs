using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Jobs;

/// <summary>How a job stands.</summary>
/// <param name="IsPaused">Whether it runs only when somebody says so.</param>
public sealed record JobStanding(JobLease Lease, bool IsPaused)
{
    /// <summary>Whether somebody pressed "run now".</summary>
    public bool IsRequested => Lease.RequestedAt is not null;

    /// <summary>Whether a slot has passed that was not run.</summary>
    /// <param name="now">UTC.</param>
    public bool IsDue(ScheduledJob job, DateTime now) => !IsPaused && job.Schedule.LatestUntil(now) > Lease.DoneSlot;
}

/// <summary>A job that this process holds.</summary>
/// <param name="Slot">What it is run for (UTC): the slot, or now where somebody pressed "run now".</param>
/// <param name="RequestedAt">When that was (UTC); null where the schedule runs it.</param>
public sealed record JobHold(string Job, long Fence, DateTime Slot, DateTime? RequestedAt, int? RequestedById);

/// <summary>
/// Hands each job to one process at a time. Every change names the number (fence) that was read before, so of two that want the
/// same one succeeds, and whoever lost a lease can neither renew it nor note anything.
/// </summary>
public sealed class JobLeases(IDbContextFactory<CrmDbContext> databases, JobHistory history, JobTimes times, OrganizationClock clock)
{
    internal static readonly string Host = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>How long a job is reserved for whoever begins it after this process has said that it is to be run.</summary>
    private static readonly TimeSpan Reserved = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Makes a row for each job, and begins anew where a schedule was changed. A job that is new is not run for the time before
    /// it was there; one that has a history is run for the slot it missed.
    /// </summary>
    /// <param name="isAlone">Whether no other process can be at work: then nobody holds anything.</param>
    public async Task PrepareAsync(IReadOnlyList<ScheduledJob> jobs, bool isAlone, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.UtcNow;
        var kept = await db.JobLeases.AsNoTracking().ToDictionaryAsync(l => l.Job, ct);
        if (isAlone)
            await db.JobLeases.Where(l => l.Until > now).ExecuteUpdateAsync(set => set.SetProperty(l => l.Until, now).SetProperty(l => l.Fence, l => l.Fence + 1), ct);
        var done = jobs.All(j => kept.ContainsKey(j.Code)) ? [] : await history.LastSlotsAsync(ct);
        foreach (var job in jobs)
        {
            if (!kept.TryGetValue(job.Code, out var lease))
                await AddAsync(db, new JobLease(job.Code, job.Schedule.Identity, done.TryGetValue(job.Code, out var last) ? last : job.Schedule.SlotAt(now)), ct);
            else if (lease.Schedule != job.Schedule.Identity)
                await BeginAnewAsync(db, job, now, ct);
        }
    }

    /// <summary>How all jobs stand: one question.</summary>
    public async Task<Dictionary<string, JobStanding>> StandingAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return (await Standing(db, db.JobLeases).ToListAsync(ct)).ToDictionary(s => s.Lease.Job);
    }

    /// <summary>Says that a job is to be run, for whoever begins it.</summary>
    /// <returns>Whether it is this process that says so; another may have been quicker.</returns>
    public async Task<bool> ReserveAsync(JobLease seen, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.UtcNow;
        var until = now + Reserved;
        return await db.JobLeases.Where(l => l.Job == seen.Job && l.Fence == seen.Fence && l.Until <= now).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.Holder, (string?)null).SetProperty(l => l.Until, until).SetProperty(l => l.Fence, l => l.Fence + 1), ct) == 1;
    }

    /// <summary>Takes a job that is to be run.</summary>
    /// <returns>Null where another process runs it, or there is nothing to run it for.</returns>
    public async Task<JobHold?> TakeAsync(ScheduledJob job, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.UtcNow;
        if (await Standing(db, db.JobLeases.Where(l => l.Job == job.Code)).FirstOrDefaultAsync(ct) is not { Lease: var lease } standing
            || (lease.Until > now && lease.Holder is not null)
            || !(standing.IsRequested || standing.IsDue(job, now) || (job.IsWakeful && !standing.IsPaused)))
        {
            return null;
        }

        var until = now + times.Lease;
        var taken = await db.JobLeases.Where(l => l.Job == job.Code && l.Fence == lease.Fence && (l.Until <= now || l.Holder == null)).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.Holder, Host).SetProperty(l => l.Until, until).SetProperty(l => l.Fence, l => l.Fence + 1), ct);
        return taken != 1 ? null : new JobHold(job.Code, lease.Fence + 1, standing.IsRequested ? now : job.Schedule.SlotAt(now), lease.RequestedAt, standing.IsRequested ? lease.RequestedById : null);
    }

    /// <returns>Whether the job is still ours.</returns>
    public async Task<bool> RenewAsync(JobHold hold, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var until = clock.UtcNow + times.Lease;
        return await Held(db, hold).ExecuteUpdateAsync(set => set.SetProperty(l => l.Until, until), ct) == 1;
    }

    /// <summary>Notes the run and lets go, both or neither.</summary>
    /// <returns>Whether the job was still ours; if not, nothing is noted.</returns>
    public async Task<bool> FinishAsync(JobHold hold, JobRun run, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.UtcNow;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var ours = hold.RequestedAt is { } pressed
            ? await Held(db, hold).ExecuteUpdateAsync(
                set => set.SetProperty(l => l.Holder, (string?)null).SetProperty(l => l.Until, now).SetProperty(l => l.RequestedAt, l => l.RequestedAt == pressed ? null : l.RequestedAt), ct)
            : await Held(db, hold).ExecuteUpdateAsync(
                set => set.SetProperty(l => l.Holder, (string?)null).SetProperty(l => l.Until, now).SetProperty(l => l.DoneSlot, hold.Slot), ct);
        if (ours != 1)
            return false;
        await JobHistory.WriteAsync(db, run, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Lets go of a run that broke off: whoever looks next begins it again.</summary>
    public async Task LetGoAsync(JobHold hold, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.UtcNow;
        await Held(db, hold).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.Holder, (string?)null).SetProperty(l => l.Until, now).SetProperty(l => l.Fence, l => l.Fence + 1), ct);
    }

    /// <summary>Notes a slot that had nothing to do, unless somebody was quicker.</summary>
    public async Task<bool> PassAsync(JobLease seen, JobRun nothing, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.UtcNow;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var ours = await db.JobLeases.Where(l => l.Job == seen.Job && l.Fence == seen.Fence && l.Until <= now).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.DoneSlot, nothing.DueAt).SetProperty(l => l.Fence, l => l.Fence + 1), ct);
        if (ours != 1)
            return false;
        await JobHistory.WriteAsync(db, nothing, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Notes that somebody wants a job to run now. Pressed again while it runs it runs once more: one instant stands for one wish.</summary>
    internal static async Task AskForAsync(CrmDbContext db, ScheduledJob job, DateTime now, UserScope by, CancellationToken ct)
    {
        var before = await db.JobLeases.Where(l => l.Job == job.Code).Select(l => l.RequestedAt).FirstOrDefaultAsync(ct);
        var (at, who) = (before >= now ? before.Value.AddMilliseconds(1) : now, by.UserId);
        await db.JobLeases.Where(l => l.Job == job.Code).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.RequestedAt, at).SetProperty(l => l.RequestedById, who), ct);
    }

    /// <summary>Leaves out the slots that passed until now, of a job that was paused.</summary>
    internal static Task BeginAnewAsync(CrmDbContext db, ScheduledJob job, DateTime now, CancellationToken ct)
    {
        var (schedule, slot) = (job.Schedule.Identity, job.Schedule.SlotAt(now));
        return db.JobLeases.Where(l => l.Job == job.Code).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.Schedule, schedule).SetProperty(l => l.DoneSlot, slot), ct);
    }

    private static IQueryable<JobStanding> Standing(CrmDbContext db, IQueryable<JobLease> which) =>
        which.AsNoTracking().Select(l => new JobStanding(l, db.JobPauses.Any(p => p.Job == l.Job)));

    private static IQueryable<JobLease> Held(CrmDbContext db, JobHold hold) => db.JobLeases.Where(l => l.Job == hold.Job && l.Fence == hold.Fence);

    private static async Task AddAsync(CrmDbContext db, JobLease lease, CancellationToken ct)
    {
        try
        {
            db.Add(lease);
            await db.SaveChangesAsync(UserScope.System, ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Another process that starts was quicker; where it is anything else, reading the row back fails too.
            db.ChangeTracker.Clear();
            if (!await db.JobLeases.AnyAsync(l => l.Job == lease.Job, ct))
                throw;
        }
    }
}
