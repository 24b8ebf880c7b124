using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmWeb.Core.Persistence.ChangeLog;

/// <summary>Rows whose ids the database is about to give, and the transaction that holds both saves together.</summary>
internal sealed record PendingAudit(IReadOnlyList<EntityEntry> Added, Guid BatchId, DateTime At, IDbContextTransaction? OwnTransaction);

/// <summary>
/// Writes the change log, field by field, with the change itself. Ids of new rows are known only after the save,
/// so their entries follow in a second save of the same transaction.
/// </summary>
internal sealed class AuditInterceptor(TimeProvider time) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not CrmDbContext { WritesOwnAudit: false } db)
            return result;

        var changed = db.ChangeTracker.Entries<IAudited>()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .ToList();
        if (changed.Count == 0 && db.NotedChanges.Count == 0)
            return result;

        var batch = Guid.NewGuid();
        var at = time.GetUtcNow().UtcDateTime;
        db.AuditEntries.AddRange(changed
            .Where(e => e.State != EntityState.Added)
            .SelectMany(e => AuditTrail.OfExisting(e, db.Actor.ActorId, batch, at)));

        db.AuditEntries.AddRange(db.NotedChanges.Select(n => new AuditEntry(
            at, db.Actor.ActorId, batch, AuditAction.Changed, n.RootType, n.RootId, n.EntityType, n.EntityId, n.Field, n.Old, n.New)));
        db.NotedChanges.Clear();

        var newRoots = changed
            .Where(e => e.State == EntityState.Added && IsRoot(e))
            .Select(e => (e.Entity.RootType, e.Property("Id").CurrentValue))
            .ToHashSet();
        var added = changed.Where(e => e.State == EntityState.Added && !BelongsToNewRoot(e, newRoots)).Cast<EntityEntry>().ToList();
        if (added.Count > 0)
        {
            var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
            db.PendingAudit = new PendingAudit(added, batch, at, own);
        }

        return result;
    }

    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not CrmDbContext { PendingAudit: { } pending } db)
            return result;

        db.PendingAudit = null;
        await using var own = pending.OwnTransaction;
        db.AuditEntries.AddRange(pending.Added.Select(e => AuditTrail.OfNew((IAudited)e.Entity, e, db.Actor.ActorId, pending.BatchId, pending.At)));
        await db.SaveChangesAsync(cancellationToken);
        if (own is not null)
            await own.CommitAsync(cancellationToken);
        return result;
    }

    public override async Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default) =>
        await AbandonAsync(eventData.Context);

    public override async Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default) =>
        await AbandonAsync(eventData.Context);

    private static async Task AbandonAsync(DbContext? context)
    {
        if (context is not CrmDbContext { PendingAudit: { } pending } db)
            return;

        db.PendingAudit = null;
        if (pending.OwnTransaction is not null)
            await pending.OwnTransaction.DisposeAsync();
    }

    private static bool IsRoot(EntityEntry<IAudited> entry) => AuditRoots.KeyToRoot(entry.Metadata, entry.Entity.RootType) is null;

    /// <summary>What comes into being together with its root is told by the root's own entry.</summary>
    private static bool BelongsToNewRoot(EntityEntry<IAudited> entry, HashSet<(string Type, object? Id)> newRoots) =>
        newRoots.Count > 0
        && AuditRoots.KeyToRoot(entry.Metadata, entry.Entity.RootType) is { } key
        && newRoots.Contains((entry.Entity.RootType, entry.Property(key.Name).CurrentValue));
}
