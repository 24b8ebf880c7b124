using CrmWeb.Core.Access;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Persistence.Setup;

/// <summary>
/// Brings stored keys up to date after the way of folding has changed. Every row with keys knows by which version they were made, so
/// it may break off anywhere and goes on at the next start, and where all is up to date it is one look at an index.
/// </summary>
internal static class KeyRenewal
{
    /// <summary>The present way of folding; to be raised whenever <see cref="FoldedText"/> or a key made from it changes.</summary>
    public const int Version = 2;

    /// <summary>Rows changed in one transaction.</summary>
    private const int Slice = 500;

    public static async Task RunAsync(CrmDbContext db, CancellationToken ct)
    {
        await RenewAsync(db, db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter])
            .Where(c => c.KeyVersion < Version).OrderBy(c => c.KeyVersion).ThenBy(c => c.Id), c => c.RenewKeys(), ct);
        await RenewAsync(db, db.Contacts.Where(c => c.KeyVersion < Version).OrderBy(c => c.KeyVersion).ThenBy(c => c.Id), c => c.RenewKeys(), ct);
        await RenewAccountsAsync(db, ct);
    }

    private static async Task RenewAsync<T>(CrmDbContext db, IQueryable<T> outdated, Action<T> renew, CancellationToken ct)
    {
        int found;
        do
        {
            found = await ConflictRetry.RunAsync(db, async () =>
            {
                var rows = await outdated.Take(Slice).ToListAsync(ct);
                rows.ForEach(renew);
                await SaveAsync(db, ct);
                return rows.Count;
            });
        }
        while (found == Slice);
    }

    /// <summary>
    /// Accounts are few and their names unique. Where two are one when folded, the older one has the key; the other keeps a key of its
    /// own, signs in by what was typed exactly, and is asked for another number when its number is next changed.
    /// </summary>
    private static async Task RenewAccountsAsync(CrmDbContext db, CancellationToken ct)
    {
        if (!await db.Users.AnyAsync(u => u.KeyVersion < Version, ct))
            return;

        await ConflictRetry.RunAsync(db, async () =>
        {
            var accounts = await db.Users.OrderBy(u => u.Id).ToListAsync(ct);
            HashSet<string> taken = [];
            foreach (var account in accounts)
            {
                account.RenewKeys();
                account.KeepKeysApart(
                    account.NormalizedUserName is { } name && !taken.Add(name),
                    account.EmployeeNumberKey is { } number && !taken.Add(number));
            }

            await SaveAsync(db, ct);
            return accounts.Count;
        });
    }

    /// <summary>Keys are nothing that anybody changed: no line in the change log.</summary>
    private static async Task SaveAsync(CrmDbContext db, CancellationToken ct)
    {
        db.WritesOwnAudit = true;
        try
        {
            await db.SaveChangesAsync(UserScope.System, ct);
            db.ChangeTracker.Clear();
        }
        finally
        {
            db.WritesOwnAudit = false;
        }
    }
}
