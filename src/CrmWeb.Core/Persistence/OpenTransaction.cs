using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmWeb.Core.Persistence;

/// <summary>
/// The transaction in the middle of which the present call is made. Known from the method that begins it to everything that
/// method calls, without anybody having to pass it on.
/// </summary>
internal static class OpenTransaction
{
    private static readonly AsyncLocal<Begun?> Last = new();

    /// <summary>The context whose transaction is open around this call; null outside of any.</summary>
    public static CrmDbContext? Context => Last.Value is { } begun && begun.Db.IsInTransaction(begun.Lease) ? begun.Db : null;

    /// <summary>To be called by what is not itself asynchronous: from an asynchronous method nothing of it would come back to the caller.</summary>
    internal static void Begins(CrmDbContext db) => Last.Value = new Begun(db, db.ContextId);

    /// <param name="Lease">A context comes out of a pool and goes back into it; in somebody else's hands it is no longer ours.</param>
    private sealed record Begun(CrmDbContext Db, DbContextId Lease);
}

/// <summary>The database of a context, which notes who is in the middle of a transaction.</summary>
internal sealed class NotedDatabase(CrmDbContext db) : DatabaseFacade(db)
{
    public override IDbContextTransaction BeginTransaction()
    {
        OpenTransaction.Begins(db);
        return base.BeginTransaction();
    }

    public override Task<IDbContextTransaction> BeginTransactionAsync(CancellationToken cancellationToken = default)
    {
        OpenTransaction.Begins(db);
        return base.BeginTransactionAsync(cancellationToken);
    }
}
