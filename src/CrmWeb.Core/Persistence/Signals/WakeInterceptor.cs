using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmWeb.Core.Persistence.Signals;

/// <summary>
/// Notices while saving what somebody waits for, and rings once it is committed. On PostgreSQL the other processes hear of it
/// too: the notification is part of the transaction, so it comes when the rows can be read, and not at all where they are not kept.
/// </summary>
internal sealed class WakeInterceptor(WakeSignal signal, DatabaseSettings settings, TimeProvider time) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is CrmDbContext db)
            db.WakeAfterCommit(Awaited(db));
        return ValueTask.FromResult(result);
    }

    public async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (settings.Provider == DatabaseProvider.PostgreSql && eventData.Context is CrmDbContext { Wakes: not Wake.None } db)
        {
            await using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = PostgresWakes.NotifySql(db.Wakes);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return result;
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Ring(eventData.Context);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Ring(eventData.Context);
        return Task.CompletedTask;
    }

    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Forget(eventData.Context);

    public Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(eventData.Context);
        return Task.CompletedTask;
    }

    private void Ring(DbContext? context)
    {
        if (context is CrmDbContext db)
            signal.Ring(db.TakeWakes());
    }

    private static void Forget(DbContext? context)
    {
        if (context is CrmDbContext db)
            db.TakeWakes();
    }

    /// <summary>What is tracked as it is: the change log has looked for changes a moment ago, and looking once more would cost every save.</summary>
    private Wake Awaited(CrmDbContext db)
    {
        var looks = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            var now = time.GetUtcNow().UtcDateTime;
            var found = Wake.None;
            foreach (var entry in db.ChangeTracker.Entries())
            {
                if (entry is { Entity: IAwaited awaited, State: EntityState.Added or EntityState.Modified })
                    found |= awaited.Wakes(entry.State == EntityState.Added, now);
            }

            return found;
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = looks;
        }
    }
}
