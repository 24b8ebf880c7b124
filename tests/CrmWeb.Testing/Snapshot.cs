using System.Globalization;
using CrmWeb.Core.Auditing;
using CrmWeb.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmWeb.Testing;

/// <summary>
/// How many rows every table has and a checksum over them, to prove that a refusal changed nothing. The log of what
/// happened is left out: refusals may be noted there.
/// </summary>
public sealed record Snapshot(IReadOnlyDictionary<string, (int Rows, long Sum)> Tables)
{
    public static async Task<Snapshot> TakeAsync(CrmDbContext db)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync();
        Dictionary<string, (int, long)> tables = [];
        foreach (var table in db.Model.GetEntityTypes().Where(e => e.ClrType != typeof(AuditEntry)).Select(e => e.GetTableName()).OfType<string>().Distinct())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {sql.DelimitIdentifier(table)}";
            await using var reader = await command.ExecuteReaderAsync();
            var (rows, sum) = (0, 0L);
            var values = new object[reader.FieldCount];
            while (await reader.ReadAsync())
            {
                reader.GetValues(values);
                rows++;

                // Added up, so that the order in which rows come does not matter.
                sum += values.Aggregate(17L, (hash, value) => hash * 31 + Hash(value));
            }

            tables[table] = (rows, sum);
        }

        // A pooled context would keep a connection that was opened by hand, and the write gate with it.
        await db.Database.CloseConnectionAsync();
        return new Snapshot(tables);
    }

    /// <summary>The tables that differ.</summary>
    public IReadOnlyList<string> Changes(Snapshot later) =>
        [.. Tables.Where(t => later.Tables[t.Key] != t.Value).Select(t => $"{t.Key}: {t.Value.Rows} rows before, {later.Tables[t.Key].Rows} after")];

    private static long Hash(object value) => value switch
    {
        DBNull => 0,
        byte[] bytes => bytes.Aggregate(7L, (hash, b) => hash * 31 + b),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!.Aggregate(7L, (hash, c) => hash * 31 + c),
    };
}
