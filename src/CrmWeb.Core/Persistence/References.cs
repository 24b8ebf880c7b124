using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmWeb.Core.Persistence;

/// <summary>A column of one table that refers to rows of another.</summary>
internal sealed record Reference(IEntityType Entity, IProperty Column);

/// <summary>How many rows of one table refer to a row.</summary>
public sealed record Usage(string Entity, int Id, int Count);

/// <summary>Finds who refers to an entity in the model, so that a table that comes later is not forgotten.</summary>
internal static class References
{
    /// <summary>Every foreign key to the entity, but for its own.</summary>
    public static IReadOnlyList<Reference> To<T>(IModel model) =>
    [
        .. model.FindEntityType(typeof(T))!.GetReferencingForeignKeys()
            .Where(k => k.DeclaringEntityType.ClrType != typeof(T))
            .Select(k => new Reference(k.DeclaringEntityType, k.Properties[0]))
            .OrderBy(r => r.Entity.ClrType.Name, StringComparer.Ordinal).ThenBy(r => r.Column.Name, StringComparer.Ordinal),
    ];

    /// <summary>Makes all rows that refer to one row refer to another.</summary>
    public static Task<int> RepointAsync(CrmDbContext db, Reference reference, int from, int to, CancellationToken ct) =>
        new SetBasedSql(db).Say("UPDATE ").Table(reference.Entity).Say(" SET ").Column(reference.Column).Say(" = ").Value(to)
            .Say(" WHERE ").Column(reference.Column).Say(" = ").Value(from).ExecuteAsync(ct);

    /// <summary>How many rows of each table refer to the rows that a condition names, in one question.</summary>
    /// <param name="which">Adds the subquery that gives the ids.</param>
    public static Task<List<Usage>> CountAsync(CrmDbContext db, IReadOnlyList<Reference> references, Action<SetBasedSql> which, CancellationToken ct)
    {
        var sql = new SetBasedSql(db);
        foreach (var reference in references)
        {
            if (reference != references[0])
                sql.Say(" UNION ALL ");
            sql.Say($"SELECT '{reference.Entity.ClrType.Name}' AS \"Entity\", ").Column(reference.Column).Say(" AS \"Id\", CAST(COUNT(*) AS int) AS \"Count\" FROM ")
                .Table(reference.Entity).Say(" WHERE ").Column(reference.Column).Say(" IN (");
            which(sql);
            sql.Say(") GROUP BY ").Column(reference.Column);
        }

        return sql.ReadAsync<Usage>(ct);
    }
}
