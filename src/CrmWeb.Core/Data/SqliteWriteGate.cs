using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmWeb.Core.Data;

/// <summary>
/// Lets one write at a time, or one checkpoint, through to the SQLite file. SQLite allows one writer anyway: waiting
/// here is fair and asynchronous, and it keeps checkpoints away from commits, which SQLite before 3.51.3 needs
/// (WAL-reset race).
/// </summary>
/// <param name="patience">How long somebody waits; a minute unless told otherwise.</param>
public sealed class SqliteWriteGate(TimeSpan? patience = null) : IDisposable
{
    /// <summary>No write takes nearly as long; whoever still waits then waits for one that will never end.</summary>
    private static readonly TimeSpan UsualPatience = TimeSpan.FromMinutes(1);

    private readonly TimeSpan patience = patience ?? UsualPatience;
    private readonly SemaphoreSlim semaphore = new(1, 1);
    private int waiting;

    /// <summary>How many stand at the gate.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <exception cref="DatabaseBusyException">Somebody has held the gate for longer than anybody waits.</exception>
    public async Task EnterAsync(CancellationToken ct)
    {
        Interlocked.Increment(ref waiting);
        try
        {
            if (!await semaphore.WaitAsync(patience, ct))
                throw StillClosed();
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    /// <inheritdoc cref="EnterAsync" path="/exception"/>
    public void Enter()
    {
        if (!semaphore.Wait(patience))
            throw StillClosed();
    }

    public void Leave() => semaphore.Release();

    public void Dispose() => semaphore.Dispose();

    private DatabaseBusyException StillClosed() =>
        new($"The database has been held by one write for {patience.TotalSeconds:0} s; some transaction was left open.");
}

/// <summary>
/// Takes the gate when a transaction starts, or for a single statement outside one, and gives it back when that ends.
/// Disposing a transaction after an exception raises neither RolledBack nor Failed, so the closing of the connection
/// gives it back too.
/// </summary>
internal sealed class SqliteWriteGateInterceptor(SqliteWriteGate gate)
    : DbCommandInterceptor, IDbTransactionInterceptor, IDbConnectionInterceptor
{
    private readonly ConditionalWeakTable<DbConnection, object> holders = [];

    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        await EnterAsync(connection, cancellationToken);
        return result;
    }

    public InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        Enter(connection);
        return result;
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Leave(eventData.Context?.Database);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context?.Database);
        return Task.CompletedTask;
    }

    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Leave(eventData.Context?.Database);

    public Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context?.Database);
        return Task.CompletedTask;
    }

    public void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => Leave(connection);

    public Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        Leave(connection);
        return Task.CompletedTask;
    }

    public void ConnectionDisposed(DbConnection connection, ConnectionEndEventData eventData) => Leave(connection);

    public Task ConnectionDisposedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        Leave(connection);
        return Task.CompletedTask;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (command.Transaction is null)
            await EnterAsync(command.Connection!, cancellationToken);
        return result;
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        if (command.Transaction is null)
            Enter(command.Connection!);
        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        LeaveAfter(command);
        return ValueTask.FromResult(result);
    }

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        LeaveAfter(command);
        return result;
    }

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => LeaveAfter(command);

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        LeaveAfter(command);
        return Task.CompletedTask;
    }

    public override void CommandCanceled(DbCommand command, CommandEndEventData eventData) => LeaveAfter(command);

    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        LeaveAfter(command);
        return Task.CompletedTask;
    }

    private async Task EnterAsync(DbConnection connection, CancellationToken ct)
    {
        if (holders.TryGetValue(connection, out _))
            return;
        await gate.EnterAsync(ct);
        holders.Add(connection, this);
    }

    private void Enter(DbConnection connection)
    {
        if (holders.TryGetValue(connection, out _))
            return;
        gate.Enter();
        holders.Add(connection, this);
    }

    private void LeaveAfter(DbCommand command)
    {
        if (command.Transaction is null && command.Connection is not null)
            Leave(command.Connection);
    }

    private void Leave(Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade? database)
    {
        if (database is not null)
            Leave(Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(database));
    }

    private void Leave(DbConnection connection)
    {
        if (holders.Remove(connection))
            gate.Leave();
    }
}
