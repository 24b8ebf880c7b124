using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Orders;

/// <summary>An order that was entered; the amount in yuan.</summary>
public sealed record OrderEntry(DateTime At, string Actor, int OrderId, string Number, string? Subject, decimal Amount, OrderState State, string? VoidReason)
    : TimelineItem(At, Actor);

/// <summary>A payment that was noted; the amount in yuan.</summary>
public sealed record PaymentEntry(DateTime At, string Actor, int OrderId, string Number, DateOnly PaidOn, decimal Amount, string? Method, string? Note, bool IsVoid)
    : TimelineItem(At, Actor);

/// <summary>Orders on the customer's timeline, at the time they were entered.</summary>
internal sealed class OrderTimeline(CrmDbContext db, UserDirectory users) : ITimelineSource
{
    public TimelineFilter Filter => TimelineFilter.Orders;

    public bool MayHave(CustomerRecord customer) => customer.HasOrders;

    public async Task<IEnumerable<TimelineItem>> ReadAsync(TimelineStretch stretch, CancellationToken ct)
    {
        var wanted = db.Orders.AsNoTracking().Where(o => o.CustomerId == stretch.CustomerId);
        if (stretch.Before is { At: var at } before && before.IdsBelow(TimelineSource.Order) is var below)
            wanted = wanted.Where(o => o.CreatedAt <= at && (o.CreatedAt < at || o.Id < below));
        var orders = await wanted.OrderByDescending(o => o.CreatedAt).ThenByDescending(o => o.Id).Take(stretch.Size).ToListAsync(ct);
        var (directory, view) = (await users.GetAsync(ct), PersonalView.Of(stretch.By));
        return orders.Select(o => new OrderEntry(
            o.CreatedAt, directory.Name(o.CreatedById), o.Id, o.Number, view.Words(o.Subject), o.Amount, o.State, view.Words(o.VoidReason))
        { Place = new(o.CreatedAt, TimelineSource.Order, o.Id) });
    }
}

/// <summary>Payments on the customer's timeline, at the time they were noted.</summary>
internal sealed class PaymentTimeline(CrmDbContext db, ListCatalog lists, UserDirectory users) : ITimelineSource
{
    public TimelineFilter Filter => TimelineFilter.Orders;

    public bool MayHave(CustomerRecord customer) => customer.HasOrders;

    public async Task<IEnumerable<TimelineItem>> ReadAsync(TimelineStretch stretch, CancellationToken ct)
    {
        var wanted = db.Payments.AsNoTracking().Join(
            db.Orders.Where(o => o.CustomerId == stretch.CustomerId), p => p.OrderId, o => o.Id, (p, o) => new { Payment = p, o.Number });
        if (stretch.Before is { At: var at } before && before.IdsBelow(TimelineSource.Payment) is var below)
            wanted = wanted.Where(x => x.Payment.CreatedAt <= at && (x.Payment.CreatedAt < at || x.Payment.Id < below));
        var rows = await wanted.OrderByDescending(x => x.Payment.CreatedAt).ThenByDescending(x => x.Payment.Id).Take(stretch.Size).ToListAsync(ct);
        var (list, directory, view) = (await lists.GetAsync(ct), await users.GetAsync(ct), PersonalView.Of(stretch.By));
        return rows.Select(x => new PaymentEntry(
            x.Payment.CreatedAt, directory.Name(x.Payment.CreatedById), x.Payment.OrderId, x.Number, x.Payment.PaidOn, x.Payment.Amount, list.ById(x.Payment.MethodId)?.Name,
            view.Words(x.Payment.Note), x.Payment.VoidedAt is not null)
        { Place = new(x.Payment.CreatedAt, TimelineSource.Payment, x.Payment.Id) });
    }
}
