using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Orders;

/// <summary>Reads orders as rows, with what was received and what is due, by three questions however many there are.</summary>
public sealed class OrderRows(CrmDbContext db, UserDirectory users, OrganizationClock clock)
{
    /// <param name="orders">In sight of the reader, in the order they are wanted in.</param>
    internal async Task<IReadOnlyList<OrderRow>> ReadAsync(IQueryable<Order> orders, UserScope by, CancellationToken ct)
    {
        var seen = db.Customers.VisibleTo(by);
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
        }).ToListAsync(ct);
        if (rows.Count == 0)
            return [];

        var ids = rows.Select(r => r.Id).ToList();
        var received = await db.Payments.AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.OrderId) && p.VoidedAt == null)
            .GroupBy(p => p.OrderId).Select(g => new { Id = g.Key, Sum = g.Sum(p => p.Amount) }).ToDictionaryAsync(g => g.Id, g => g.Sum, ct);
        var plans = (await db.PlannedPayments.AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.OrderId))
            .Select(p => new { p.OrderId, p.Id, p.DueOn, p.Amount }).ToListAsync(ct)).ToLookup(p => p.OrderId);
        var (directory, view, today) = (await users.GetAsync(ct), PersonalView.Of(by), clock.Today);
        return
        [
            .. rows.Select(r =>
            {
                var got = received.GetValueOrDefault(r.Id);
                var row = new OrderRow(
                    r.Id, r.Number, r.CustomerId, view.Customer(r.CustomerName, r.Kind), r.CustomerNumber, r.Opens, view.Words(r.Subject), r.OrderedOn, r.State, r.Amount, directory.Name(r.OwnerId))
                { Received = got, CreatedAt = r.CreatedAt };
                if (!row.Counts)
                    return row;
                var schedule = PaymentSchedule.Of(plans[r.Id].Select(p => (p.Id, p.DueOn, p.Amount, (string?)null)), got, today);
                return row with
                {
                    Overdue = schedule.Where(p => p.State == PlannedState.Overdue).Sum(p => p.Open),
                    NextDue = schedule.FirstOrDefault(p => p.State != PlannedState.Paid)?.DueOn,
                };
            }),
        ];
    }
}
