using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Orders;

/// <summary>Reads the list of orders.</summary>
public sealed class OrderListQueries(CrmDbContext db, OrderFilters filters, OrderRows rows)
{
    private const string Default = "-on";

    /// <summary>One page of the orders inside the scope.</summary>
    /// <exception cref="BadQueryException">A value in the address means nothing.</exception>
    /// <exception cref="FluentValidation.ValidationException">A typed condition cannot be read.</exception>
    /// <exception cref="PageElsewhereException">The list has no such page.</exception>
    public async Task<PageOf<OrderRow>> ListAsync(OrderFilter filter, UserScope by, CancellationToken ct)
    {
        var wanted = PageWanted.Of(filter.P, filter.Size);
        var chosen = await filters.ApplyAsync(db.Orders.AsNoTracking().VisibleTo(db, by), filter, by, ct);
        var sorted = Sorted(chosen, filter.Sort, by);
        var total = await chosen.CountAsync(ct);
        var skip = wanted.SkipIn(total);
        return new PageOf<OrderRow>(total == 0 ? [] : await rows.ReadAsync(sorted.Skip(skip).Take(wanted.Size), by, ct), total, wanted.Number, wanted.Size);
    }

    /// <summary>The whole result in its order, for what is done with all of it.</summary>
    /// <param name="most">No more ids than this.</param>
    /// <inheritdoc cref="ListAsync" path="/exception"/>
    public async Task<IReadOnlyList<int>> IdsAsync(OrderFilter filter, int most, UserScope by, CancellationToken ct)
    {
        var chosen = await filters.ApplyAsync(db.Orders.AsNoTracking().VisibleTo(db, by), filter, by, ct);
        return await Sorted(chosen, filter.Sort, by).Select(o => o.Id).Take(most).ToListAsync(ct);
    }

    /// <summary>Rows of the result by ids that <see cref="IdsAsync"/> told, in that order; what has gone out of the reader's sight since is left out.</summary>
    public async Task<IReadOnlyList<OrderRow>> OfIdsAsync(List<int> ids, UserScope by, CancellationToken ct)
    {
        var read = (await rows.ReadAsync(db.Orders.VisibleTo(db, by).Where(o => EF.Parameter(ids).Contains(o.Id)), by, ct)).ToDictionary(r => r.Id);
        return [.. ids.Where(read.ContainsKey).Select(id => read[id])];
    }

    private IQueryable<Order> Sorted(IQueryable<Order> orders, string? sort, UserScope by)
    {
        var columns = new ColumnSorts<Order>()
            .By("on", o => o.OrderedOn)
            .By("number", o => o.Number)
            .By("amount", o => o.Amount)
            .By("state", o => o.State)
            .By("added", o => o.CreatedAt)
            .By("owner", o => db.Users.Where(u => u.Id == o.OwnerId).Select(u => u.SortKey).FirstOrDefault(), Missing.Last)
            .ByName("customer", o => o.Customer!, by);
        return columns.Order(orders, SortOrder.Of(sort, Default, columns.Names)).ThenByDescending(o => o.Id);
    }
}
