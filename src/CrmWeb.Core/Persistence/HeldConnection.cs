using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Persistence;

/// <summary>
/// Keeps the connection to the SQLite file open between the questions of one reader. Entity Framework opens and closes it for
/// every command, and each time some twenty functions are registered with SQLite and taken away again, which costs as much as
/// a small query. The servers' providers have no such cost, and there a connection is better shared between its questions.
/// </summary>
public sealed class HeldConnection(CrmDbContext db, DatabaseSettings settings)
{
    /// <summary>
    /// Until what it returns is disposed; the context alone would take the open connection with it into the pool. Not for what
    /// writes: a transaction given up gives the write gate back when its connection closes.
    /// </summary>
    public async Task<IAsyncDisposable> HoldAsync(CancellationToken ct)
    {
        if (settings.Provider != DatabaseProvider.Sqlite)
            return new Hold(null);
        await db.Database.OpenConnectionAsync(ct);
        return new Hold(db);
    }

    private sealed class Hold(CrmDbContext? db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (db is not null)
                await db.Database.CloseConnectionAsync();
        }
    }
}
