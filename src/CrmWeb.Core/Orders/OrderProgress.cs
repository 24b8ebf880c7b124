using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Orders;

/// <summary>Moves orders from state to state.</summary>
public sealed class OrderProgress(CrmDbContext db, IEnumerable<ICustomerFigure> figures, OrganizationClock clock, IStringLocalizer<OrdersText> text)
{
    /// <summary>Moves an order; one that is there already stays as it is.</summary>
    /// <param name="reason">Why it is called off; only then.</param>
    /// <exception cref="NotFoundException">Absent, or not the user's to change.</exception>
    /// <exception cref="ValidationException">There is no such move, no reason is given, money was received for what is to be void, or the customer of a draft is not won.</exception>
    public async Task MoveAsync(int id, OrderState state, string? reason, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.OrdersWrite);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Orders.HoldAsync(id, ct);
        var order = await db.Orders.WritableBy(db, by).FirstOrDefaultAsync(o => o.Id == id, ct) ?? throw new NotFoundException();
        if (order.State == state)
            return;
        if (!Order.MayMove(order.State, state))
            throw Refusal.Of(text["Error.NoSuchMove", text[$"OrderState.{order.State}"], text[$"OrderState.{state}"]]);

        var said = FormText.Clean(reason);
        if (state == OrderState.Void)
        {
            VoidReasons.Check(said, text);
            if (await db.Payments.ReceivedAsync(id, ct) > 0)
                throw Refusal.Of(nameof(VoidForm.Reason), text["Error.VoidPaid"]);
        }

        if (order.State == OrderState.Draft && state == OrderState.Active && !await db.Customers.AnyAsync(c => c.Id == order.CustomerId && c.Type == CustomerType.Won, ct))
            throw Refusal.Of(text["Error.NotWonYet"]);

        order.MoveTo(state, said, by.ActorId, clock.UtcNow);
        await db.SaveChangesAsync(by, ct);
        await figures.RenewAsync([order.CustomerId], ct);
        await transaction.CommitAsync(ct);
    }
}

/// <summary>What a reason for taking something back has to say.</summary>
internal static class VoidReasons
{
    /// <exception cref="ValidationException">Nothing, nothing in particular, or too much.</exception>
    public static void Check(string? reason, IStringLocalizer<OrdersText> text)
    {
        if (reason is null)
            throw Refusal.Of(nameof(VoidForm.Reason), text["Error.ReasonRequired"]);
        if (VagueText.IsVague(reason))
            throw Refusal.Of(nameof(VoidForm.Reason), text["Error.ReasonVague", reason]);
        if (reason.Length > VoidForm.ReasonMax)
            throw Refusal.Of(nameof(VoidForm.Reason), text["Error.TooLong", VoidForm.ReasonMax]);
    }
}
