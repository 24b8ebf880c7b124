using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.FollowUps.Recording;

/// <summary>Checks a follow-up form and turns its codes into ids; shared by recording, planning and correcting.</summary>
public sealed class FollowUpFormReader(
    CrmDbContext db, ListCatalog lists, AssigneeChoices assignees, CustomerStageService stages, FollowUpOwnFields ownFields, OrganizationClock clock, IStringLocalizer<FollowUpsText> text)
{
    /// <param name="kept">A planned follow-up that is done or planned anew, a record that is corrected: its method, its assignee and, planned anew, its time may stay although they could not be chosen today.</param>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    internal async Task<ValidatedFollowUp> ReadAsync(Customer customer, FollowUpForm form, FollowUpKind kind, UserScope by, CancellationToken ct, FollowUp? kept = null)
    {
        var (said, isReplan) = (form.Cleaned(), kind == FollowUpKind.Plan && kept is not null);
        var contactIds = await db.Contacts.Where(c => c.CustomerId == customer.Id).Select(c => c.Id).ToListAsync(ct);
        List<int> takers = [.. (await assignees.ForAsync(customer.Id, by, ct)).Select(a => a.Id)];
        if (isReplan)
            takers.Add(kept!.AssigneeId);
        var validator = new FollowUpFormValidator(
            kind, text, await lists.GetAsync(ct), clock.ToLocal(clock.UtcNow), contactIds, takers, isReplan ? FollowUpField.Minute(clock.ToLocal(kept!.At)) : null, kept?.MethodId);
        var result = await validator.ValidateAsync(said, ct);
        if (!isReplan)
            result.Errors.AddRange(await stages.FaultsAsync(customer, said.StageForm, by, ct));
        var own = kind == FollowUpKind.Record ? await ownFields.ReadAsync(said, customer, kept?.Id, by, ct) : null;
        result.Errors.AddRange(own?.Faults ?? []);
        if (!result.IsValid)
            throw new ValidationException(result.Errors);
        return new ValidatedFollowUp(said, await FactsAsync(said, ct), own, clock.ToUtc(said.At!.Value), said.NextAt is { } next ? clock.ToUtc(next) : null, said.StageForm);
    }

    /// <summary>What a form says that perhaps breaks rules; a method that is not in the list is 0.</summary>
    internal Task<FollowUpFacts> SaidAsync(FollowUpForm form, CancellationToken ct) => FactsAsync(form.Cleaned(), ct);

    /// <summary>Whether a record carries in the company's own fields what a form says that perhaps made it.</summary>
    internal async Task<bool> CarriesAsync(FollowUp record, FollowUpForm form, UserScope by, CancellationToken ct) =>
        await db.Customers.AsNoTracking().IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).FirstOrDefaultAsync(c => c.Id == record.CustomerId, ct) is { } customer
        && await ownFields.ReadAsync(form.Cleaned(), customer, record.Id, by, ct) is { IsChange: false, Faults.Count: 0 };

    /// <summary>Databases keep times with different precision.</summary>
    internal static bool SameTime(DateTime? one, DateTime? other) =>
        one is null ? other is null : other is not null && (one.Value - other.Value).Duration() < TimeSpan.FromSeconds(1);

    private async Task<FollowUpFacts> FactsAsync(FollowUpForm form, CancellationToken ct) =>
        new((await lists.GetAsync(ct)).Find(ListKind.FollowUpMethod, form.Method)?.Id ?? 0, form.Contact, form.Subject, form.Content)
        {
            Feedback = form.Feedback,
            NeedChange = form.NeedChange,
            Objections = form.Objections,
            Result = form.Result,
            NextStep = form.NextStep,
            Commitments = form.Commitments,
        };
}
