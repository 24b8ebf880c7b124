using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmWeb.Core.Persistence.Sqlite;

/// <summary>
/// Sets what SQLite keeps per connection. Every write reaches the disk before it is acknowledged (FULL), and only
/// <see cref="SqliteMaintenance"/> checkpoints.
/// </summary>
internal sealed class SqliteConnectionInterceptor : DbConnectionInterceptor
{
    internal const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000; PRAGMA wal_autocheckpoint=0;";

    /// <summary>What was set stays set while a connection lies in the pool: every query opens one, and asking again costs as much as a small query.</summary>
    private readonly ConditionalWeakTable<object, object> prepared = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Prepare(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // Not to be broken off: a connection that was opened and not prepared would lie in the pool as if it were.
        Prepare(connection);
        return Task.CompletedTask;
    }

    private void Prepare(DbConnection connection)
    {
        var handle = (connection as SqliteConnection)?.Handle;
        if (handle is not null && prepared.TryGetValue(handle, out _))
            return;
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        if (handle is not null)
            prepared.TryAdd(handle, this);
    }
}
