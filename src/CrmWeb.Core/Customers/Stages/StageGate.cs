using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.Stages;

/// <summary>What a stage asks for before a customer may enter it, and what a form says to that.</summary>
public sealed class StageGate(CrmDbContext db, DemandCatalog demands, PipelineCatalog pipeline, CustomValueStore values, CustomerFormMapper mapper, CustomerEditor editor)
{
    /// <summary>The fields that a move of the customer asks for first.</summary>
    /// <param name="target">Code of the stage; nothing is asked for one that is not there.</param>
    /// <exception cref="NotFoundException">Absent, or the user may not change it.</exception>
    public async Task<IReadOnlyList<CustomerField>> AskedAsync(int customerId, string? target, UserScope by, CancellationToken ct)
    {
        var customer = await db.Customers.AsNoTracking().EditableBy(by).FirstOrDefaultAsync(c => c.Id == customerId, ct) ?? throw new NotFoundException();
        return (await pipeline.GetAsync(ct)).Find(target) is { IsActive: true } stage ? await MissingAsync(customer, stage, by, ct) : [];
    }

    /// <summary>Whether a move of the customer asks for fields first; not where the user may not change it.</summary>
    /// <param name="target">Code of the stage.</param>
    public async Task<bool> AsksAsync(int customerId, string? target, UserScope by, CancellationToken ct) =>
        await db.Customers.AsNoTracking().EditableBy(by).FirstOrDefaultAsync(c => c.Id == customerId, ct) is { } customer
        && (await pipeline.GetAsync(ct)).Find(target) is { IsActive: true } stage && (await MissingAsync(customer, stage, by, ct)).Count > 0;

    /// <summary>The fields that a move of a loaded customer asks for first, as far as the user may change them.</summary>
    internal async Task<IReadOnlyList<CustomerField>> MissingAsync(Customer customer, StageEntry target, UserScope by, CancellationToken ct)
    {
        var asked = await demands.GetAsync(ct);
        if (!asked.FollowStages)
            return [];
        var carried = asked.AskForCustom ? await values.ReadAsync(customer.Id, ct) : CustomValues.None;
        return [.. asked.MissingAt(target, (await pipeline.GetAsync(ct)).ById(customer.StageId), customer.ToProfile() with { Custom = carried }, by)];
    }

    /// <summary>Reads what a form says to what the stage asks for.</summary>
    /// <param name="customer">Tracked; its people, tags and decision chain are loaded here.</param>
    /// <param name="filled">Only the fields that are missing are taken from it, and whether likely duplicates were seen.</param>
    /// <exception cref="ValidationException">One of them still says nothing, or a rule is broken that the customer as it is does not break already.</exception>
    internal async Task<CustomerFacts> ReadAsync(
        Customer customer, IReadOnlyList<CustomerField> missing, CustomerForm filled, UserScope by, CancellationToken ct)
    {
        await db.Entry(customer).Collection(c => c.Contacts).LoadAsync(ct);
        await db.Entry(customer).Collection(c => c.Tags).LoadAsync(ct);
        await db.Entry(customer).Collection(c => c.DecisionChain).LoadAsync(ct);
        var (stored, asked) = (await mapper.FillAsync(customer, by, ct), await demands.GetAsync(ct));
        var typed = missing.Aggregate(stored, (form, field) => form.With(field, filled));
        typed.ConfirmDuplicate = filled.ConfirmDuplicate;
        var (before, reading) = (await mapper.ReadAsync(stored, customer, by, ct), await mapper.ReadAsync(typed, customer, by, ct));
        var cleaned = typed.Cleaned(mayBeWithoutContact: true);
        List<ValidationFailure> faults =
        [
            .. missing.Where(f => !asked.Says(f, f.Typed(cleaned) ?? f.Proposed?.Invoke(cleaned))).Select(f => mapper.Lacking(f, f.Typed(cleaned) as string, StageForm.Asked)),
            .. Placed(reading.FaultsBeside(before)),
        ];
        Refusal.ThrowIfAny([.. faults.DistinctBy(f => (f.PropertyName, f.ErrorMessage))]);

        // What is no customer breaks a rule, and was refused.
        return reading.Said!;
    }

    /// <summary>Has the customer say what was filled in; the caller saves.</summary>
    /// <exception cref="ValidationException">Another customer may be the same one, or has a value that no two may have.</exception>
    internal async Task FillAsync(Customer customer, CustomerFacts facts, UserScope by, CancellationToken ct)
    {
        try
        {
            await editor.ApplyAsync(customer, facts, by, ct);
        }
        catch (ValidationException refused)
        {
            throw new ValidationException(Placed(refused.Errors));
        }
    }

    /// <summary>What the form of the customer breaks, named as it stands in the form of the stage.</summary>
    private static IEnumerable<ValidationFailure> Placed(IEnumerable<ValidationFailure> faults) =>
        faults.Select(f => f.PropertyName.Length == 0 ? f : new ValidationFailure(StageForm.Asked + f.PropertyName, f.ErrorMessage));

    /// <summary>Reads the form of the customer as it is, with what was typed of the fields asked for.</summary>
    /// <exception cref="NotFoundException">Absent, or the user may not change it.</exception>
    public async Task<CustomerForm> OpenAsync(int customerId, IReadOnlyList<CustomerField> asked, CustomerForm? typed, UserScope by, CancellationToken ct)
    {
        var form = await editor.OpenAsync(customerId, by, ct);
        return typed is null ? form : asked.Aggregate(form, (all, field) => all.With(field, typed));
    }
}
