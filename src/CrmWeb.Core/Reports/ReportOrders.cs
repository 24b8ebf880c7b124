using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Reports;

/// <summary>
/// The orders a report counts: those that the list of orders shows under the same conditions, agreed and not called off. They are of
/// the person and the department they were made by. Reports of the own customers are about the own orders.
/// </summary>
public sealed class ReportOrders(CrmDbContext db, OrderFilters conditions)
{
    /// <summary>Whose orders are counted: of whoever sees the own customers alone, the own ones, as long as nothing else is asked for.</summary>
    internal static ReportFilter Whose(ReportFilter filter, UserScope by) =>
        by.Scope == DataScope.Own && string.IsNullOrWhiteSpace(filter.Owner) ? filter with { Owner = $"{by.UserId}" } : filter;

    /// <exception cref="Requests.BadQueryException">A code in the address means nothing.</exception>
    internal async Task<IQueryable<Order>> CountedAsync(ReportFilter filter, UserScope by, CancellationToken ct)
    {
        // An order is always somebody's.
        if (filter.Owner == CustomerFilter.NoOwner)
            return db.Orders.AsNoTracking().Where(_ => false);
        var asked = new OrderFilter
        {
            State = OrderFilters.Counted,
            Owner = filter.Owner,
            Department = filter.Department,
            Category = filter.Category,
            Industry = filter.Industry,
            Tag = filter.Tag,
            TagMode = filter.TagMode,
        };
        return await conditions.ApplyAsync(db.Orders.AsNoTracking().VisibleTo(db, by), asked, by, ct);
    }

    /// <summary>Those made within the period.</summary>
    internal static IQueryable<Order> Of(IQueryable<Order> orders, ReportPeriod period)
    {
        var (first, last) = (period.First, period.Last);
        return first is null ? orders.Where(o => o.OrderedOn <= last) : orders.Where(o => o.OrderedOn >= first && o.OrderedOn <= last);
    }

    /// <summary>The payments for these orders that stand, each with whose order it was for.</summary>
    internal IQueryable<ReceivedPayment> Payments(IQueryable<Order> orders) => db.Payments.AsNoTracking().Where(p => p.VoidedAt == null)
        .Join(orders, p => p.OrderId, o => o.Id, (p, o) => new ReceivedPayment { PaidOn = p.PaidOn, Amount = p.Amount, OwnerId = o.OwnerId, DepartmentId = o.DepartmentId });

    /// <summary>The payments for these orders that came in within the period.</summary>
    internal IQueryable<ReceivedPayment> Payments(IQueryable<Order> orders, ReportPeriod period)
    {
        var (first, last) = (period.First, period.Last);
        var received = db.Payments.AsNoTracking().Where(p => p.VoidedAt == null && p.PaidOn <= last);
        if (first is not null)
            received = received.Where(p => p.PaidOn >= first);
        return received
            .Join(orders, p => p.OrderId, o => o.Id, (p, o) => new ReceivedPayment { PaidOn = p.PaidOn, Amount = p.Amount, OwnerId = o.OwnerId, DepartmentId = o.DepartmentId });
    }
}

/// <summary>A payment with whose order it was for; the amount in yuan.</summary>
internal sealed class ReceivedPayment
{
    public DateOnly PaidOn { get; init; }

    public decimal Amount { get; init; }

    public int OwnerId { get; init; }

    public int? DepartmentId { get; init; }
}
