using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Persistence;

/// <summary>
/// Locks rows until the transaction around the call ends, so that two changes which are harmless each by itself come one after the
/// other, and the second sees what the first did. It writes a column onto itself: all three databases understand that, no
/// reader waits for it, and on SQLite it passes the write gate.
/// </summary>
internal static class RowLock
{
    /// <param name="column">Any column; its value stays as it is.</param>
    /// <returns>How many rows are locked; 0 where there is none to lock.</returns>
    public static Task<int> LockAsync<T, TColumn>(this IQueryable<T> rows, Expression<Func<T, TColumn>> column, CancellationToken ct) =>
        rows.ExecuteUpdateAsync(set => set.SetProperty(column, column), ct);

    /// <summary>
    /// Locks the first row, which stands for all of them: whoever changes any asks for it first. Locking every row would write each
    /// one anew, and on PostgreSQL two that do so meet the rows in different orders as these move about, each waiting for the other.
    /// </summary>
    /// <param name="rows">All of them. Where the first is taken away while this waits, the next one stands for them.</param>
    /// <param name="column">Any column; its value stays as it is.</param>
    public static async Task LockFirstAsync<T, TColumn>(this IQueryable<T> rows, Expression<Func<T, TColumn>> column, CancellationToken ct)
    {
        // Not in one statement: the column would be written as a subquery had read it, over what somebody saved while this waited.
        while (await rows.Select(r => EF.Property<int?>(r!, "Id")).MinAsync(ct) is { } first
            && await rows.Where(r => EF.Property<int>(r!, "Id") == first).LockAsync(column, ct) == 0)
        {
        }
    }

    /// <summary>Locks several rows in the order of their ids, so that two who lock some of the same do not wait for each other.</summary>
    /// <param name="rows">Those with the ids, as far as the caller may change them.</param>
    /// <param name="column">Any column; its value stays as it is.</param>
    /// <returns>How many rows are locked.</returns>
    public static async Task<int> LockInOrderAsync<T, TColumn>(
        CrmDbContext db, IQueryable<T> rows, IReadOnlyCollection<int> ids, Expression<Func<T, TColumn>> column, CancellationToken ct)
    {
        // The others meet rows in the order of their key, and SQLite lets one write at a time.
        if (db.Database.IsNpgsql() && ids.Count > 1)
        {
            await new SetBasedSql(db).Say("SELECT ").Column<T>("Id").Say(" AS \"Value\" FROM ").Table<T>().Say(" WHERE ").Column<T>("Id").Say(" = ANY (").Value(ids.ToArray())
                .Say(") ORDER BY ").Column<T>("Id").Say(" FOR UPDATE").ReadAsync<int>(ct);
        }

        return await rows.LockAsync(column, ct);
    }
}
