using CrmWeb.Core.Persistence.Sqlite;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence.Sqlite;

[Trait("Category", "Pure")]
public sealed class SqliteFileLockTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("crm-lock-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_lock_that_is_held_says_that_the_database_is_in_use()
    {
        var file = Path.Combine(folder, "crm.db");
        using (SqliteFileLock.Acquire(file))
            Assert.Throws<DatabaseInUseException>(() => SqliteFileLock.Acquire(file));
        SqliteFileLock.Acquire(file).Dispose();
    }

    [Fact]
    public void A_lock_that_cannot_be_written_is_not_taken_for_another_process()
    {
        Assert.Throws<DirectoryNotFoundException>(() => SqliteFileLock.Acquire(Path.Combine(folder, "missing", "crm.db")));
        Assert.Throws<PathTooLongException>(() => SqliteFileLock.Acquire(Path.Combine(folder, new string('n', 300))));
    }
}
