using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.Timeline;

/// <summary>Changes of fields, by saves.</summary>
internal sealed class ChangeTimeline(
    CrmDbContext db, UserDirectory users, CustomFieldCatalog custom, ChangeLabels labels, IEnumerable<ChangeKind> kinds, IEnumerable<IToldSaves> told)
    : ITimelineSource
{
    public TimelineFilter Filter => TimelineFilter.Changes;

    public async Task<IEnumerable<TimelineItem>> ReadAsync(TimelineStretch stretch, CancellationToken ct)
    {
        var directory = await users.GetAsync(ct);
        var translate = await labels.ForAsync(stretch.By, ct);
        var before = stretch.Before;

        // What has entries of its own on the timeline does not come and go here once more.
        var entries = db.AuditEntries.AsNoTracking().Where(a => a.RootType == nameof(Customer) && a.RootId == stretch.CustomerId);
        foreach (var kind in kinds)
        {
            entries = kind.Told switch
            {
                ChangesTold.None => entries.Where(a => a.EntityType != kind.EntityType),
                ChangesTold.OfFields => entries.Where(a => a.EntityType != kind.EntityType || a.Action == AuditAction.Changed),
                _ => entries,
            };
        }

        // That a field changed which the reader may not see is not told either.
        var fields = await custom.GetAsync(ct);
        foreach (var subject in Enum.GetValues<FieldSubject>())
        {
            var (records, hidden) = ($"{subject}", fields.Of(subject).All.Where(f => !f.MaySee(stretch.By)).Select(f => f.FieldKey).ToList());
            if (hidden.Count > 0)
                entries = entries.Where(a => a.EntityType != records || !EF.Parameter(hidden).Contains(a.Field));
        }

        if (stretch.Folds)
        {
            foreach (var source in told)
            {
                var saved = source.Of(stretch.CustomerId);
                entries = entries.Where(a => !saved.Contains(a.BatchId));
            }
        }

        var (at, below) = (before?.At ?? DateTime.MaxValue, before?.IdsBelow(TimelineSource.Change) ?? long.MaxValue);
        if (before is not null)
            entries = entries.Where(a => a.At <= at);

        // By saves, not by fields: a save of the whole record has forty of them. Its place is that of its last entry.
        var saves = entries.GroupBy(a => new { a.At, a.BatchId }).Select(g => new { g.Key.At, g.Key.BatchId, Id = g.Max(a => a.Id) });
        if (before is not null)
            saves = saves.Where(s => s.At < at || s.Id < below);
        var page = saves.OrderByDescending(s => s.At).ThenByDescending(s => s.Id).Take(stretch.Size);
        var rows = await entries.Join(page, a => new { a.At, a.BatchId }, s => new { s.At, s.BatchId }, (a, s) => new { Entry = a, Save = s.Id }).ToListAsync(ct);
        return rows.GroupBy(r => r.Save).Select(save =>
        {
            var batch = save.Select(r => r.Entry).OrderBy(a => a.Id).ToList();
            var last = batch[^1];
            var ownAction = batch.FindLast(a => a.EntityType == nameof(Customer) && a.Action != AuditAction.Changed)?.Action ?? AuditAction.Changed;
            return new ChangeItem(last.At, directory.Name(last.ActorId), ownAction, [.. batch.Select(translate).OfType<FieldChange>()])
            {
                Place = new(last.At, TimelineSource.Change, save.Key),
            };
        }).OrderByDescending(i => i.At).ThenByDescending(i => i.Place.Id);
    }
}
