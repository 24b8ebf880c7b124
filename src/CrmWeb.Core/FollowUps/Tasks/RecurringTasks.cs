using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps.Tasks;

/// <summary>Knows where recurring series stand, and when they come back.</summary>
public sealed class RecurringTasks(CrmDbContext db, OrganizationClock clock)
{
    /// <summary>As many shortened months in a row as there can be: yearly on 29 February.</summary>
    private const int MaxSteps = 8;

    /// <summary>When the series comes back if this one is completed now (UTC); null where it does not.</summary>
    public async Task<DateTime?> NextAtAsync(FollowUpRow task, CancellationToken ct) =>
        Next(await StandsAsync(task.PlannedAt, task.Series, task.Recurrence, task.RepeatsId, ct), task.Recurrence)?.At;

    /// <summary>Where a series stands that begins with a task planned for that time (UTC).</summary>
    internal FollowUpSeries BeginAt(DateTime at) => new(at, clock.ToLocal(at).Day);

    /// <summary>Where the series of a task stands when the task is moved: for one alone as before, for the series at the new time.</summary>
    /// <param name="to">UTC.</param>
    /// <returns>Null where it does not recur.</returns>
    internal async Task<FollowUpSeries?> MovedAsync(FollowUp task, DateTime to, MoveScope scope, CancellationToken ct)
    {
        if (await StandsAsync(task.PlannedAt, task.Series, task.Recurrence, task.RepeatsId, ct) is not { } stands)
            return null;
        if (scope == MoveScope.One)
            return stands;

        // Another hour of the same day means the same day of the month, also where that is a longer month's.
        return clock.ToLocal(to).Date == clock.ToLocal(stands.At).Date ? stands with { At = to } : BeginAt(to);
    }

    /// <summary>Where the series stands for the one after this; null where it ends.</summary>
    internal async Task<FollowUpSeries?> AfterAsync(FollowUp task, CancellationToken ct) =>
        Next(await StandsAsync(task.PlannedAt, task.Series, task.Recurrence, task.RepeatsId, ct), task.Recurrence);

    private FollowUpSeries? Next(FollowUpSeries? stands, FollowUpRecurrence recurrence) =>
        stands is null || RecurrenceDates.Next(clock.ToLocal(stands.At), stands.Day, recurrence, clock.ToLocal(clock.UtcNow)) is not { } next
            ? null : stands with { At = clock.ToUtc(next) };

    private async Task<FollowUpSeries?> StandsAsync(DateTime? plannedAt, FollowUpSeries? series, FollowUpRecurrence recurrence, int? repeatsId, CancellationToken ct) =>
        recurrence == FollowUpRecurrence.None || plannedAt is not { } at ? null
        : series ?? new FollowUpSeries(at, await DayOfMonthAsync(clock.ToLocal(at), recurrence, repeatsId, ct));

    /// <summary>Of a task planned before series had a place of their own: the 31st that became a 28th in February is looked up in the ones before.</summary>
    private async Task<int> DayOfMonthAsync(DateTime planned, FollowUpRecurrence recurrence, int? repeatsId, CancellationToken ct)
    {
        var day = planned.Day;
        for (var step = 0; step < MaxSteps && repeatsId is { } id && RecurrenceDates.MayBeCut(planned, recurrence); step++)
        {
            var before = await db.FollowUps.AsNoTracking().Where(f => f.Id == id).Select(f => new { f.PlannedAt, f.RepeatsId }).FirstOrDefaultAsync(ct);
            if (before?.PlannedAt is not { } at)
                break;
            (planned, repeatsId) = (clock.ToLocal(at), before.RepeatsId);
            day = Math.Max(day, planned.Day);
        }

        return day;
    }
}
