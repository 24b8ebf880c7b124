using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmWeb.Testing;

/// <summary>
/// Counts everything a context does with its database, from opening the connection to closing it, and at the one that a test
/// names does what the test wants: cancels the token, or throws. Watches too which connections are open.
/// </summary>
public sealed class Interruptions : DbCommandInterceptor, IDbTransactionInterceptor, IDbConnectionInterceptor
{
    private readonly HashSet<DbConnection> open = [];
    private readonly List<(int Most, TaskCompletionSource Done)> waiting = [];
    private Action? interruption;
    private int at;
    private int count;

    /// <summary>What was done when it was interrupted; null as long as it was not.</summary>
    public string? Interrupted { get; private set; }

    /// <summary>Steps since a test last named one.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>Connections that were opened and not closed.</summary>
    public int Open
    {
        get
        {
            lock (open)
                return open.Count;
        }
    }

    /// <summary>The last of them is closed: an answer may arrive while what it was made with is still put away.</summary>
    /// <exception cref="TimeoutException">One stays open.</exception>
    public Task AllClosedAsync(TimeSpan patience) => OpenAtMostAsync(0, patience);

    /// <summary>All but so many of them are closed.</summary>
    /// <inheritdoc cref="AllClosedAsync" path="/exception"/>
    public Task OpenAtMostAsync(int most, TimeSpan patience)
    {
        lock (open)
        {
            if (open.Count <= most)
                return Task.CompletedTask;
            TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((most, done));
            return done.Task.WaitAsync(patience);
        }
    }

    /// <summary>Interrupts once, at the step of this number, counted from now.</summary>
    public void At(int step, Action interrupt) => (Interrupted, count, at, interruption) = (null, 0, step, interrupt);

    /// <summary>Lets everything pass.</summary>
    public void Stop() => interruption = null;

    public InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => Step("opening", result);

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => new(Step("opening", result));

    public void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Opened(connection);

    public Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Opened(connection);
        return Task.CompletedTask;
    }

    public InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result) => Step("starting", result);

    public ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) =>
        new(Step("starting", result));

    public DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result) => Step("started", result);

    public ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default) => new(Step("started", result));

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => new(Step("committing", result));

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        Task.FromResult(Step("committed", 0));

    public ValueTask<InterceptionResult> CreatingSavepointAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => new(Step("savepoint", result));

    public Task CreatedSavepointAsync(DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default) =>
        Task.FromResult(Step("savepoint made", 0));

    public ValueTask<InterceptionResult> ReleasingSavepointAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => new(Step("releasing", result));

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Step(command.CommandText, result));

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) => new(Step(command.CommandText, result));

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Step(command.CommandText, result));

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) => new(Step(command.CommandText, result));

    public ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => new(Step("closing", result));

    private void Opened(DbConnection connection)
    {
        lock (open)
        {
            if (open.Add(connection))
                connection.StateChange += Changed;
        }

        Step("opened", 0);
    }

    private void Changed(object sender, StateChangeEventArgs change)
    {
        if (change.CurrentState == ConnectionState.Open)
            return;
        lock (open)
        {
            open.Remove((DbConnection)sender);
            foreach (var (_, done) in waiting.FindAll(w => open.Count <= w.Most))
                done.TrySetResult();
            waiting.RemoveAll(w => open.Count <= w.Most);
        }

        ((DbConnection)sender).StateChange -= Changed;
    }

    private T Step<T>(string what, T result)
    {
        if (interruption is { } interrupt && Interlocked.Increment(ref count) == at)
        {
            interruption = null;
            Interrupted = what;
            interrupt();
        }

        return result;
    }
}
