using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace CrmWeb.Testing;

/// <summary>A file of a database on SQL Server.</summary>
/// <param name="Logical">Its name in the database.</param>
/// <param name="End">What the file's name ends with.</param>
public sealed record SqlServerFile(string Logical, string End);

/// <summary>
/// Copies a database on SQL Server, which knows no statement for that: the template is backed up once, and each copy is that
/// backup restored under another name.
/// </summary>
public static class SqlServerCopy
{
    /// <summary>Into the server's own folder for backups.</summary>
    public static string BackupSql(string template) => $"BACKUP DATABASE [{template}] TO DISK = N'{template}.bak' WITH COPY_ONLY, INIT, FORMAT";

    /// <param name="folder">Where the server keeps files of databases, with its separator at the end.</param>
    public static string RestoreSql(string template, string name, string folder, IEnumerable<SqlServerFile> files) =>
        $"RESTORE DATABASE [{name}] FROM DISK = N'{template}.bak' WITH "
        + string.Join(", ", files.Select(f => $"MOVE N'{f.Logical}' TO N'{folder}{name}{f.End}'"));

    /// <summary>Removes the backup again; servers before 2019 know no way, and there it stays.</summary>
    public static string ForgetSql(string template) =>
        "BEGIN TRY DECLARE @file nvarchar(400) = CONCAT(CONVERT(nvarchar(300), SERVERPROPERTY('InstanceDefaultBackupPath')), "
        + $"CASE WHEN CONVERT(nvarchar(300), SERVERPROPERTY('InstanceDefaultBackupPath')) LIKE N'%/%' THEN N'/' ELSE N'\\' END, N'{template}.bak'); "
        + "EXEC sys.xp_delete_files @file; END TRY BEGIN CATCH END CATCH";

    public const string FilesSql = "SELECT [name], CASE WHEN [type] = 1 THEN '.ldf' ELSE CONCAT('_', [file_id], '.mdf') END FROM [sys].[master_files] WHERE [database_id] = DB_ID(@name)";

    public const string FolderSql = "SELECT CONVERT(nvarchar(300), SERVERPROPERTY('InstanceDefaultDataPath'))";

    /// <returns>Whether the server lets this account back databases up; otherwise every database has to be filled anew.</returns>
    public static async Task<bool> BackUpAsync(string server, string template)
    {
        try
        {
            await RunAsync(server, BackupSql(template));
            return true;
        }
        catch (SqlException)
        {
            return false;
        }
    }

    public static async Task RestoreAsync(string server, string template, string name)
    {
        List<SqlServerFile> files = [];
        string folder;
        await using (var connection = new SqlConnection(server))
        {
            await connection.OpenAsync();
            await using var where = new SqlCommand(FolderSql, connection);
            folder = (string)(await where.ExecuteScalarAsync())!;
            await using var query = new SqlCommand(FilesSql, connection);
            query.Parameters.AddWithValue("@name", template);
            await using DbDataReader reader = await query.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                files.Add(new SqlServerFile(reader.GetString(0), reader.GetString(1)));
        }

        await RunAsync(server, RestoreSql(template, name, folder, files));
    }

    public static async Task RunAsync(string server, string sql)
    {
        await using var connection = new SqlConnection(server);
        await connection.OpenAsync();
        await using var command = new SqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
    }
}
