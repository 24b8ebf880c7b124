namespace CrmWeb.Core.Persistence.Sqlite;

/// <summary>Another process already serves the SQLite file.</summary>
public sealed class DatabaseInUseException(string file)
    : Exception($"The database file {file} is in use by another CrmWeb process. Stop it first; one process serves one SQLite file.");

/// <summary>Holds a lock file beside the database for as long as the process serves it.</summary>
internal sealed class SqliteFileLock : IDisposable
{
    /// <summary>The lock file is named like the database with this behind it.</summary>
    public const string End = ".lock";

    /// <summary>EAGAIN on Linux, EWOULDBLOCK on macOS, ERROR_SHARING_VIOLATION on Windows.</summary>
    private static readonly int[] HeldElsewhere = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream stream;

    private SqliteFileLock(FileStream stream) => this.stream = stream;

    /// <exception cref="DatabaseInUseException">Another process holds it.</exception>
    public static SqliteFileLock Acquire(string databaseFile)
    {
        try
        {
            return new SqliteFileLock(new FileStream(
                databaseFile + End, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (IOException e) when (HeldElsewhere.Contains(e.HResult))
        {
            throw new DatabaseInUseException(databaseFile);
        }
    }

    public void Dispose() => stream.Dispose();
}
