using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.Timeline;

/// <summary>Changes of fields, by saves.</summary>
internal sealed class ChangeTimeline(CrmDbContext db, UserDirectory users, ChangeLabels labels, IEnumerable<ChangeKind> kinds) : ITimelineSource
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

        var (at, below) = (before?.At ?? DateTime.MaxValue, before?.IdsBelow(TimelineSource.Change) ?? long.MaxValue);
        if (before is not null)
            entries = entries.Where(a => a.At <= at);

        // By saves, not by fields: a save of the whole record has forty of them. Its place is that of its last entry.
        var saves = entries.GroupBy(a => new { a.At, a.BatchId }).Select(g => new { g.Key.At, g.Key.BatchId, Id = g.Max(a => a.Id) });
        if (before is not null)
            saves = saves.Where(s => s.At < at || s.Id < below);
        var page = await saves.OrderByDescending(s => s.At).ThenByDescending(s => s.Id).Take(stretch.Size).ToListAsync(ct);
        if (page.Count == 0)
            return [];

        var (batches, first) = (page.ConvertAll(s => s.BatchId), page[^1].At);
        var rows = await entries.Where(a => a.At >= first && EF.Parameter(batches).Contains(a.BatchId)).ToListAsync(ct);
        var fields = rows.ToLookup(a => (a.BatchId, a.At));
        return page.Select(save =>
        {
            var batch = fields[(save.BatchId, save.At)].OrderBy(a => a.Id).ToList();
            var ownAction = batch.FindLast(a => a.EntityType == nameof(Customer) && a.Action != AuditAction.Changed)?.Action ?? AuditAction.Changed;
            return new ChangeItem(save.At, directory.Name(batch[^1].ActorId), ownAction, [.. batch.Select(translate).OfType<FieldChange>()])
            {
                Place = new(save.At, TimelineSource.Change, save.Id),
            };
        });
    }
}
