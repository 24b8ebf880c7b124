using System.Linq.Expressions;
using CrmWeb.Core.Access;
using CrmWeb.Core.Requests;

namespace CrmWeb.Core.Customers.List;

/// <summary>
/// The orders of the customer list. Only the ids and what they are sorted by are asked for: an index that holds both answers
/// without the rows, and where two queries are put together nothing else is carried through the sorting.
/// </summary>
internal static class CustomerSort
{
    /// <param name="others">Few customers that <paramref name="most"/> has not, sorted in with them; null for none.</param>
    /// <param name="upTo">How many from the beginning the caller will read: no more of <paramref name="most"/> are sorted again with the others.</param>
    /// <exception cref="BadQueryException">No such order.</exception>
    public static IQueryable<int> Ids(IQueryable<Customer> most, IQueryable<Customer>? others, string? sort, int upTo, UserScope by)
    {
        // Whoever may not read a name learns nothing from where it stands.
        var named = by.Has(Permissions.PersonalDataView);
        var customers = new Sorted(most, others, upTo);
        return (string.IsNullOrWhiteSpace(sort) ? "-updated" : sort) switch
        {
            "-updated" => By(customers, c => c.UpdatedAt, descending: true),
            "updated" => By(customers, c => c.UpdatedAt, descending: false),
            "-created" => By(customers, c => c.CreatedAt, descending: true),
            "created" => By(customers, c => c.CreatedAt, descending: false),
            "name" when !named => By(customers, c => c.Kind == CustomerKind.Individual ? null : c.SortKey, descending: false, Missing.Last),
            "-name" when !named => By(customers, c => c.Kind == CustomerKind.Individual ? null : c.SortKey, descending: true, Missing.Last),
            "name" => By(customers, c => c.SortKey, descending: false),
            "-name" => By(customers, c => c.SortKey, descending: true),
            "-follow-up" => By(customers, c => c.LastFollowUpAt, descending: true, Missing.Last),
            "follow-up" => By(customers, c => c.LastFollowUpAt, descending: false, Missing.First),
            "idle" => By(customers, c => c.IdleSince, descending: false),
            "next" => By(customers, c => c.NextFollowUpAt, descending: false, Missing.Last),
            "level" => By(customers, c => c.Level, descending: false, Missing.Last),
            "-amount" => By(customers, c => c.Needs.ExpectedAmount, descending: true, Missing.Last),
            "amount" => By(customers, c => c.Needs.ExpectedAmount, descending: false, Missing.Last),
            _ => throw new BadQueryException("sort"),
        };
    }

    private static IQueryable<int> By<TKey>(Sorted customers, Expression<Func<Customer, TKey>> key, bool descending, Missing missing = Missing.Never)
    {
        var withKey = WithKey(key);
        var keyed = Ordered(customers.Most.Select(withKey), descending, missing);
        if (customers.Others is { } others)
            keyed = Ordered(keyed.Take(customers.UpTo).Concat(others.Select(withKey)), descending, missing);
        return keyed.Select(k => k.Id);
    }

    /// <summary>Databases disagree on where nothing stands.</summary>
    private static IQueryable<Keyed<TKey>> Ordered<TKey>(IQueryable<Keyed<TKey>> keyed, bool descending, Missing missing)
    {
        var ordered = missing switch
        {
            Missing.First => Then(keyed.OrderByDescending(IsMissing<TKey>()), descending),
            Missing.Last => Then(keyed.OrderBy(IsMissing<TKey>()), descending),
            _ => descending ? keyed.OrderByDescending(k => k.Key) : keyed.OrderBy(k => k.Key),
        };
        return ordered.ThenByDescending(k => k.Id);
    }

    private static IOrderedQueryable<Keyed<TKey>> Then<TKey>(IOrderedQueryable<Keyed<TKey>> ordered, bool descending) =>
        descending ? ordered.ThenByDescending(k => k.Key) : ordered.ThenBy(k => k.Key);

    private static Expression<Func<Customer, Keyed<TKey>>> WithKey<TKey>(Expression<Func<Customer, TKey>> key)
    {
        var customer = key.Parameters[0];
        return Expression.Lambda<Func<Customer, Keyed<TKey>>>(
            Expression.MemberInit(
                Expression.New(typeof(Keyed<TKey>)),
                Expression.Bind(typeof(Keyed<TKey>).GetProperty(nameof(Keyed<>.Key))!, key.Body),
                Expression.Bind(typeof(Keyed<TKey>).GetProperty(nameof(Keyed<>.Id))!, Expression.Property(customer, nameof(Customer.Id)))),
            customer);
    }

    private static Expression<Func<Keyed<TKey>, bool>> IsMissing<TKey>()
    {
        var keyed = Expression.Parameter(typeof(Keyed<TKey>));
        return Expression.Lambda<Func<Keyed<TKey>, bool>>(
            Expression.Equal(Expression.Property(keyed, nameof(Keyed<>.Key)), Expression.Constant(null, typeof(TKey))), keyed);
    }

    /// <summary>Where the customers stand that have nothing to be sorted by.</summary>
    private enum Missing
    {
        Never,
        First,
        Last,
    }

    private sealed record Sorted(IQueryable<Customer> Most, IQueryable<Customer>? Others, int UpTo);

    private sealed class Keyed<TKey>
    {
        public required TKey Key { get; init; }

        public required int Id { get; init; }
    }
}
