using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.ReferenceData;

/// <summary>
/// The one way to change a list, the tags or the stages: with the row locked that stands for them all. Two changes that are harmless each by itself
/// could take the same name, or close a circle together.
/// </summary>
internal static class ReferenceLock
{
    /// <summary>Runs a change in a transaction of its own and saves it.</summary>
    /// <param name="rows">What the change may look at.</param>
    /// <param name="forget">Has every page of this process show the change at once.</param>
    /// <param name="change">Is given the rows in their order.</param>
    /// <exception cref="NotFoundException">The user may not keep lists.</exception>
    public static async Task<TResult> ChangeAsync<TRow, TResult>(
        CrmDbContext db, IQueryable<TRow> rows, Action forget, UserScope by, Func<List<TRow>, Task<TResult>> change, CancellationToken ct)
        where TRow : class, IReferenceRow
    {
        by.Demand(Permissions.AdminLists);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await rows.LockFirstAsync(r => r.Order, ct);
        var result = await change(await rows.OrderBy(r => r.Order).ThenBy(r => r.Id).ToListAsync(ct));
        await db.SaveChangesAsync(by, ct);
        await transaction.CommitAsync(ct);
        forget();
        return result;
    }

    /// <inheritdoc cref="ChangeAsync{TRow, TResult}"/>
    public static Task ChangeAsync<TRow>(CrmDbContext db, IQueryable<TRow> rows, Action forget, UserScope by, Action<List<TRow>> change, CancellationToken ct)
        where TRow : class, IReferenceRow =>
        ChangeAsync(db, rows, forget, by, all =>
        {
            change(all);
            return Task.FromResult(true);
        }, ct);

    /// <exception cref="NotFoundException">There is no such row.</exception>
    public static T Row<T>(this IEnumerable<T> rows, int id)
        where T : class, IReferenceRow =>
        rows.FirstOrDefault(r => r.Id == id) ?? throw new NotFoundException();

    /// <summary>Whether another row in use has one of the row's names.</summary>
    public static bool HasNamesake<T>(this IEnumerable<T> peers, T row)
        where T : class, IReferenceRow =>
        peers.Any(p => p != row && p.IsActive && (FoldedText.AreOneName(p.Zh, row.Zh) || FoldedText.AreOneName(p.En, row.En)));

    /// <summary>Where a new row stands: after all others.</summary>
    public static int NextOrder<T>(this IEnumerable<T> rows)
        where T : class, IReferenceRow =>
        rows.Select(r => r.Order).DefaultIfEmpty(0).Max() + 10;
}
