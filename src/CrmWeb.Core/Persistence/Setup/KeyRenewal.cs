using CrmWeb.Core.Access;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Persistence.Setup;

/// <summary>
/// Brings stored keys up to date after the way of folding has changed. Every row with keys knows by which <see cref="FoldedText.Version"/>
/// they were made, so it may break off anywhere and goes on at the next start, and where all is up to date it is one look at an index.
/// </summary>
internal static class KeyRenewal
{
    /// <summary>Rows changed in one transaction.</summary>
    private const int Slice = 500;

    /// <param name="outdated">Rows with older keys, in an order that begins with the version.</param>
    public static async Task InSlicesAsync<T>(CrmDbContext db, IQueryable<T> outdated, Action<T> renew, CancellationToken ct)
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

    /// <summary>Keys are nothing that anybody changed: no line in the change log.</summary>
    public static async Task SaveAsync(CrmDbContext db, CancellationToken ct)
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
