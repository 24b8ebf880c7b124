using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Persistence;

/// <summary>Rows of a feature that nobody looks at any more; registered by the feature, carried out at night.</summary>
/// <param name="What">Under which word the job says how many were removed: the text Did.WHAT.</param>
public sealed record CleaningRule(string What, Func<CrmDbContext, DateTime, CancellationToken, Task<int>> RemoveAsync)
{
    /// <summary>Rows one statement removes, so that it holds the database only for a moment.</summary>
    private const int Batch = 500;

    /// <param name="old">The rows, given now (UTC), in an order an index has.</param>
    public static CleaningRule Of<T>(string what, Func<CrmDbContext, DateTime, IOrderedQueryable<T>> old) => new(what, async (db, now, ct) =>
    {
        var removed = 0;
        for (var some = Batch; some == Batch; removed += some)
            some = await old(db, now).Take(Batch).ExecuteDeleteAsync(ct);
        return removed;
    });
}
