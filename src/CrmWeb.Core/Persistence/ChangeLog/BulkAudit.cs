using CrmWeb.Core.Access;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmWeb.Core.Persistence.ChangeLog;

/// <summary>What the entries of one bulk write share.</summary>
/// <param name="At">Now, UTC.</param>
internal sealed record BulkWrite(UserScope By, DateTime At)
{
    public Guid Batch { get; } = Guid.NewGuid();
}

/// <summary>What is noted of every row a bulk write touches.</summary>
internal sealed record BulkEntry(AuditAction Action, string Field, string? Old, string? New)
{
    /// <summary>The row's id where it is not the one it has now.</summary>
    public int? EntityId { get; init; }
}

/// <summary>Writes the change log of bulk writes by one statement, in the write's transaction and before it.</summary>
internal static class BulkAudit
{
    /// <summary>Notes the same change for every row of the table that the condition names.</summary>
    /// <param name="which">Adds the condition.</param>
    public static Task<int> WriteAsync(CrmDbContext db, BulkWrite write, IEntityType entity, BulkEntry entry, Action<SetBasedSql> which, CancellationToken ct)
    {
        var rootType = AuditRoots.RootType(entity);
        var key = entity.FindPrimaryKey()!.Properties[^1];
        var root = AuditRoots.KeyToRoot(entity, rootType) ?? key;

        var sql = new SetBasedSql(db);
        List<(string Field, Action Add)> columns =
        [
            (nameof(AuditEntry.At), () => sql.Value(write.At)),
            (nameof(AuditEntry.BatchId), () => sql.Value(write.Batch)),
            (nameof(AuditEntry.Action), () => sql.Value((int)entry.Action)),
            (nameof(AuditEntry.RootType), () => sql.Value(rootType)),
            (nameof(AuditEntry.RootId), () => sql.Column(root)),
            (nameof(AuditEntry.EntityType), () => sql.Value(entity.ClrType.Name)),
            (nameof(AuditEntry.EntityId), () => _ = entry.EntityId is { } id ? sql.Value(id) : sql.Column(key)),
            (nameof(AuditEntry.Field), () => sql.Value(entry.Field)),
        ];
        if (write.By.ActorId is { } actor)
            columns.Add((nameof(AuditEntry.ActorId), () => sql.Value(actor)));
        if (entry.Old is { } old)
            columns.Add((nameof(AuditEntry.OldValue), () => sql.Value(old)));
        if (entry.New is { } now)
            columns.Add((nameof(AuditEntry.NewValue), () => sql.Value(now)));

        sql.Say("INSERT INTO ").Table<AuditEntry>().Say(" (");
        Each(c => sql.Column<AuditEntry>(c.Field));
        sql.Say(") SELECT ");
        Each(c => c.Add());
        sql.Say(" FROM ").Table(entity).Say(" WHERE ");
        which(sql);
        return sql.ExecuteAsync(ct);

        void Each(Action<(string Field, Action Add)> add)
        {
            foreach (var column in columns)
            {
                sql.Say(column == columns[0] ? "" : ", ");
                add(column);
            }
        }
    }
}
