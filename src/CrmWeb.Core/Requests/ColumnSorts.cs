using System.Linq.Expressions;

namespace CrmWeb.Core.Requests;

/// <summary>What a list can be sorted by, column by column. Rows with nothing in a column stand last, whichever way it goes: databases disagree.</summary>
public sealed class ColumnSorts<T>
{
    private readonly Dictionary<string, Column> columns = [];

    private delegate IOrderedQueryable<T> Column(IQueryable<T> rows, bool isFirst, bool isDescending);

    /// <summary>Their names in the address.</summary>
    public IReadOnlyCollection<string> Names => columns.Keys;

    /// <summary>A column that no row leaves empty.</summary>
    public ColumnSorts<T> By<TKey>(string name, Expression<Func<T, TKey>> key) => Add(name, key, null);

    /// <summary>A column that may be empty.</summary>
    public ColumnSorts<T> ByOptional<TKey>(string name, Expression<Func<T, TKey?>> key) =>
        Add(name, key, Expression.Lambda<Func<T, bool>>(Expression.Equal(key.Body, Expression.Constant(null, key.Body.Type)), key.Parameters));

    /// <summary>What is equal by all of them is for the caller to tell apart.</summary>
    /// <param name="keys">At least one, from <see cref="SortOrder.Of"/> with <see cref="Names"/>.</param>
    public IOrderedQueryable<T> Order(IQueryable<T> rows, IReadOnlyList<SortKey> keys)
    {
        var ordered = columns[keys[0].Name](rows, true, keys[0].IsDescending);
        return keys.Skip(1).Aggregate(ordered, (before, key) => columns[key.Name](before, false, key.IsDescending));
    }

    private ColumnSorts<T> Add<TKey>(string name, Expression<Func<T, TKey>> key, Expression<Func<T, bool>>? isMissing)
    {
        columns.Add(name, (rows, isFirst, isDescending) =>
        {
            if (isMissing is not null)
                (rows, isFirst) = (isFirst ? rows.OrderBy(isMissing) : ((IOrderedQueryable<T>)rows).ThenBy(isMissing), false);
            return (isFirst, isDescending) switch
            {
                (true, true) => rows.OrderByDescending(key),
                (true, false) => rows.OrderBy(key),
                (false, true) => ((IOrderedQueryable<T>)rows).ThenByDescending(key),
                _ => ((IOrderedQueryable<T>)rows).ThenBy(key),
            };
        });
        return this;
    }
}
