using System.Collections.Concurrent;
using System.Data.Common;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmWeb.Testing;

/// <summary>
/// What it costs to write much, told in work instead of time, which a busy machine would falsify: how many transactions there were,
/// and how many rows of a table each of them wrote, for which everybody else waits.
/// </summary>
public sealed class WorkLog : DbTransactionInterceptor
{
    private readonly ConcurrentQueue<int> rows = [];
    private string? table;
    private int before;

    /// <summary>The new rows of the watched table, for each transaction in turn.</summary>
    public IReadOnlyList<int> Rows => [.. rows];

    /// <summary>Begins to count the rows of this table; one writer at a time.</summary>
    public async Task WatchAsync(string watched, CrmDbContext db)
    {
        rows.Clear();
        table = watched;
        await db.Database.OpenConnectionAsync();
        before = await CountAsync(db.Database.GetDbConnection(), null);
        await db.Database.CloseConnectionAsync();
    }

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (table is not null)
        {
            var now = await CountAsync(transaction.Connection!, transaction);
            rows.Enqueue(now - before);
            before = now;
        }

        return result;
    }

    private async Task<int> CountAsync(DbConnection connection, DbTransaction? transaction)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"SELECT COUNT(*) FROM \"{table}\"";
        return Convert.ToInt32(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
