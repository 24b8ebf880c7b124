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
    private const string Default = "-updated";

    private static readonly Dictionary<string, ISorting> Columns = new()
    {
        ["updated"] = new Sorting<DateTime>(c => c.UpdatedAt),
        ["created"] = new Sorting<DateTime>(c => c.CreatedAt),
        ["name"] = new Sorting<string>(c => c.SortKey),
        ["follow-up"] = new Sorting<DateTime?>(c => c.LastFollowUpAt, Missing.First),
        ["idle"] = new Sorting<DateTime>(c => c.IdleSince),
        ["stuck"] = new Sorting<DateTime>(c => c.StageEnteredAt),
        ["next"] = new Sorting<DateTime?>(c => c.NextFollowUpAt, Missing.Last),
        ["level"] = new Sorting<CustomerLevel?>(c => c.Level, Missing.Last),
        ["amount"] = new Sorting<decimal?>(c => c.Needs.ExpectedAmount, Missing.Last),
        ["expected"] = new Sorting<DateOnly?>(c => c.Needs.ExpectedOn, Missing.Last),
        ["completeness"] = new Sorting<int>(c => c.Completeness),
    };

    /// <summary>Whoever may not read a name learns nothing from where it stands.</summary>
    private static readonly Sorting<string?> UnreadableName = new(c => c.Kind == CustomerKind.Individual ? null : c.SortKey, Missing.Last);

    /// <summary>What the list can be sorted by.</summary>
    public static IReadOnlyCollection<string> Names => Columns.Keys;

    /// <param name="others">Few customers that <paramref name="most"/> has not, sorted in with them; null for none.</param>
    /// <param name="upTo">How many from the beginning the caller will read: no more of <paramref name="most"/> are sorted again with the others.</param>
    /// <exception cref="BadQueryException">No such order.</exception>
    public static IQueryable<int> Ids(IQueryable<Customer> most, IQueryable<Customer>? others, string? sort, int upTo, UserScope by)
    {
        var keys = SortOrder.Of(sort, Default, Columns.Keys);
        ISorting Of(SortKey key) => key.Name == "name" && !by.Has(Permissions.PersonalDataView) ? UnreadableName : Columns[key.Name];
        if (keys is [var only])
            return Of(only).Ids(new Sorted(most, others, upTo), only.IsDescending);

        // By several columns there is no index to follow: all that was found is sorted.
        var all = others is null ? most : most.Concat(others);
        var ordered = Of(keys[0]).Order(all, keys[0].IsDescending);
        foreach (var key in keys.Skip(1))
            ordered = Of(key).Then(ordered, key.IsDescending);
        return ordered.ThenByDescending(c => c.Id).Select(c => c.Id);
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

    /// <summary>One column the list can be sorted by.</summary>
    private interface ISorting
    {
        IQueryable<int> Ids(Sorted customers, bool descending);

        IOrderedQueryable<Customer> Order(IQueryable<Customer> customers, bool descending);

        IOrderedQueryable<Customer> Then(IOrderedQueryable<Customer> customers, bool descending);
    }

    private sealed class Sorting<TKey>(Expression<Func<Customer, TKey>> key, Missing missing = Missing.Never) : ISorting
    {
        public IQueryable<int> Ids(Sorted customers, bool descending) => By(customers, key, descending, Place(descending));

        public IOrderedQueryable<Customer> Order(IQueryable<Customer> customers, bool descending) => Place(descending) switch
        {
            Missing.First => ThenKey(customers.OrderByDescending(IsAbsent()), descending),
            Missing.Last => ThenKey(customers.OrderBy(IsAbsent()), descending),
            _ => descending ? customers.OrderByDescending(key) : customers.OrderBy(key),
        };

        public IOrderedQueryable<Customer> Then(IOrderedQueryable<Customer> customers, bool descending) => Place(descending) switch
        {
            Missing.First => ThenKey(customers.ThenByDescending(IsAbsent()), descending),
            Missing.Last => ThenKey(customers.ThenBy(IsAbsent()), descending),
            _ => ThenKey(customers, descending),
        };

        /// <summary>Never followed up is longest ago: first where the longest ago stands first, last otherwise.</summary>
        private Missing Place(bool descending) => missing == Missing.First && descending ? Missing.Last : missing;

        private IOrderedQueryable<Customer> ThenKey(IOrderedQueryable<Customer> ordered, bool descending) =>
            descending ? ordered.ThenByDescending(key) : ordered.ThenBy(key);

        private Expression<Func<Customer, bool>> IsAbsent() =>
            Expression.Lambda<Func<Customer, bool>>(Expression.Equal(key.Body, Expression.Constant(null, typeof(TKey))), key.Parameters);
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
