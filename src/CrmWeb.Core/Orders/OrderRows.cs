using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Orders;

/// <summary>Reads orders as rows, with what was received and what is overdue, by one question however many there are.</summary>
public sealed class OrderRows(CrmDbContext db, UserDirectory users, OrganizationClock clock)
{
    /// <param name="orders">In sight of the reader, in the order they are wanted in.</param>
    internal async Task<IReadOnlyList<OrderRow>> ReadAsync(IQueryable<Order> orders, UserScope by, CancellationToken ct)
    {
        var (seen, now) = (db.Customers.VisibleTo(by), clock.UtcNow);
        var rows = await orders.AsNoTracking().Select(o => new
        {
            o.Id,
            o.Number,
            o.CustomerId,
            CustomerName = o.Customer!.Name,
            CustomerNumber = o.Customer.Number,
            o.Customer.Kind,
            Opens = seen.Any(c => c.Id == o.CustomerId),
            o.Subject,
            o.OrderedOn,
            o.State,
            o.Amount,
            o.OwnerId,
            o.CreatedAt,
            Received = db.Payments.Where(p => p.OrderId == o.Id && p.VoidedAt == null).Sum(p => p.Amount),
            Due = db.PlannedPayments.Where(p => p.OrderId == o.Id && p.OverdueAt <= now).Sum(p => p.Amount),
        }).ToListAsync(ct);
        var (directory, view) = (await users.GetAsync(ct), PersonalView.Of(by));
        return
        [
            .. rows.Select(r => new OrderRow(
                r.Id, r.Number, r.CustomerId, view.Customer(r.CustomerName, r.Kind), r.CustomerNumber, r.Opens, view.Words(r.Subject), r.OrderedOn, r.State, r.Amount, directory.Name(r.OwnerId))
            {
                Received = r.Received,
                Overdue = r.State is OrderState.Active or OrderState.Completed ? Math.Max(r.Due - r.Received, 0m) : 0m,
                CreatedAt = r.CreatedAt,
            }),
        ];
    }
}
