using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Orders.Payments;

/// <summary>What lies under one roof: an order, and the money received for it.</summary>
internal static class OrderMoney
{
    /// <summary>Holds the order until the transaction ends: whatever depends on what was received waits here, and then sees it.</summary>
    public static Task<int> HoldAsync(this IQueryable<Order> orders, int id, CancellationToken ct) => orders.Where(o => o.Id == id).LockAsync(o => o.UpdatedAt, ct);

    /// <summary>What was received for one order, in yuan.</summary>
    public static Task<decimal> ReceivedAsync(this IQueryable<Payment> payments, int orderId, CancellationToken ct) =>
        payments.Where(p => p.OrderId == orderId && p.VoidedAt == null).SumAsync(p => p.Amount, ct);
}
