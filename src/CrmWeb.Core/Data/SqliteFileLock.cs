namespace CrmWeb.Core.Data;

/// <summary>Another process already serves the SQLite file.</summary>
public sealed class DatabaseInUseException(string file)
    : Exception($"The database file {file} is in use by another CrmWeb process. Stop it first; one process serves one SQLite file.");

/// <summary>Holds a lock file beside the database for as long as the process serves it.</summary>
internal sealed class SqliteFileLock : IDisposable
{
    private readonly FileStream stream;

    private SqliteFileLock(FileStream stream) => this.stream = stream;

    /// <exception cref="DatabaseInUseException">Another process holds it.</exception>
    public static SqliteFileLock Acquire(string databaseFile)
    {
        try
        {
            return new SqliteFileLock(new FileStream(
                databaseFile + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (IOException)
        {
            throw new DatabaseInUseException(databaseFile);
        }
    }

    public void Dispose() => stream.Dispose();
}
