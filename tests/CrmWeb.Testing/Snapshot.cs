using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmWeb.Testing;

/// <summary>
/// How many rows every table has and a checksum over them, to prove that a refusal changed nothing. The log of what
/// happened and the count of wrong passwords are left out: refusals may be noted there.
/// </summary>
public sealed record Snapshot(IReadOnlyDictionary<string, (int Rows, long Sum)> Tables)
{
    public static async Task<Snapshot> TakeAsync(CrmDbContext db)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync();
        Dictionary<string, (int, long)> tables = [];
        foreach (var table in db.Model.GetEntityTypes().Where(e => e.ClrType != typeof(AuditEntry) && e.ClrType != typeof(SignInTries)).Select(e => e.GetTableName()).OfType<string>().Distinct())
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
                var row = 17L;
                foreach (var value in values)
                    row = row * 31 + Hash(value);

                // Added up, so that the order in which rows come does not matter.
                sum += row;
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

    private static long Hash(object value)
    {
        if (value is not byte[] bytes)
            return value.GetHashCode();
        var hash = default(HashCode);
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }
}
