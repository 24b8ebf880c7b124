using System.Linq.Expressions;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Requests;

namespace CrmWeb.Core.Customers.List;

/// <summary>
/// The orders of the customer list. By one column only the ids and what they are sorted by are asked for: an index that holds both answers
/// without the rows, and where two queries are put together nothing else is carried through the sorting.
/// </summary>
internal static class CustomerSort
{
    private const string Default = "-updated";

    private static readonly Columns Readable = new(areNamesRead: true);
    private static readonly Columns Masked = new(areNamesRead: false);

    /// <summary>What the list can be sorted by.</summary>
    public static IReadOnlyCollection<string> Names => Readable.Several.Names;

    /// <param name="own">Fields of the company's own by which the reader may sort.</param>
    /// <exception cref="BadQueryException">No such order.</exception>
    public static IReadOnlyList<SortKey> Keys(string? sort, IEnumerable<CustomFieldEntry> own) => SortOrder.Of(sort, Default, [.. Names, .. own.Select(f => f.FieldKey)]);

    /// <param name="others">Few customers that <paramref name="most"/> has not, sorted in with them; null for none.</param>
    /// <param name="upTo">How many from the beginning the caller will read: no more of <paramref name="most"/> are sorted again with the others.</param>
    /// <param name="further">Adds to the columns those that are the company's own, where there are several.</param>
    public static IQueryable<int> Ids(
        IQueryable<Customer> most, IQueryable<Customer>? others, IReadOnlyList<SortKey> keys, int upTo, UserScope by, Func<ColumnSorts<Customer>, ColumnSorts<Customer>> further)
    {
        var columns = by.Has(Permissions.PersonalDataView) ? Readable : Masked;
        if (keys is [var only])
            return columns.Alone[only.Name](new Sorted(most, others, upTo), only.IsDescending);

        // By several columns there is no index to follow: all that was found is sorted.
        var several = further(new ColumnSorts<Customer>(columns.Several));
        return several.Order(others is null ? most : most.Concat(others), keys).ThenByDescending(c => c.Id).Select(c => c.Id);
    }

    private static IQueryable<int> By<TKey>(Sorted customers, Expression<Func<Customer, TKey>> key, bool isDescending, Missing missing)
    {
        var (withKey, sorts) = (Keyed<TKey>.Of(key, nameof(Customer.Id)), new ColumnSorts<Keyed<TKey>>().By("key", k => k.Key, missing));
        IQueryable<Keyed<TKey>> Ordered(IQueryable<Keyed<TKey>> keyed) => sorts.Order(keyed, [new SortKey("key", isDescending)]).ThenByDescending(k => k.Id);
        var keyed = Ordered(customers.Most.Select(withKey));
        if (customers.Others is { } others)
            keyed = Ordered(keyed.Take(customers.UpTo).Concat(others.Select(withKey)));
        return keyed.Select(k => k.Id);
    }

    /// <summary>Each column for itself, and among several.</summary>
    private sealed class Columns
    {
        public Columns(bool areNamesRead)
        {
            var (name, missing) = CustomerNameSort.Key<Customer>(c => c, areNamesRead);
            Add("updated", c => c.UpdatedAt);
            Add("created", c => c.CreatedAt);
            Add("name", name, missing);
            Add("follow-up", c => c.LastFollowUpAt, Missing.Least);
            Add("idle", c => c.IdleSince);
            Add("stuck", c => c.StageEnteredAt);
            Add("next", c => c.NextFollowUpAt, Missing.Last);
            Add("level", c => c.Level, Missing.Last);
            Add("amount", c => c.Needs.ExpectedAmount, Missing.Last);
            Add("expected", c => c.Needs.ExpectedOn, Missing.Last);
            Add("completeness", c => c.Completeness);
            Add("health", c => c.Health, Missing.Last);
        }

        public Dictionary<string, Func<Sorted, bool, IQueryable<int>>> Alone { get; } = [];

        public ColumnSorts<Customer> Several { get; } = new();

        private void Add<TKey>(string name, Expression<Func<Customer, TKey>> key, Missing missing = Missing.Never)
        {
            Alone.Add(name, (customers, isDescending) => By(customers, key, isDescending, missing));
            Several.By(name, key, missing);
        }
    }

    private sealed record Sorted(IQueryable<Customer> Most, IQueryable<Customer>? Others, int UpTo);
}
