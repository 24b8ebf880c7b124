using CrmWeb.Core.Data;
using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps;

/// <summary>Goes on with a recurring series when one of it is done.</summary>
public sealed class RecurringTasks(CrmDbContext db, AssigneeChoices assignees, OrganizationClock clock)
{
    /// <summary>As many shortened months in a row as there can be: yearly on 29 February.</summary>
    private const int MaxSteps = 8;

    /// <summary>When the series comes back if this one is completed now (UTC); null where it does not.</summary>
    public Task<DateTime?> NextAtAsync(FollowUpRow task, CancellationToken ct) => NextAtAsync(task.PlannedAt, task.Recurrence, task.RepeatsId, ct);

    /// <summary>The next one of the series; whoever had it has it again, unless they may no longer see the customer.</summary>
    /// <param name="planned">What was to be done, which is not what was done.</param>
    /// <param name="assigneeId">Who had it.</param>
    /// <returns>Null where the series ends.</returns>
    internal async Task<FollowUp?> NextAsync(FollowUp done, FollowUpFacts planned, int assigneeId, Guid key, UserScope by, CancellationToken ct)
    {
        if (await NextAtAsync(done.PlannedAt, done.Recurrence, done.RepeatsId, ct) is not { } at)
            return null;
        var free = await assignees.ForAsync(done.CustomerId, by, ct);
        var plan = new FollowUpPlan(at, free.Any(u => u.Id == assigneeId) ? assigneeId : by.UserId, done.Priority, done.ReminderLeadMinutes, done.ReminderChannels)
        {
            Recurrence = done.Recurrence,
        };
        return FollowUp.Planned(done.CustomerId, key, planned, plan, by.UserId, clock.UtcNow, done.Id);
    }

    private async Task<DateTime?> NextAtAsync(DateTime? plannedAt, FollowUpRecurrence recurrence, int? repeatsId, CancellationToken ct)
    {
        if (plannedAt is not { } utc || recurrence == FollowUpRecurrence.None)
            return null;
        var planned = clock.ToLocal(utc);
        var day = await DayOfMonthAsync(planned, recurrence, repeatsId, ct);
        return RecurrenceDates.Next(planned, day, recurrence, clock.ToLocal(clock.UtcNow)) is { } next ? clock.ToUtc(next) : null;
    }

    /// <summary>The 31st that became a 28th in February: looked up in the ones before.</summary>
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
