using System.Linq.Expressions;

namespace CrmWeb.Core.Requests;

/// <summary>An id with what it is sorted by and nothing else: an index that holds both answers without the rows.</summary>
internal sealed class Keyed<TKey>
{
    public required TKey Key { get; init; }

    public required int Id { get; init; }

    /// <param name="id">The property that is the id.</param>
    public static Expression<Func<T, Keyed<TKey>>> Of<T>(Expression<Func<T, TKey>> key, string id)
    {
        var row = key.Parameters[0];
        return Expression.Lambda<Func<T, Keyed<TKey>>>(
            Expression.MemberInit(
                Expression.New(typeof(Keyed<TKey>)),
                Expression.Bind(typeof(Keyed<TKey>).GetProperty(nameof(Key))!, key.Body),
                Expression.Bind(typeof(Keyed<TKey>).GetProperty(nameof(Id))!, Expression.Property(row, id))),
            row);
    }
}
