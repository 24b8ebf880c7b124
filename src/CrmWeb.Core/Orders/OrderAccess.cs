using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Persistence;

namespace CrmWeb.Core.Orders;

/// <summary>
/// Who may see and who may change which orders: whoever sees or may change the customer, and besides, to see, whose order it is. An order
/// stays its owner's performance when the customer goes to somebody else, so the owner, and the branch it was made in, go on seeing it.
/// </summary>
public static class OrderAccess
{
    /// <summary>The orders of the customers inside the scope, one's own, and those of one's branch.</summary>
    internal static IQueryable<Order> VisibleTo(this IQueryable<Order> orders, CrmDbContext db, UserScope by)
    {
        if (!by.Has(Permissions.CustomersView))
            return orders.Where(_ => false);

        // Both leave out what lies in the recycle bin.
        var (living, seen, userId, departments) = (db.Customers, db.Customers.VisibleTo(by), by.UserId, by.DepartmentIds);

        // By Max and not by Any: the customer of each order is looked up by its key, where PostgreSQL would join all customers of the company to
        // the few orders of somebody who sees a part.
        return by.Scope switch
        {
            DataScope.Everything => orders.Where(o => living.Any(c => c.Id == o.CustomerId)),
            DataScope.Department => orders.Where(o =>
                ((o.OwnerId == userId || departments.Contains(o.DepartmentId!.Value)) && living.Where(c => c.Id == o.CustomerId).Max(c => (int?)c.Id) == o.CustomerId)
                || seen.Any(c => c.Id == o.CustomerId)),
            _ => orders.Where(o =>
                (o.OwnerId == userId && living.Where(c => c.Id == o.CustomerId).Max(c => (int?)c.Id) == o.CustomerId) || seen.Any(c => c.Id == o.CustomerId)),
        };
    }

    /// <summary>Those agreed and not called off: a draft and a void order count nowhere.</summary>
    internal static IQueryable<Order> ThatCount(this IQueryable<Order> orders) => orders.Where(o => o.State == OrderState.Active || o.State == OrderState.Completed);

    /// <summary>The orders of the customers the user may change.</summary>
    internal static IQueryable<Order> WritableBy(this IQueryable<Order> orders, CrmDbContext db, UserScope by)
    {
        var editable = db.Customers.EditableBy(by);
        return by.Has(Permissions.OrdersWrite) ? orders.Where(o => editable.Any(c => c.Id == o.CustomerId)) : orders.Where(_ => false);
    }
}
