using System.Security.Cryptography;
using CrmWeb.Core.Access;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Organization;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.FollowUps.Tasks;

/// <summary>Plans what comes after a record: what the form asks for, or the next one of a series.</summary>
public sealed class NextTask(RecurringTasks recurring, AssigneeChoices assignees, OrganizationClock clock, IStringLocalizer<FollowUpsText> text)
{
    /// <summary>The key of what is planned beside a record, and of what comes after a task: derived, so that the same form sent twice plans once.</summary>
    internal static Guid KeyAfter(Guid key) => new(SHA256.HashData([.. key.ToByteArray(), 1]).AsSpan(0, 16));

    /// <summary>What the form asks for. The next one of a series is for the same, whenever it is; the series itself keeps its days.</summary>
    /// <param name="planned">What was to be done, for a task that was planned.</param>
    /// <returns>Null where the form asks for none.</returns>
    internal async Task<FollowUp?> AskedForAsync(FollowUp done, ValidatedFollowUp said, FollowUpFacts? planned, UserScope by, CancellationToken ct)
    {
        if (said.NextAt is not { } at)
            return null;
        var isSeries = done.Recurrence != FollowUpRecurrence.None;
        var plan = said.PlanFor(at, by, isSeries ? done : null) with
        {
            Recurrence = done.Recurrence,
            Series = isSeries ? await recurring.AfterAsync(done, ct) : null,
        };
        return Planned(done, said.NextFacts(isSeries ? planned : null, text["NextSubject"].Value), plan, by);
    }

    /// <summary>The next one of the series; whoever had it has it again, unless they may no longer see the customer.</summary>
    /// <param name="planned">What was to be done, which is not what was done.</param>
    /// <param name="assigneeId">Who had it.</param>
    /// <returns>Null where it does not recur, or the series ends.</returns>
    internal async Task<FollowUp?> OfSeriesAsync(FollowUp done, FollowUpFacts planned, int assigneeId, UserScope by, CancellationToken ct)
    {
        if (await recurring.AfterAsync(done, ct) is not { } series)
            return null;
        var free = await assignees.ForAsync(done.CustomerId, by, ct);
        var plan = new FollowUpPlan(series.At, free.Any(u => u.Id == assigneeId) ? assigneeId : by.UserId, done.Priority, done.ReminderLeadMinutes, done.ReminderChannels)
        {
            Recurrence = done.Recurrence,
            Series = series,
        };
        return Planned(done, planned, plan, by);
    }

    private FollowUp Planned(FollowUp done, FollowUpFacts facts, FollowUpPlan plan, UserScope by) => FollowUp.Planned(
        done.CustomerId, KeyAfter(done.CreationKey), facts, plan, by.UserId, clock.UtcNow, plan.Recurrence == FollowUpRecurrence.None ? null : done.Id);
}
