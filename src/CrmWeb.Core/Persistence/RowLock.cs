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
}
