using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Sqlite;

namespace CrmWeb.Core.Backups;

/// <summary>What of the data folder belongs into a backup: everything but logs, backups, the database itself and what a restore left.</summary>
internal sealed class DataFolder(DatabaseSettings settings)
{
    public const string AsidePrefix = "before-restore-";
    public const string Staging = "restoring";

    /// <summary>What SQLite keeps beside a database ends so; the first is the database itself.</summary>
    public static readonly string[] DatabaseEnds = ["", "-wal", "-shm", "-journal"];

    /// <summary>
    /// Names at the top of the folder that are the database's: its files, or the folder it lies in. A copy of them would be one of
    /// many moments, and a restore may not move what the lock lies in.
    /// </summary>
    private readonly HashSet<string> ofDatabase = OfDatabase(settings);

    /// <summary>Names at the top of the folder, files and folders, that are backed up and that a restore replaces.</summary>
    public IEnumerable<string> Entries => Directory.Exists(settings.DataFolder)
        ? Directory.EnumerateFileSystemEntries(settings.DataFolder).Select(e => Path.GetFileName(e)!).Where(Belongs).Order(StringComparer.Ordinal)
        : [];

    /// <summary>Paths from the folder, with forward slashes.</summary>
    /// <param name="except">A folder that is being written and may lie inside.</param>
    public IEnumerable<string> Files(string except) =>
        from entry in Entries
        let path = Path.Combine(settings.DataFolder, entry)
        from file in File.Exists(path) ? [path] : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
        where !Path.GetFullPath(file).StartsWith(except, StringComparison.Ordinal)
        select Path.GetRelativePath(settings.DataFolder, file).Replace(Path.DirectorySeparatorChar, '/');

    public bool Belongs(string name) =>
        name is not ("logs" or "backups" or Staging)
        && !name.StartsWith(AsidePrefix, StringComparison.Ordinal)
        && !ofDatabase.Contains(name);

    private static HashSet<string> OfDatabase(DatabaseSettings settings)
    {
        if (settings.SqliteFile.Length == 0)
            return [];
        var top = Path.GetRelativePath(settings.DataFolder, settings.SqliteFile).Split(Path.DirectorySeparatorChar);
        return top.Length > 1 ? [top[0]] : [.. DatabaseEnds.Append(SqliteFileLock.End).Select(end => top[0] + end)];
    }

    /// <summary>A new file that only the program's own account may read.</summary>
    public static FileStream CreatePrivateFile(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, options);
    }
}
