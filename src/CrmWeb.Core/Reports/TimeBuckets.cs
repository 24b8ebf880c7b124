using System.Linq.Expressions;
using System.Reflection;
using CrmWeb.Core.Requests;

namespace CrmWeb.Core.Reports;

/// <summary>A key and a stretch of time with how many rows they have.</summary>
internal sealed class BucketCell
{
    public int? Key { get; init; }

    public int Bucket { get; init; }

    public int Count { get; init; }
}

/// <summary>
/// Sorts instants into stretches of the organisation's days, within the question: no database knows its time zone. The comparisons are a
/// tree, so that a year of days takes nine of them for a row.
/// </summary>
/// <param name="starts">When each stretch begins (UTC), in order. What lies before the first one is in the first.</param>
/// <param name="bucketOf">The number of a stretch's bucket; several may share one.</param>
internal sealed class TimeBuckets(IReadOnlyList<DateTime> starts, Func<int, int>? bucketOf = null)
{
    /// <summary>SQL Server takes ten conditions within each other.</summary>
    public const int Most = 400;

    private static readonly PropertyInfo ValueOfStart = typeof(Start).GetProperty(nameof(Start.Value))!;

    private readonly IReadOnlyList<Start> starts = starts.Count is > 0 and <= Most
        ? [.. starts.Select(s => new Start(s))]
        : throw new ArgumentOutOfRangeException(nameof(starts), starts.Count, "From one to 400.");

    /// <summary>The bucket of an instant.</summary>
    public Expression Of(Expression at) => Between(at, 0, starts.Count - 1);

    /// <summary>How many rows there are of each key and bucket.</summary>
    public IQueryable<BucketCell> Count<T>(IQueryable<T> rows, Expression<Func<T, int?>> key, Expression<Func<T, DateTime>> at)
    {
        var row = key.Parameters[0];
        var instant = ParameterSwap.BodyOf(at, row);
        var pair = Expression.MemberInit(
            Expression.New(typeof(BucketCell)),
            Expression.Bind(typeof(BucketCell).GetProperty(nameof(BucketCell.Key))!, key.Body),
            Expression.Bind(typeof(BucketCell).GetProperty(nameof(BucketCell.Bucket))!, Of(instant)));
        return rows.Select(Expression.Lambda<Func<T, BucketCell>>(pair, row))
            .GroupBy(x => new { x.Key, x.Bucket })
            .Select(g => new BucketCell { Key = g.Key.Key, Bucket = g.Key.Bucket, Count = g.Count() });
    }

    private Expression Between(Expression at, int low, int high)
    {
        var (first, last) = (Bucket(low), Bucket(high));
        if (first == last && Enumerable.Range(low, high - low + 1).All(i => Bucket(i) == first))
            return Expression.Constant(first);
        var middle = (low + high + 1) / 2;
        return Expression.Condition(
            Expression.LessThan(at, Expression.Property(Expression.Constant(starts[middle]), ValueOfStart)), Between(at, low, middle - 1), Between(at, middle, high));
    }

    private int Bucket(int stretch) => bucketOf?.Invoke(stretch) ?? stretch;

    /// <summary>Held in an object, so that the question is the same whatever the days are.</summary>
    private sealed record Start(DateTime Value);
}
