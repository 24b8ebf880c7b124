using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Orders.List;

/// <summary>The customers who ordered what was not called off: on which days (orderedFrom, orderedTo), from whom (orderOwner), in which branch (orderDepartment).</summary>
public sealed class OrderedCondition(OrderFilters orders, OrganizationClock clock) : ICustomerCondition
{
    /// <inheritdoc/>
    public async Task<Func<IQueryable<Customer>, IQueryable<Customer>>> OfAsync(CrmDbContext database, CustomerFilter filter, UserScope by, CancellationToken ct)
    {
        var (from, to) = (FilterValues.Day(filter.OrderedFrom, clock.Today), FilterValues.Day(filter.OrderedTo, clock.Today, ends: true));
        if (from is null && to is null && string.IsNullOrWhiteSpace(filter.OrderOwner) && string.IsNullOrWhiteSpace(filter.OrderDepartment))
            return customers => customers;

        // Whoever sees a customer sees all its orders.
        var counted = await orders.OfAsync(database.Orders.AsNoTracking().ThatCount(), filter.OrderOwner, filter.OrderDepartment, by, ct, ("orderOwner", "orderDepartment"));
        if (from is { } first)
            counted = counted.Where(o => o.OrderedOn >= first);
        if (to is { } last)
            counted = counted.Where(o => o.OrderedOn <= last);
        return customers => customers.Where(c => counted.Any(o => o.CustomerId == c.Id));
    }
}
