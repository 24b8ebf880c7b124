using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Orders.Payments;

/// <summary>Notes what was received for orders, and takes back what was noted wrongly.</summary>
public sealed class PaymentService(CrmDbContext db, ListCatalog lists, IEnumerable<ICustomerFigure> figures, OrganizationClock clock, IStringLocalizer<OrdersText> text)
{
    /// <summary>
    /// Notes a payment. The order is held meanwhile: of two that would together exceed it, the second is refused unless it says why.
    /// </summary>
    /// <returns>The payment's id; that of the one the same form noted before, if it was sent twice.</returns>
    /// <exception cref="NotFoundException">The order is absent or not the user's to change.</exception>
    /// <exception cref="ValidationException">A rule is broken, or the form was saved before and says something else now.</exception>
    public Task<int> NoteAsync(int orderId, PaymentForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.OrdersWrite);
        var key = form.CreationKey == Guid.Empty ? Guid.NewGuid() : form.CreationKey;
        return Resubmission.RunAsync(
            db,
            () => NotedBySameFormAsync(orderId, key, form, by, ct),
            () => NoteOnceAsync(orderId, key, form, by, ct),
            async () =>
            {
                var used = key;
                key = Resubmission.OwnKey(key, by);
                return await db.Payments.AnyAsync(p => p.CreationKey == used, ct);
            });
    }

    /// <summary>Takes a payment back; twice is once.</summary>
    /// <returns>The order's id.</returns>
    /// <exception cref="NotFoundException">Absent, or not the user's to change.</exception>
    /// <exception cref="ValidationException">No reason is given.</exception>
    public async Task<int> VoidAsync(int id, VoidForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.OrdersWrite);
        var orderId = await db.Payments.Where(p => p.Id == id).Select(p => (int?)p.OrderId).FirstOrDefaultAsync(ct) ?? throw new NotFoundException();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Orders.HoldAsync(orderId, ct);
        var customerId = await db.Orders.WritableBy(db, by).Where(o => o.Id == orderId).Select(o => (int?)o.CustomerId).FirstOrDefaultAsync(ct) ?? throw new NotFoundException();
        var payment = await db.Payments.SingleAsync(p => p.Id == id, ct);
        if (payment.VoidedAt is not null)
            return orderId;
        var reason = FormText.Clean(form.Reason);
        VoidReasons.Check(reason, text);
        payment.MakeVoid(reason!, by.ActorId, clock.UtcNow);
        await db.SaveChangesAsync(by, ct);
        await figures.RenewAsync([customerId], ct);
        await transaction.CommitAsync(ct);
        return orderId;
    }

    private async Task<int> NoteOnceAsync(int orderId, Guid key, PaymentForm form, UserScope by, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Orders.HoldAsync(orderId, ct);
        var order = await db.Orders.WritableBy(db, by).AsNoTracking().FirstOrDefaultAsync(o => o.Id == orderId, ct) ?? throw new NotFoundException();
        var said = form.Cleaned();
        var list = await lists.GetAsync(ct);
        await new PaymentFormValidator(text, list, clock.Today).ValidateAndThrowAsync(said, ct);
        if (order.State is not (OrderState.Active or OrderState.Completed))
            throw Refusal.Of(text["Error.NotPayable", text[$"OrderState.{order.State}"]]);

        _ = Money.TryParse(said.Amount, out var amount);
        var open = order.Amount - await db.Payments.ReceivedAsync(orderId, ct);
        var isOver = amount > open;
        if (isOver && said.OverReason is null)
            throw Refusal.Of(nameof(form.OverReason), text["Error.OverOrder", Money.Shown(order.Amount), Money.Shown(Math.Max(open, 0m))]);
        if (isOver && VagueText.IsVague(said.OverReason))
            throw Refusal.Of(nameof(form.OverReason), text["Error.ReasonVague", said.OverReason!]);
        var facts = new PaymentFacts(said.PaidOn!.Value, amount, list.Find(ListKind.PaymentMethod, said.Method)!.Id, said.Note, isOver ? said.OverReason : null);
        var payment = new Payment(orderId, key, facts, by.ActorId, clock.UtcNow);
        db.Payments.Add(payment);
        await db.SaveChangesAsync(by, ct);
        await figures.RenewAsync([order.CustomerId], ct);
        await transaction.CommitAsync(ct);
        return payment.Id;
    }

    private async Task<int?> NotedBySameFormAsync(int orderId, Guid key, PaymentForm form, UserScope by, CancellationToken ct)
    {
        var noted = await db.Payments.AsNoTracking().FirstOrDefaultAsync(p => p.CreationKey == key && p.CreatedById == by.ActorId && p.OrderId == orderId, ct);
        if (noted is null)
            return null;
        var said = form.Cleaned();
        var method = (await lists.GetAsync(ct)).Find(ListKind.PaymentMethod, said.Method);

        // A reason that was not needed was not kept.
        return noted.VoidedAt is null && Money.TryParse(said.Amount, out var amount) && amount == noted.Amount && said.PaidOn == noted.PaidOn && said.Note == noted.Note
            && method?.Id == noted.MethodId && (noted.OverReason is null || said.OverReason == noted.OverReason)
            ? noted.Id
            : throw Refusal.Of(text["Error.PaymentAlreadySaved"]);
    }
}
