using System.Linq.Expressions;

namespace CrmWeb.Core.Requests;

/// <summary>Where rows stand that have nothing in a column. Databases disagree, so it is said.</summary>
public enum Missing
{
    /// <summary>No row leaves the column empty.</summary>
    Never,

    /// <summary>Before all others where the least stands first, after them where it stands last: never is longest ago.</summary>
    Least,

    /// <summary>After all others, whichever way it goes.</summary>
    Last,
}

/// <summary>What a list can be sorted by, column by column.</summary>
public sealed class ColumnSorts<T>
{
    private readonly Dictionary<string, Column> columns;

    public ColumnSorts() => columns = [];

    /// <summary>To which further ones can be added.</summary>
    public ColumnSorts(ColumnSorts<T> others) => columns = new(others.columns);

    private delegate IOrderedQueryable<T> Column(IQueryable<T> rows, bool isFirst, bool isDescending);

    /// <summary>Their names in the address.</summary>
    public IReadOnlyCollection<string> Names => columns.Keys;

    /// <summary>A column by its name in the address.</summary>
    public ColumnSorts<T> By<TKey>(string name, Expression<Func<T, TKey>> key, Missing missing = Missing.Never)
    {
        var isMissing = missing == Missing.Never
            ? null
            : Expression.Lambda<Func<T, bool>>(Expression.Equal(key.Body, Expression.Constant(null, key.Body.Type)), key.Parameters);
        columns.Add(name, (rows, isFirst, isDescending) =>
        {
            if (isMissing is not null)
                (rows, isFirst) = (Sorted(rows, isMissing, isFirst, missing == Missing.Least && !isDescending), false);
            return Sorted(rows, key, isFirst, isDescending);
        });
        return this;
    }

    /// <summary>What is equal by all of them is for the caller to tell apart.</summary>
    /// <param name="keys">At least one, from <see cref="SortOrder.Of"/> with <see cref="Names"/>.</param>
    public IOrderedQueryable<T> Order(IQueryable<T> rows, IReadOnlyList<SortKey> keys)
    {
        var ordered = columns[keys[0].Name](rows, true, keys[0].IsDescending);
        return keys.Skip(1).Aggregate(ordered, (before, key) => columns[key.Name](before, false, key.IsDescending));
    }

    private static IOrderedQueryable<T> Sorted<TKey>(IQueryable<T> rows, Expression<Func<T, TKey>> key, bool isFirst, bool isDescending) => (isFirst, isDescending) switch
    {
        (true, true) => rows.OrderByDescending(key),
        (true, false) => rows.OrderBy(key),
        (false, true) => ((IOrderedQueryable<T>)rows).ThenByDescending(key),
        _ => ((IOrderedQueryable<T>)rows).ThenBy(key),
    };
}
