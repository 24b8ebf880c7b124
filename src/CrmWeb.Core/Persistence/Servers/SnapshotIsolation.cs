using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmWeb.Core.Persistence.Servers;

/// <summary>
/// Whether readers on SQL Server see the last committed row instead of waiting for whoever is changing it. The other two
/// databases know nothing else; without it pages wait for every write, and readers and writers block each other to deadlock.
/// A database that the program creates has it from the first.
/// </summary>
internal static class SnapshotIsolation
{
    /// <exception cref="InstallationException">It is off; the message says how to switch it on.</exception>
    public static async Task DemandAsync(CrmDbContext db, CancellationToken ct)
    {
        if (!db.Database.IsSqlServer())
            return;

        var isOn = await db.Database.SqlQuery<int>(
            $"SELECT CAST([is_read_committed_snapshot_on] AS int) AS [Value] FROM [sys].[databases] WHERE [database_id] = DB_ID()").ToListAsync(ct);
        if (isOn is not [0])
            return;
        var name = db.Database.GetDbConnection().Database;
        throw new InstallationException(
            $"The database {name} has READ_COMMITTED_SNAPSHOT off, which CrmWeb needs; nothing was changed. Run this once, and start again: "
            + $"ALTER DATABASE {db.GetService<ISqlGenerationHelper>().DelimitIdentifier(name)} SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;");
    }
}
