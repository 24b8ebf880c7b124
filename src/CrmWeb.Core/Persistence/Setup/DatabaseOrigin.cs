using CrmWeb.Core.Requests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CrmWeb.Core.Persistence.Setup;

/// <summary>
/// Looks, before anything is written, whether a database is one that this version made or can bring up to date. What a newer
/// version has changed this one would read wrongly, and what belongs to another program it must not touch.
/// </summary>
internal static class DatabaseOrigin
{
    // https://www.sqlite.org/rescode.html
    private const int Corrupt = 11;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>What a start that was killed before its first migration leaves in a new file.</summary>
    private static readonly string[] Beginnings = [HistoryRepository.DefaultTableName, "__EFMigrationsLock"];

    /// <summary>Looks at an SQLite file; one that is absent or empty is about to be made.</summary>
    /// <param name="writing">Whether the file is going to be written.</param>
    /// <exception cref="InstallationException">It is no database, damaged, another program's or a newer version's. The file is as it was.</exception>
    public static async Task DemandFileAsync(DatabaseSettings settings, bool writing, CancellationToken ct)
    {
        var file = settings.SqliteFile;
        if (Directory.Exists(file))
            throw new InstallationException($"There is a folder at {file}, where the database file should be. Move it away, or set ConnectionStrings:Crm to another file.");
        if (!File.Exists(file) || new FileInfo(file).Length == 0)
            return;
        if (writing && File.GetAttributes(file).HasFlag(FileAttributes.ReadOnly))
            throw new InstallationException($"The database file {file} is write-protected. Give the account CrmWeb runs under the right to write it.");

        try
        {
            if (Looking(file, writing) is not { } looking)
                return;
            await using var connection = new SqliteConnection(looking);
            await connection.OpenAsync(ct);
            var tables = await ReadAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'", ct);
            var applied = tables.Contains(HistoryRepository.DefaultTableName)
                ? await ReadAsync(connection, $"SELECT \"MigrationId\" FROM \"{HistoryRepository.DefaultTableName}\"", ct)
                : [];
            if (applied.Count > 0 || tables.Except(Beginnings).Any())
                Demand(Known(settings), file, applied);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NotADatabase)
        {
            throw Damaged(file, e);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == CannotOpen)
        {
            throw new InstallationException($"The database file {file} cannot be opened. Give the account CrmWeb runs under the right to read and write it and its folder.", e);
        }
    }

    /// <summary>Looks at a database on a server, which exists; without any migration it is about to be filled.</summary>
    /// <exception cref="InstallationException">A newer version or another program has migrated it; nothing was changed.</exception>
    public static async Task DemandServerAsync(CrmDbContext db, CancellationToken ct)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        if (applied.Count > 0)
            Demand([.. db.Database.GetMigrations()], db.Database.GetDbConnection().Database, applied);
    }

    /// <summary>Also said of what is noticed later, while the file is brought up to date.</summary>
    public static bool IsDamage(SqliteException e) => e.SqliteErrorCode is Corrupt or NotADatabase;

    public static InstallationException Damaged(string file, Exception cause) => new(
        $"The database file {file} is damaged or no SQLite database ({cause.Message}). Put a backup in its place (CrmWeb restore --from FILE), or the right file.", cause);

    /// <summary>
    /// A connection that leaves the file as it is, whatever is in it, and nothing beside it. Where a process was killed in the
    /// middle of a write without write-ahead log, SQLite takes that write back before it can be read, which whoever may not
    /// write has to leave to others.
    /// </summary>
    private static string? Looking(string file, bool writing)
    {
        var looking = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        if (new FileInfo(file + "-journal") is { Exists: true, Length: > 0 })
        {
            looking.Mode = SqliteOpenMode.ReadWrite;
            return writing ? looking.ToString() : null;
        }

        if (!File.Exists(file + "-wal"))
            looking.DataSource = new Uri(file).AbsoluteUri + "?immutable=1";
        return looking.ToString();
    }

    private static List<string> Known(DatabaseSettings settings)
    {
        var options = new DbContextOptionsBuilder<CrmDbContext>();
        PersistenceModule.Use(options, settings.Provider, settings.ConnectionString);
        using var db = new CrmDbContext(options.Options);
        return [.. db.Database.GetMigrations()];
    }

    private static void Demand(List<string> known, string database, IReadOnlyCollection<string> applied)
    {
        if (!applied.Intersect(known).Any())
            throw new InstallationException($"The database {database} belongs to another program. Nothing was changed; set ConnectionStrings:Crm to a database of its own.");
        if (applied.Except(known).Max(StringComparer.Ordinal) is { } newer)
        {
            throw new NewerDatabaseException(
                $"The database {database} was brought to {newer} by a newer version of CrmWeb; this is version {ProgramVersion.Text}, which knows it up to {known[^1]}. "
                + "Nothing was changed; start the newer version, or give this one a backup of its own time.");
        }
    }

    private static async Task<List<string>> ReadAsync(SqliteConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<string> words = [];
        while (await reader.ReadAsync(ct))
            words.Add(reader.GetString(0));
        return words;
    }
}
