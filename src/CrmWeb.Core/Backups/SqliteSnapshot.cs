using Microsoft.Data.Sqlite;

namespace CrmWeb.Core.Backups;

/// <summary>Copies an SQLite database while another process serves it, and looks into copies.</summary>
internal static class SqliteSnapshot
{
    /// <summary>
    /// Copies the database as it is at one moment. The connection only reads: opened read-only it can neither write nor
    /// checkpoint, not even when it happens to be the last one that is closed, so the race of SQLite before 3.51.3, which is
    /// one between writers and checkpoints, cannot arise from it.
    /// </summary>
    public static async Task CopyAsync(string database, string target, CancellationToken ct)
    {
        await using var connection = await OpenAsync(database, SqliteOpenMode.ReadOnly, ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $target";
        command.Parameters.AddWithValue("$target", target);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The last migration of a copy that nobody else uses.</summary>
    /// <exception cref="BackupException">It is damaged or no database of this program.</exception>
    public static async Task<string> CheckAsync(string copy, CancellationToken ct)
    {
        try
        {
            await using var connection = await OpenAsync(copy, SqliteOpenMode.ReadOnly, ct);
            if (await AskAsync(connection, "PRAGMA integrity_check(1)", ct) is not "ok" and var fault)
                throw new BackupException($"The database in the backup is damaged: {fault}");
            return await AskAsync(connection, "SELECT MAX(\"MigrationId\") FROM \"__EFMigrationsHistory\"", ct)
                ?? throw new BackupException("The database in the backup has no schema.");
        }
        catch (SqliteException e)
        {
            throw new BackupException($"The database in the backup cannot be read: {e.Message}");
        }
    }

    /// <summary>Write-ahead mode is kept in the file, and a copy made by VACUUM INTO has lost it.</summary>
    public static async Task MakeServableAsync(string copy, CancellationToken ct)
    {
        await using var connection = await OpenAsync(copy, SqliteOpenMode.ReadWrite, ct);
        await AskAsync(connection, "PRAGMA journal_mode=WAL", ct);
    }

    private static async Task<SqliteConnection> OpenAsync(string file, SqliteOpenMode mode, CancellationToken ct)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        await connection.OpenAsync(ct);
        return connection;
    }

    private static async Task<string?> AskAsync(SqliteConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(ct) as string;
    }
}
