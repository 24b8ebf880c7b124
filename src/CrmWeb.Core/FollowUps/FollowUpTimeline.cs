using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.FollowUps;

/// <summary>An interaction.</summary>
public sealed record FollowUpItem(DateTime At, string Actor, FollowUpRow FollowUp) : TimelineItem(At, Actor);

/// <summary>Interactions on the customer's timeline.</summary>
internal sealed class FollowUpTimeline(CrmDbContext db, FollowUpQueries followUps) : ITimelineSource
{
    public TimelineFilter Filter => TimelineFilter.FollowUps;

    /// <summary>A follow-up's own coming and going is on the timeline already, and with it what it promises.</summary>
    public static ChangeKind[] Changes { get; } =
    [
        new(nameof(FollowUp), ChangesTold.None, (_, _, _) => null),
        new(nameof(Commitment), ChangesTold.OfFields, Words),
    ];

    public async Task<IEnumerable<TimelineItem>> ReadAsync(TimelineStretch stretch, CancellationToken ct)
    {
        var done = db.FollowUps.AsNoTracking().Where(f => f.CustomerId == stretch.CustomerId && f.State == FollowUpState.Done);
        if (stretch.Before is { At: var at } before && before.IdsBelow(TimelineSource.FollowUp) is var below)
            done = done.Where(f => f.At <= at && (f.At < at || f.Id < below));
        var rows = await followUps.RowsAsync(done.OrderByDescending(f => f.At).ThenByDescending(f => f.Id).Take(stretch.Size), stretch.By, ct);
        return rows.Select(f => new FollowUpItem(f.At, f.AssigneeName, f) { Place = new(f.At, TimelineSource.FollowUp, f.Id) });
    }

    private static FieldChange Words(AuditEntry entry, PersonalView view, IStringLocalizer<CustomersText> text)
    {
        if (entry.Field.Length == 0)
        {
            var promise = view.Words(entry.NewValue ?? entry.OldValue);
            return entry.Action == AuditAction.Removed ? new FieldChange(text["Commitments"], promise, null) : new FieldChange(text["Commitments"], null, promise);
        }

        return entry.Field == nameof(Commitment.FulfilledAt)
            ? new FieldChange(text["Commitments"], null, text[entry.NewValue is null ? "Commitment.Open" : "Commitment.Fulfilled"])
            : new FieldChange(text["Commitments"], view.Words(entry.OldValue), view.Words(entry.NewValue));
    }
}
