using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps;

/// <summary>The saves that wrote a record down, and what they changed besides: one entry of the timeline tells of each.</summary>
internal sealed class FollowUpSaves(CrmDbContext db, ChangeLabels labels, IEnumerable<ChangeKind> kinds) : IToldSaves
{
    public IQueryable<Guid> Of(int customerId) => Saves(customerId).Select(s => s.BatchId);

    /// <summary>What changed of the customer with each of the records, by the record's id.</summary>
    public async Task<ILookup<int, FieldChange>> ChangesAsync(int customerId, List<int> ids, UserScope by, CancellationToken ct)
    {
        if (ids.Count == 0)
            return Enumerable.Empty<FieldChange>().ToLookup(_ => 0);
        var beside = db.AuditEntries.AsNoTracking().Where(a => a.RootType == nameof(Customer) && a.RootId == customerId && a.EntityType != nameof(FollowUp));
        var rows = await Saves(customerId).Where(s => EF.Parameter(ids).Contains(s.FollowUpId))
            .Join(beside, s => s.BatchId, a => a.BatchId, (s, a) => new { s.FollowUpId, Entry = a }).ToListAsync(ct);
        var translate = await labels.ForAsync(by, ct);
        var told = kinds.ToDictionary(k => k.EntityType, k => k.Told);
        return rows.Where(r => told.GetValueOrDefault(r.Entry.EntityType) is ChangesTold.All || (told[r.Entry.EntityType] == ChangesTold.OfFields && r.Entry.Action == AuditAction.Changed))
            .OrderBy(r => r.Entry.Id).Select(r => (r.FollowUpId, Change: translate(r.Entry))).Where(r => r.Change is not null)
            .ToLookup(r => r.FollowUpId, r => r.Change!);
    }

    /// <summary>A record is there once it is written down; a task becomes one when it is done. What a correction changes is told by itself.</summary>
    private IQueryable<Save> Saves(int customerId) =>
        from a in db.AuditEntries.AsNoTracking()
        where a.RootType == nameof(Customer) && a.RootId == customerId && a.EntityType == nameof(FollowUp)
        join f in db.FollowUps on a.EntityId equals f.Id
        where f.State == FollowUpState.Done
            && ((a.Action == AuditAction.Created && f.PlannedAt == null) || (a.Field == nameof(FollowUp.State) && a.NewValue == nameof(FollowUpState.Done)))
        select new Save { FollowUpId = f.Id, BatchId = a.BatchId };

    private sealed class Save
    {
        public int FollowUpId { get; init; }

        public Guid BatchId { get; init; }
    }
}
