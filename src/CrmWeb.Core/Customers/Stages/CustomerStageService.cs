using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Stages;

/// <summary>A move to another stage, as a form sends it.</summary>
public sealed class StageForm
{
    public const int ReasonMax = 500;

    /// <summary>What <see cref="Form"/> is called in the names of fields.</summary>
    internal const string Asked = nameof(Form) + ".";

    /// <summary>Code of the stage to move to; empty for no move.</summary>
    public string? Stage { get; set; }

    /// <summary>Code of the stage the form showed; a customer that has left it meanwhile is not moved.</summary>
    public string? From { get; set; }

    public string? StageReason { get; set; }

    /// <summary>Code of the loss reason; required when the customer is lost.</summary>
    public string? LossReason { get; set; }

    /// <summary>The fields that the stage asks for, filled in; null where the form shows none.</summary>
    public CustomerForm? Form { get; set; }
}

/// <summary>Moves customers along the pipeline.</summary>
public sealed class CustomerStageService(
    CrmDbContext db, PipelineCatalog pipeline, ListCatalog lists, CustomerEvents events, StageGate gate, CompletenessMeter meter, OrganizationClock clock,
    IStringLocalizer<PipelineText> text, IStringLocalizer<CustomersText> names)
{
    /// <summary>Moves the customer and notes the move, in one transaction.</summary>
    /// <exception cref="NotFoundException">Absent, or the user may not change it.</exception>
    /// <exception cref="ValidationException">No or an unknown stage, no loss reason, or somebody moved the customer meanwhile.</exception>
    /// <returns>The move's id, by which it can be taken back for a while.</returns>
    public Task<int> MoveAsync(int customerId, StageForm form, UserScope by, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        by.Demand(Permissions.FollowUpsWrite);
        var customer = await db.Customers.EditableBy(by).FirstOrDefaultAsync(c => c.Id == customerId, ct) ?? throw new NotFoundException();
        if (string.IsNullOrWhiteSpace(form.Stage))
            throw Refusal.Of(nameof(form.Stage), text["Error.StageRequired"]);

        if (await MovedBySameFormAsync(customer, form, by, ct) is { } before)
            return before;
        var facts = await CheckAsync(customer, form, by, ct);
        StageMoved? moved = null;
        await events.SaveAsync(customer, by, async () =>
        {
            if (facts is not null)
                await gate.FillAsync(customer, facts, by, ct);
            return (moved = await MoveAsync(customer, form, by, ct, facts?.Profile.Custom)) is null ? [] : [moved];
        }, ct);
        return moved!.Change.Id;
    });

    /// <summary>Moves a loaded customer where the form names a stage. The form has been checked; the caller saves and says what happened.</summary>
    /// <param name="carried">What the customer is about to carry in custom fields; null for what it carries.</param>
    /// <returns>Null where the form names no stage, or the customer stands there already.</returns>
    internal async Task<StageMoved?> MoveAsync(Customer customer, StageForm form, UserScope by, CancellationToken ct, CustomValues? carried = null)
    {
        if (FormText.CleanLine(form.Stage) is not { } code)
            return null;

        var target = (await pipeline.GetAsync(ct)).Find(code)!;
        if (target.Id == customer.StageId)
            return null;
        var lossReason = target.Kind == StageKind.Lost ? (await lists.GetAsync(ct)).Find(ListKind.LossReason, FormText.CleanLine(form.LossReason)) : null;
        var change = customer.MoveTo(target, by.ActorId, clock.UtcNow, FormText.Clean(form.StageReason), lossReason?.Id);
        await meter.MeasureMovedAsync(customer, carried, ct);
        return new StageMoved(customer, change);
    }

    /// <summary>
    /// What keeps a loaded customer from the move that comes along with another form, fields that the stage asks for among it; nothing where it
    /// asks for none, or where the move was made meanwhile: whoever was sent to fill in what the stage asks for has moved the customer there.
    /// </summary>
    internal async Task<IReadOnlyList<ValidationFailure>> FaultsAsync(Customer customer, StageForm form, UserScope by, CancellationToken ct)
    {
        if (FormText.CleanLine(form.Stage) is not { } code)
            return [];
        var stages = await pipeline.GetAsync(ct);
        var target = stages.Find(code);
        if (target is { IsActive: true } && target.Id == customer.StageId && FormText.CleanLine(form.From) is { } seen && stages.Find(seen)?.Id != target.Id)
            return [];
        var faults = await FaultsOfMoveAsync(customer, code, form, ct);
        if (faults.Count == 0 && target is not null && await gate.MissingAsync(customer, target, by, ct) is { Count: > 0 } missing)
            faults.Add(Asked(target, missing));
        return faults;
    }

    private ValidationFailure Asked(StageEntry target, IReadOnlyList<CustomerField> missing) =>
        new(nameof(StageForm.Stage), text["Error.StageAsks", target.Name, string.Join(text["Error.StageAsks.And"], missing.Select(f => f.Label(names)))]);

    private async Task<List<ValidationFailure>> FaultsOfMoveAsync(Customer customer, string code, StageForm form, CancellationToken ct)
    {
        var stages = await pipeline.GetAsync(ct);
        var current = stages.ById(customer.StageId);
        var target = stages.Find(code);
        var snapshot = await lists.GetAsync(ct);
        var lossReason = snapshot.Find(ListKind.LossReason, FormText.CleanLine(form.LossReason)) is { } found && snapshot.IsOffered(found) ? found : null;
        List<ValidationFailure> faults = [];
        if (target is not { IsActive: true })
            faults.Add(new(nameof(form.Stage), text["Error.StageUnknown"]));
        else if (FormText.CleanLine(form.From) is { } seen && seen != current.Code)
            faults.Add(new(nameof(form.Stage), text["Error.StageMovedMeanwhile", current.Name]));
        else if (target.Id == current.Id)
            faults.Add(new(nameof(form.Stage), text["Error.StageSame", current.Name]));
        else if (target.Kind == StageKind.Lost && lossReason?.ParentId is null)
            faults.Add(new(nameof(form.LossReason), text["Error.LossReasonRequired"]));
        else if (target.Kind == StageKind.Lost && await GroupAsync(customer, stages, ct) is { } group && group.Id != lossReason!.ParentId)
            faults.Add(new(nameof(form.LossReason), text["Error.LossReasonGroup", group.Name]));
        if (FormText.Clean(form.StageReason)?.Length > StageForm.ReasonMax)
            faults.Add(new(nameof(form.StageReason), text["Error.TooLong", StageForm.ReasonMax]));
        return faults;
    }

    /// <returns>What the form fills in first; null where the stage asks for nothing.</returns>
    private async Task<CustomerFacts?> CheckAsync(Customer customer, StageForm form, UserScope by, CancellationToken ct)
    {
        Refusal.ThrowIfAny(await FaultsOfMoveAsync(customer, FormText.CleanLine(form.Stage)!, form, ct));
        var target = (await pipeline.GetAsync(ct)).Find(FormText.CleanLine(form.Stage))!;
        var missing = await gate.MissingAsync(customer, target, by, ct);
        if (missing.Count == 0)
            return null;
        if (form.Form is null)
            throw new ValidationException([Asked(target, missing)]);
        return await gate.ReadAsync(customer, missing, form.Form, by, ct);
    }

    /// <summary>The same form sent twice: the customer stands where it was moved to, by this user, from the stage the form showed, with these words.</summary>
    private async Task<int?> MovedBySameFormAsync(Customer customer, StageForm form, UserScope by, CancellationToken ct)
    {
        var stages = await pipeline.GetAsync(ct);
        if (stages.Find(FormText.CleanLine(form.From)) is not { } from || stages.Find(FormText.CleanLine(form.Stage))?.Id != customer.StageId || from.Id == customer.StageId)
            return null;
        var last = await db.StageChanges.AsNoTracking().Where(c => c.CustomerId == customer.Id).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).FirstOrDefaultAsync(ct);
        return last is not null && last.ToStageId == customer.StageId && last.FromStageId == from.Id && last.OperatorId == by.ActorId
            && last.Reason == FormText.Clean(form.StageReason)
                ? last.Id
                : null;
    }

    /// <summary>The group of reasons for a customer that was won once, or for one that never was.</summary>
    private async Task<ListEntry?> GroupAsync(Customer customer, PipelineSnapshot stages, CancellationToken ct)
    {
        var won = stages.All.Where(s => s.Kind is StageKind.Won or StageKind.AfterSale).Select(s => s.Id).ToList();
        var wasWon = await db.StageChanges.AnyAsync(c => c.CustomerId == customer.Id && won.Contains(c.ToStageId), ct);
        return (await lists.GetAsync(ct)).Find(ListKind.LossReason, wasWon ? "lost-customer" : "never-won");
    }
}
