using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Orders;

/// <summary>Reads one order, and the orders of one customer.</summary>
public sealed class OrderQueries(CrmDbContext db, OrderRows rows, ListCatalog lists, UserDirectory users, OrganizationClock clock)
{
    /// <summary>As many as the record of a customer names.</summary>
    private const int MostNamed = 5;

    /// <exception cref="NotFoundException">Absent or outside the scope.</exception>
    public async Task<OrderView> ReadAsync(int id, UserScope by, CancellationToken ct)
    {
        var row = (await rows.ReadAsync(db.Orders.VisibleTo(db, by).Where(o => o.Id == id), by, ct)).SingleOrDefault() ?? throw new NotFoundException();
        var writable = db.Orders.WritableBy(db, by);
        var rest = await db.Orders.AsNoTracking().Where(o => o.Id == id)
            .Select(o => new { o.Remarks, o.VoidReason, o.OwnerId, CustomerOwnerId = o.Customer!.OwnerId, o.UpdatedById, o.UpdatedAt, MayWrite = writable.Any(w => w.Id == o.Id) }).SingleAsync(ct);
        var items = await db.OrderItems.AsNoTracking().Where(i => i.OrderId == id).OrderBy(i => i.Place).ThenBy(i => i.Id).ToListAsync(ct);
        var plan = await db.PlannedPayments.AsNoTracking().Where(p => p.OrderId == id).ToListAsync(ct);
        var payments = await db.Payments.AsNoTracking().Where(p => p.OrderId == id).OrderByDescending(p => p.PaidOn).ThenByDescending(p => p.Id).ToListAsync(ct);
        var (list, directory, view) = (await lists.GetAsync(ct), await users.GetAsync(ct), PersonalView.Of(by));
        return new OrderView(
            row,
            [.. items.Select(i => new OrderItemRow(view.Words(i.Name), view.Words(i.Unit), i.Quantity, i.UnitPrice, i.Discount, i.Amount))],
            PaymentSchedule.Of(plan.Select(p => (p.Id, p.DueOn, p.Amount, view.Words(p.Note))), row.Received, clock.Today),
            [
                .. payments.Select(p => new PaymentRow(
                    p.Id, p.PaidOn, p.Amount, list.ById(p.MethodId), view.Words(p.Note), view.Words(p.OverReason), directory.Name(p.CreatedById), p.CreatedAt)
                {
                    VoidedAt = p.VoidedAt,
                    VoidedByName = directory.Name(p.VoidedById),
                    VoidReason = view.Words(p.VoidReason),
                }),
            ],
            Rights(row, rest.MayWrite))
        {
            Remarks = view.Words(rest.Remarks),
            VoidReason = view.Words(rest.VoidReason),
            OwnerId = rest.OwnerId,
            CustomerOwnerId = rest.CustomerOwnerId,
            UpdatedByName = directory.Name(rest.UpdatedById),
            UpdatedAt = rest.UpdatedAt,
        };
    }

    /// <summary>The order a payment is for, to whoever may take the payment back.</summary>
    /// <exception cref="NotFoundException">Absent, void already, or not the user's to change.</exception>
    public async Task<OrderView> ReadOfPaymentAsync(int paymentId, UserScope by, CancellationToken ct)
    {
        var orderId = await db.Payments.Where(p => p.Id == paymentId && p.VoidedAt == null).Select(p => (int?)p.OrderId).FirstOrDefaultAsync(ct) ?? throw new NotFoundException();
        var order = await ReadAsync(orderId, by, ct);
        return order.Rights.Write ? order : throw new NotFoundException();
    }

    /// <summary>
    /// What the record of a customer shows. Whoever sees a customer sees all its orders, and who reads the record has been asked already
    /// whether they see it, so the scope is not asked once more.
    /// </summary>
    /// <param name="customerId">One the reader sees.</param>
    public async Task<OrdersOfCustomer> OfCustomerAsync(int customerId, UserScope by, CancellationToken ct)
    {
        var all = await rows.ReadAsync(
            db.Orders.Where(o => o.CustomerId == customerId).OrderByDescending(o => o.OrderedOn).ThenByDescending(o => o.Id), by, ct);
        var counted = all.Where(o => o.Counts).ToList();
        return new OrdersOfCustomer([.. all.Take(MostNamed)], all.Count, counted.Sum(o => o.Amount), counted.Sum(o => o.Received), counted.Sum(o => o.Overdue));
    }

    private static OrderRights Rights(OrderRow row, bool mayWrite) => new(mayWrite)
    {
        Edit = mayWrite && row.State is (OrderState.Draft or OrderState.Active),
        Pay = mayWrite && row.Counts,
        Moves = mayWrite ? [.. Enum.GetValues<OrderState>().Where(to => Order.MayMove(row.State, to) && (to != OrderState.Void || row.Received == 0))] : [],
    };
}
