using System.Diagnostics;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence.Signals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmWeb.Core.Jobs.Server;

/// <summary>
/// Fires jobs when their slots come, when they are woken, and when whoever had them let go: it knows the slots and waits for the
/// next one, and looks at all leases by one question. Each process has one; who fires is who writes the job's row first.
/// </summary>
internal sealed partial class JobClock(
    JobDirectory jobs, JobLeases leases, JobServer server, IServiceScopeFactory scopes, JobTimes times, OrganizationClock clock, ILogger<JobClock> logger)
{
    /// <summary>What is woken again and again is fired no more often than this.</summary>
    private static readonly TimeSpan BetweenWakes = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> woken = [];
    private readonly Dictionary<string, long> firedAt = [];

    public async Task RunAsync(WakeSignal.Waiter signal, CancellationToken ct)
    {
        var wait = TimeSpan.Zero;
        while (true)
        {
            Wake(await signal.WaitAsync(wait, ct));
            try
            {
                wait = await TickAsync(ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(e);
                wait = times.Look;
            }
        }
    }

    public void Wake(Wake what) => woken.UnionWith(jobs.All.Where(j => (j.WokenBy & what) != CrmWeb.Core.Persistence.Signals.Wake.None).Select(j => j.Code));

    /// <summary>Fires what is to be run now.</summary>
    /// <returns>How long to wait for the next look.</returns>
    public async Task<TimeSpan> TickAsync(CancellationToken ct)
    {
        var standing = await leases.StandingAsync(ct);
        var next = times.Look;
        foreach (var job in jobs.All)
        {
            if (standing.TryGetValue(job.Code, out var how))
                next = Min(next, await LookAsync(job, how, ct));
            if (job.Schedule.NextAfter(clock.UtcNow) is { } slot)
                next = Min(next, slot - clock.UtcNow);
        }

        return next < TimeSpan.Zero ? TimeSpan.Zero : next;
    }

    /// <returns>When to look at this job again, if not at its next slot.</returns>
    private async Task<TimeSpan> LookAsync(ScheduledJob job, JobStanding standing, CancellationToken ct)
    {
        var now = clock.UtcNow;
        var due = standing.IsDue(job, now);
        var isWoken = woken.Contains(job.Code) && !standing.IsPaused;
        if (!(due || standing.IsRequested || isWoken))
            return times.Look;
        if (standing.Lease.Until > now)
            return Min(standing.Lease.Until - now, isWoken ? BetweenWakes : times.Look);
        if (isWoken && !due && !standing.IsRequested && firedAt.TryGetValue(job.Code, out var at) && Stopwatch.GetElapsedTime(at) is var since && since < BetweenWakes)
            return BetweenWakes - since;

        // Before the question: what is written after it wakes again.
        woken.Remove(job.Code);
        if (!standing.IsRequested && job.IsWakeful && !await HasWorkAsync(job, ct))
        {
            var slot = job.Schedule.SlotAt(now);
            if (due && await leases.PassAsync(standing.Lease, Nothing(job, slot, now), ct))
                server.Show(job, slot);
        }
        else if (await leases.ReserveAsync(standing.Lease, ct))
        {
            firedAt[job.Code] = Stopwatch.GetTimestamp();
            server.Fire(job);
        }

        return times.Look;
    }

    private async Task<bool> HasWorkAsync(ScheduledJob job, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await ((IWakefulJob)scope.ServiceProvider.GetRequiredService(job.Type)).HasWorkAsync(ct);
    }

    private JobRun Nothing(ScheduledJob job, DateTime slot, DateTime begun)
    {
        var run = new JobRun(job.Code, slot, begun, JobLeases.Host, null);
        run.Finish(JobOutcome.Succeeded, null, null, clock.UtcNow);
        return run;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [LoggerMessage(LogLevel.Warning, "Which jobs are due could not be found out; trying again")]
    private partial void Failed(Exception e);
}
