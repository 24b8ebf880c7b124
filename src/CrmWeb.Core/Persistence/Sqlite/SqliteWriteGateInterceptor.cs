using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmWeb.Core.Persistence.Sqlite;

/// <summary>
/// Takes the gate when a transaction starts, or for a single statement outside one. The transaction is begun, and the statement
/// run, in here: between entering the gate and having what leaves it again there is nothing that could be cancelled.
/// </summary>
internal sealed class SqliteWriteGateInterceptor(SqliteWriteGate gate) : DbCommandInterceptor, IDbTransactionInterceptor
{
    private readonly ConditionalWeakTable<DbTransaction, WriteLease> leases = [];

    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) =>
        result.HasResult ? result : Begin(connection, eventData, await gate.EnterAsync(cancellationToken));

    public InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result) =>
        result.HasResult ? result : Begin(connection, eventData, gate.Enter());

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Leave(transaction);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(transaction);
        return Task.CompletedTask;
    }

    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Leave(transaction);

    public Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(transaction);
        return Task.CompletedTask;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (command.Transaction is not null || result.HasResult)
            return result;
        using var lease = await gate.EnterAsync(cancellationToken);
        return InterceptionResult<int>.SuppressWithResult(await command.ExecuteNonQueryAsync(cancellationToken));
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        if (command.Transaction is not null || result.HasResult)
            return result;
        using var lease = gate.Enter();
        return InterceptionResult<int>.SuppressWithResult(command.ExecuteNonQuery());
    }

    private InterceptionResult<DbTransaction> Begin(DbConnection connection, TransactionStartingEventData starting, WriteLease lease)
    {
        try
        {
            var transaction = connection.BeginTransaction(starting.IsolationLevel);
            lease.Guard(transaction);
            leases.Add(transaction, lease);
            return InterceptionResult<DbTransaction>.SuppressWithResult(transaction);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>Disposing a transaction after an exception says nothing of this kind; the lease notices it by itself.</summary>
    private void Leave(DbTransaction transaction)
    {
        if (leases.TryGetValue(transaction, out var lease))
            lease.Dispose();
    }
}
