using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace CrmWeb.Core.Orders;

/// <summary>Settings of orders.</summary>
public sealed class OrderOptions
{
    /// <summary>How numbers look; the same words as in the pattern of customer numbers.</summary>
    public string NumberPattern { get; set; } = "DD{yyyyMM}{seq:3}";
}

/// <summary>Enters orders.</summary>
public sealed class OrderService(
    CrmDbContext db, OrderFormReader reader, CustomerNumbers numbers, CustomerStageService stages, CustomerEvents events, IOptions<OrderOptions> options, OrganizationClock clock,
    IStringLocalizer<OrdersText> text)
{
    /// <summary>Enters an order with its items and its plan; wins the customer where the form says so. One transaction.</summary>
    /// <returns>The order's id; that of the one the same form made before, if it was sent twice.</returns>
    /// <exception cref="NotFoundException">The customer is absent or not the user's to change, or the user writes no orders.</exception>
    /// <exception cref="ValidationException">A rule is broken, or the form was saved before and says something else now.</exception>
    public Task<int> EnterAsync(int customerId, OrderForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.OrdersWrite);
        var key = form.CreationKey == Guid.Empty ? Guid.NewGuid() : form.CreationKey;
        return Resubmission.RunAsync(
            db,
            () => EnteredBySameFormAsync(customerId, key, form, by, ct),
            () => ConflictRetry.RunAsync(db, () => EnterOnceAsync(customerId, key, form, by, ct)),
            async () =>
            {
                var used = key;
                key = Resubmission.OwnKey(key, by);
                return await db.Orders.AnyAsync(o => o.CreationKey == used, ct);
            });
    }

    private async Task<int> EnterOnceAsync(int customerId, Guid key, OrderForm form, UserScope by, CancellationToken ct)
    {
        var customer = await db.Customers.EditableBy(by).FirstOrDefaultAsync(c => c.Id == customerId, ct) ?? throw new NotFoundException();
        var said = await reader.ReadAsync(customer, form, by, ct);
        Order? order = null;
        await events.SaveAsync(customer, by, async () =>
        {
            var number = await numbers.NextAsync(db, options.Value.NumberPattern, ct);
            order = new Order(customerId, number, key, said.Facts, form.IsDraft ? OrderState.Draft : OrderState.Active, by.ActorId, clock.UtcNow);
            db.Orders.Add(order);
            return await stages.MoveAsync(customer, said.Stage, by, ct) is { } moved ? [moved] : [];
        }, ct);
        return order!.Id;
    }

    private async Task<int?> EnteredBySameFormAsync(int customerId, Guid key, OrderForm form, UserScope by, CancellationToken ct)
    {
        var made = await db.Orders.AsNoTracking().Include(o => o.Items).Include(o => o.Plan).AsSplitQuery()
            .FirstOrDefaultAsync(o => o.CreationKey == key && o.CreatedById == by.ActorId && o.CustomerId == customerId, ct);
        if (made is null)
            return null;
        return SaysTheSame(form.Cleaned(), OrderForm.Of(made), by) ? made.Id : throw Refusal.Of(text["Error.AlreadySaved", made.Number]);
    }

    /// <summary>Whether the first of two sendings left behind what the second one says.</summary>
    private static bool SaysTheSame(OrderForm said, OrderForm made, UserScope by) =>
        said.OrderedOn == made.OrderedOn && said.Subject == made.Subject && said.Remarks == made.Remarks
        && said.IsDraft == made.IsDraft && (said.Owner ?? by.UserId) == made.Owner
        && said.Items.Select(i => OrderFigures.Item(i) is { } x ? x with { Id = null } : null).SequenceEqual(made.Items.Select(i => OrderFigures.Item(i)! with { Id = null }))
        && said.Plan.Select(OrderComparison.Words).Order(StringComparer.Ordinal).SequenceEqual(made.Plan.Select(OrderComparison.Words).Order(StringComparer.Ordinal))
        && (said.Items.Count > 0 || OrderComparison.Amount(said.Amount) == OrderComparison.Amount(made.Amount));
}
