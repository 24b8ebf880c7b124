using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Persistence.ChangeLog;

/// <summary>What was saved of a record since a form was opened, so that the form's values can be told from those of others.</summary>
internal sealed class ChangesSince
{
    private readonly List<AuditEntry> entries;

    private ChangesSince(List<AuditEntry> entries, bool isKnown) => (this.entries, IsKnown) = (entries, isKnown);

    /// <summary>False where the form does not say when it was opened.</summary>
    public bool IsKnown { get; }

    /// <summary>The last of the changes; null where there is none.</summary>
    public long? Newest => entries.Count == 0 ? null : entries[^1].Id;

    /// <summary>The last entry of a record's change log; what a form that is opened now has seen. Asked before the record is read: what is saved in between then counts as seen by nobody.</summary>
    public static async Task<long> MarkAsync(CrmDbContext db, string rootType, int rootId, CancellationToken ct) =>
        await db.AuditEntries.Where(a => a.RootType == rootType && a.RootId == rootId).MaxAsync(a => (long?)a.Id, ct) ?? 0;

    /// <param name="seen">The mark of the form; null where it has none.</param>
    public static async Task<ChangesSince> ReadAsync(CrmDbContext db, string rootType, int rootId, long? seen, CancellationToken ct) => new(
        seen is not { } mark ? [] : await db.AuditEntries.AsNoTracking().Where(a => a.RootType == rootType && a.RootId == rootId && a.Id > mark).OrderBy(a => a.Id).ToListAsync(ct),
        seen is not null);

    /// <summary>The first change of a field, which says what it was; null where it is as it was.</summary>
    public AuditEntry? First(string entityType, int entityId, string field) => Of(entityType, entityId).FirstOrDefault(a => a.Field == field);

    /// <summary>The last change of a field, or the last that happened to the row.</summary>
    public AuditEntry? Last(string entityType, int? entityId = null, string? field = null) => entries.FindLast(
        a => a.EntityType == entityType && (entityId is null || a.EntityId == entityId) && (field is null || a.Field == field));

    public IEnumerable<AuditEntry> Of(string entityType, int? entityId = null) => entries.Where(a => a.EntityType == entityType && (entityId is null || a.EntityId == entityId));

    /// <summary>The rows of a kind as they were.</summary>
    /// <param name="now">Ids of those there are now, with what the log says of each that comes or goes.</param>
    public Dictionary<int, string?> RowsBefore(string entityType, IEnumerable<KeyValuePair<int, string?>> now)
    {
        var rows = now.ToDictionary();
        foreach (var entry in Of(entityType).Reverse())
        {
            if (entry.Action == AuditAction.Created)
                rows.Remove(entry.EntityId);
            else if (entry.Action == AuditAction.Removed)
                rows[entry.EntityId] = entry.OldValue;
        }

        return rows;
    }
}
