using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.List;

/// <summary>The orders of the customer list, those by fields of the company's own among them.</summary>
public sealed class CustomerOrder(CrmDbContext db, CustomFieldCatalog fields)
{
    /// <exception cref="BadQueryException">No such order, or by a field that the reader does not find.</exception>
    internal async Task<Chosen> OfAsync(string? sort, UserScope by, CancellationToken ct)
    {
        var own = (await fields.GetAsync(ct)).Customers.ListedFor(by).Where(f => f.IsSortable).ToList();
        var keys = CustomerSort.Keys(sort, own);
        return new Chosen(db, keys, own.FindAll(f => keys.Any(k => k.Name == f.FieldKey)), by);
    }

    /// <summary>One order.</summary>
    /// <param name="Own">Those of the keys that are fields of the company's own.</param>
    internal sealed record Chosen(CrmDbContext Db, IReadOnlyList<SortKey> Keys, IReadOnlyList<CustomFieldEntry> Own, UserScope By)
    {
        /// <summary>
        /// A stretch of the ids alone, which an index tells in order and far down the list as well: asked for with the rows, SQLite reads every
        /// customer of the branch to sort them.
        /// </summary>
        /// <param name="others">Few customers that <paramref name="most"/> has not, sorted in with them; null for none.</param>
        public async Task<List<int>> IdsAsync(IQueryable<Customer> most, IQueryable<Customer>? others, int skip, int size, CancellationToken ct)
        {
            if (Keys.Count > 1 || Own.Count == 0)
            {
                var ids = CustomerSort.Ids(most, others, Keys, skip + size, By, columns => Own.Aggregate(columns, (all, field) => CustomFieldSort.Among(all, field, Db.CustomerValues, Db.Set<CustomFieldChoice>(), c => c.Id)));
                return await ids.Skip(skip).Take(size).ToListAsync(ct);
            }

            var sort = new CustomFieldSort(Db, Own[0], Keys[0].IsDescending);
            var filled = sort.Filled(most, others, skip + size);
            var found = await filled.Skip(skip).Take(size).ToListAsync(ct);
            if (found.Count < size)
            {
                var before = found.Count > 0 || skip == 0 ? skip + found.Count : await filled.CountAsync(ct);
                found.AddRange(await sort.Empty(most, others).Skip(Math.Max(0, skip - before)).Take(size - found.Count).ToListAsync(ct));
            }

            return found;
        }
    }
}
