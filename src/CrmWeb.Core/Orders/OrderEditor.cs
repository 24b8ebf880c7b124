using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Orders;

/// <summary>What came of changing an order: it was saved unless somebody else saved something different meanwhile.</summary>
/// <param name="Clashes">Where what was typed differs from what is saved by now.</param>
/// <param name="Version">As it is now; saving with it means what was typed.</param>
public sealed record OrderSaving(IReadOnlyList<FieldDifference> Clashes, Guid Version)
{
    public bool IsSaved => Clashes.Count == 0;
}

/// <summary>Changes orders that are drafts or active.</summary>
public sealed class OrderEditor(
    CrmDbContext db, OrderFormReader reader, UserDirectory users, IEnumerable<ICustomerFigure> figures, OrganizationClock clock, IStringLocalizer<OrdersText> text)
{
    /// <summary>The form, filled with the order as it is now.</summary>
    /// <exception cref="NotFoundException">Absent, not the user's to change, completed or void.</exception>
    public async Task<OrderForm> OpenAsync(int id, UserScope by, CancellationToken ct) =>
        OrderForm.Of(await Changeable(by).AsNoTracking().FirstOrDefaultAsync(o => o.Id == id, ct) ?? throw new NotFoundException());

    /// <summary>Saves the form. The order is held meanwhile, so that no payment comes in between.</summary>
    /// <exception cref="NotFoundException">Absent, not the user's to change, completed or void.</exception>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    public async Task<OrderSaving> SaveAsync(int id, OrderForm form, UserScope by, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Orders.HoldAsync(id, ct);
        var order = await Changeable(by).Include(o => o.Customer).FirstOrDefaultAsync(o => o.Id == id, ct) ?? throw new NotFoundException();

        // What breaks a rule is to be mended before anybody is asked to choose.
        var said = await reader.ReadAsync(order.Customer!, form, by, ct, kept: order);
        if (form.Version != order.Version)
        {
            var clashes = OrderComparison.Differences(form.Cleaned(), OrderForm.Of(order), await users.GetAsync(ct), text);
            return new OrderSaving(clashes, order.Version);
        }

        var received = await db.Payments.ReceivedAsync(id, ct);

        // One that is overpaid already may stay as it is.
        if (said.Facts.Amount < Math.Min(received, order.Amount))
            throw Refusal.Of(nameof(form.Amount), text["Error.LessThanReceived", Money.Shown(received)]);
        order.Edit(said.Facts, by.ActorId, clock.UtcNow);
        await db.SaveChangesAsync(by, ct);
        await figures.RenewAsync([order.CustomerId], ct);
        await transaction.CommitAsync(ct);
        return new OrderSaving([], order.Version);
    }

    private IQueryable<Order> Changeable(UserScope by) =>
        db.Orders.WritableBy(db, by).Where(o => o.State == OrderState.Draft || o.State == OrderState.Active).Include(o => o.Items).Include(o => o.Plan).AsSplitQuery();
}
