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

/// <summary>Checks a follow-up form and turns its codes into ids; shared by writing and correcting.</summary>
public sealed class FollowUpFormReader(
    CrmDbContext db, ListCatalog lists, AssigneeChoices assignees, CustomerStageService stages, OrganizationClock clock, IStringLocalizer<FollowUpsText> text)
{
    /// <param name="kept">A time that may stay although it has passed: the one an overdue task has (wall clock, whole minutes).</param>
    /// <param name="held">The way the follow-up was to be done or was done so far: it may stay although it was retired.</param>
    /// <param name="keptAssignee">Who has the task already: it may stay with them, though it could not be given to them today.</param>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    internal async Task CheckAsync(
        Customer customer, FollowUpForm form, FollowUpKind kind, UserScope by, CancellationToken ct, DateTime? kept = null, int? held = null, int? keptAssignee = null)
    {
        form.Clean();
        var contactIds = await db.Contacts.Where(c => c.CustomerId == customer.Id).Select(c => c.Id).ToListAsync(ct);
        var colleagues = await assignees.ForAsync(customer.Id, by, ct);
        List<int> takers = [.. colleagues.Select(a => a.Id)];
        if (keptAssignee is { } has)
            takers.Add(has);
        var validator = new FollowUpFormValidator(kind, text, await lists.GetAsync(ct), clock.ToLocal(clock.UtcNow), contactIds, takers, kept, held);
        var result = await validator.ValidateAsync(form, ct);
        if (kind == FollowUpKind.Record)
            result.Errors.AddRange(await stages.FaultsAsync(customer, form.StageForm, ct));
        if (!result.IsValid)
            throw new ValidationException(result.Errors);
    }

    /// <summary>What a form that passed says; for one that did not, a method that is not in the list is 0.</summary>
    internal async Task<FollowUpFacts> FactsAsync(FollowUpForm form, CancellationToken ct) =>
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
