using System.Data.Common;
using CrmWeb.Core.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmWeb.Testing;

/// <summary>
/// Whoever has a transaction open asks nothing over another connection until it is over: there it could wait for its own locks, or
/// read a state older than what it has locked. Watched are requests of the program and calls of Core's services.
/// </summary>
public sealed class OneConnection : DbCommandInterceptor, IDbTransactionInterceptor, IStartupFilter
{
    private static readonly AsyncLocal<Flow?> Current = new();
    private static readonly List<Type> Snapshots = [.. typeof(CachedSnapshot<>).Assembly.GetTypes().Where(t => t.BaseType is { IsGenericType: true } b && b.GetGenericTypeDefinition() == typeof(CachedSnapshot<>))];

    /// <summary>Where it is given, everything cached grows old there in the moment a transaction begins, so that whoever needs it then reads it then.</summary>
    public IServiceProvider? Forgets { get; set; }

    /// <summary>Begins to watch the calls that follow in the method that calls this, which is not to be this one's own.</summary>
    public static void Watch() => Current.Value = new Flow();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (_, rest) =>
        {
            Watch();
            await rest();
        });
        next(app);
    };

    public DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result) => Started(connection, result);

    public ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default) => new(Started(connection, result));

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Check(command, result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Check(command, result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Check(command, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Check(command, result));

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) => Check(command, result);

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) => new(Check(command, result));

    private DbTransaction Started(DbConnection connection, DbTransaction transaction)
    {
        if (Current.Value is { } flow)
            flow.Began = (connection, transaction);
        foreach (var snapshot in Forgets is null ? [] : Snapshots)
        {
            if (Forgets!.GetService(snapshot) is { } kept)
                snapshot.GetMethod(nameof(CachedSnapshot<>.Invalidate))!.Invoke(kept, null);
        }

        return transaction;
    }

    private static T Check<T>(DbCommand command, T result) =>
        Current.Value?.Busy is { } busy && command.Connection != busy
            ? throw new InvalidOperationException($"Asked over another connection in the middle of a transaction: {command.CommandText}")
            : result;

    /// <summary>Seen by all that is called below, also after one of it has begun the transaction.</summary>
    private sealed class Flow
    {
        public (DbConnection Connection, DbTransaction Transaction)? Began { private get; set; }

        /// <summary>The connection of the open transaction; none as soon as it is over, however it came to its end.</summary>
        public DbConnection? Busy
        {
            get
            {
                try
                {
                    // Npgsql gives a transaction that is over to whoever has its connection next.
                    return Began is { } began && began.Transaction.Connection == began.Connection ? began.Connection : null;
                }
                catch (ObjectDisposedException)
                {
                    // Npgsql's way of saying so.
                    return null;
                }
            }
        }
    }
}
