using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Orders;

/// <summary>What a form says that keeps the rules.</summary>
/// <param name="Stage">The move of the customer that comes with it; names no stage where there is none.</param>
internal sealed record ValidatedOrder(OrderFacts Facts, StageForm Stage);

/// <summary>Checks the form of an order and reads its figures; shared by entering and changing.</summary>
public sealed class OrderFormReader(
    OrderOwners owners, UserDirectory users, PipelineCatalog pipeline, CustomerStageService stages, OrganizationClock clock, IStringLocalizer<OrdersText> text)
{
    /// <param name="kept">The order that is changed: its owner may always stay.</param>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    internal async Task<ValidatedOrder> ReadAsync(Customer customer, OrderForm form, UserScope by, CancellationToken ct, Order? kept = null)
    {
        var said = form.Cleaned();
        var result = await new OrderFormValidator(text).ValidateAsync(said, ct);
        var ownerId = said.Owner ?? kept?.OwnerId ?? by.UserId;
        var owner = (await owners.ForAsync(customer.OwnerId, kept?.OwnerId, by, ct)).FirstOrDefault(u => u.Id == ownerId);
        if (owner is null && ownerId != kept?.OwnerId)
            result.Errors.Add(new ValidationFailure(nameof(form.Owner), text["Error.Owner"]));
        var stage = kept is null ? await WonByAsync(customer, said, by, result.Errors, ct) : new StageForm();
        if (!result.IsValid)
            throw new ValidationException(result.Errors);

        HashSet<int> taken = [];
        int? Once(int? id) => id is { } value && taken.Add(value) ? value : null;
        List<OrderItemFacts> items = [.. said.Items.Select(i => OrderFigures.Item(i)! with { Id = Once(i.Id) })];
        taken.Clear();
        List<PlannedPaymentFacts> plan = [.. said.Plan.Select(p => new PlannedPaymentFacts(Once(p.Id), p.DueOn!.Value, Yuan(p.Amount), p.Note, clock.StartOfDay(p.DueOn.Value.AddDays(1))))];
        var amount = Amount(said, items);
        var planned = plan.Sum(p => p.Amount);
        if (planned > amount)
            throw Refusal.Of(nameof(form.Plan), text["Error.PlanOverOrder", Money.Shown(planned), Money.Shown(amount)]);
        var department = ownerId == kept?.OwnerId ? kept.DepartmentId : (owner ?? (await users.GetAsync(ct)).ById(ownerId))?.DepartmentId;
        return new ValidatedOrder(new OrderFacts(said.OrderedOn!.Value, said.Subject, amount, ownerId, department, said.Remarks, items, plan), stage);
    }

    /// <summary>The stage in which customers are won; null where the pipeline has none.</summary>
    public static StageEntry? Won(PipelineSnapshot stages) => stages.Active.Where(s => s.Kind == StageKind.Won).OrderBy(s => s.Order).FirstOrDefault();

    private decimal Amount(OrderForm said, List<OrderItemFacts> items)
    {
        if (items.Count == 0)
            return Yuan(said.Amount);
        var total = OrderFigures.Total(items);
        if (total <= 0)
            throw Refusal.Of(nameof(said.Items), text["Error.NothingToPay"]);
        if (total > Money.Max)
            throw Refusal.Of(nameof(said.Items), text["Error.TotalTooLarge"]);
        return said.Amount is null || Yuan(said.Amount) == total ? total : throw Refusal.Of(nameof(said.Amount), text["Error.AmountNotSum", Money.Shown(total)]);
    }

    /// <summary>Only a won customer orders; one that is not won yet is moved by the same form, though not by what is a draft as yet.</summary>
    private async Task<StageForm> WonByAsync(Customer customer, OrderForm said, UserScope by, List<ValidationFailure> errors, CancellationToken ct)
    {
        if (customer.Type == CustomerType.Won || said.IsDraft)
            return new StageForm();
        var won = Won(await pipeline.GetAsync(ct));
        if (!said.Wins || won is null || !by.Has(Permissions.FollowUpsWrite))
        {
            errors.Add(new ValidationFailure(nameof(said.Wins), text["Error.NotWon"]));
            return new StageForm();
        }

        var move = new StageForm { Stage = won.Code, From = said.From };
        errors.AddRange((await stages.FaultsAsync(customer, move, by, ct)).Select(f => new ValidationFailure(nameof(said.Wins), f.ErrorMessage)));
        return move;
    }

    private static decimal Yuan(string? typed) => Money.TryParse(typed, out var yuan) ? yuan : 0m;
}
