using CrmWeb.Core.Persistence;
using Npgsql;

namespace CrmWeb.Testing;

/// <summary>
/// PostgreSQL: keeps rows of a table locked until a test lets go, so that several who want to change them come to wait for the
/// same rows and are let in one behind the other, each with what it had read before.
/// </summary>
public sealed class HeldRows : IAsyncDisposable
{
    /// <summary>Nothing of a test takes nearly as long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly NpgsqlConnection holder;
    private readonly NpgsqlConnection watcher;

    private HeldRows(string connectionString)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString();
        (holder, watcher) = (new NpgsqlConnection(unpooled), new NpgsqlConnection(unpooled));
    }

    /// <param name="id">Only this row; null for all.</param>
    /// <param name="orFail">Fails where somebody holds one, instead of waiting.</param>
    public static async Task<HeldRows> OfAsync(DatabaseSettings database, string table, int? id = null, bool orFail = false)
    {
        var held = new HeldRows(database.ConnectionString);
        await held.holder.OpenAsync();
        await held.watcher.OpenAsync();
        await using var command = held.holder.CreateCommand();
        command.CommandText = $"BEGIN; SELECT 1 FROM \"{table}\" {(id is null ? "" : $"WHERE \"Id\" = {id}")} FOR UPDATE{(orFail ? " NOWAIT" : "")}";
        await command.ExecuteNonQueryAsync();
        return held;
    }

    /// <summary>Waits until so many others wait for the rows.</summary>
    public async Task WantedByAsync(int others)
    {
        using var limit = new CancellationTokenSource(Patience);
        await using var command = watcher.CreateCommand();
        command.CommandText = "SELECT COUNT(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while ((int)(await command.ExecuteScalarAsync(limit.Token))! < others)
            await Task.Delay(10, limit.Token);
    }

    /// <summary>Lets go.</summary>
    public async ValueTask DisposeAsync()
    {
        await holder.DisposeAsync();
        await watcher.DisposeAsync();
    }
}
