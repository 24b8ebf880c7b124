using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using FluentValidation.Results;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.FollowUps.Recording;

/// <summary>What a form says in the company's own fields of follow-ups, beside what is carried.</summary>
/// <param name="Carried">What the follow-up carries; nothing for a new one.</param>
/// <param name="Wanted">What it is to carry.</param>
internal sealed record OwnReading(CustomValues Carried, CustomValues Wanted, IReadOnlyList<ValidationFailure> Faults)
{
    public bool IsChange => !Wanted.Equals(Carried);
}

/// <summary>The company's own fields in the forms of follow-ups.</summary>
public sealed class FollowUpOwnFields(
    CustomFieldCatalog fields, CustomValueStore values, ListCatalog lists, UserDirectory users, OrganizationClock clock, IStringLocalizer<CustomFieldsText> text)
{
    /// <summary>Fills in what new follow-ups begin with.</summary>
    public async Task BeginAsync(FollowUpForm form, UserScope by, CancellationToken ct) => (await ForAsync(by, ct)).Begin(form);

    /// <summary>For one user.</summary>
    internal async Task<OwnFields> ForAsync(UserScope by, CancellationToken ct) => new((await fields.GetAsync(ct)).FollowUps, new CustomFieldFormat(await users.GetAsync(ct), clock), by);

    internal Task<CustomValues> CarriedAsync(int followUpId, CancellationToken ct) => values.ReadAsync(FollowUpValueTable.Only, followUpId, ct);

    /// <param name="form">A copy, of which the fields are completed.</param>
    /// <param name="stored">A follow-up that is there already; null for a new one.</param>
    internal async Task<OwnReading> ReadAsync(FollowUpForm form, Customer customer, int? stored, UserScope by, CancellationToken ct)
    {
        var (own, list) = (await ForAsync(by, ct), await lists.GetAsync(ct));
        var carried = stored is { } id ? await CarriedAsync(id, ct) : CustomValues.None;
        own.Complete(form, carried);

        // What stands there from the beginning says nothing where the field is not shown; a completed task begins like a new record.
        var industry = list.ById(customer.IndustryId)?.Code;
        own.ForgetDefaults(form, f => carried.Of(f.Id) is not null || f.IsFor(customer.Kind, customer.Category, industry, list));
        return new OwnReading(carried, own.Read(form, carried), [.. own.Faults(form, carried).Select(f => new ValidationFailure(f.Field.InForm, text[f.Fault]))]);
    }

    /// <summary>Has a follow-up carry it once it is saved. Runs in the transaction that saves it.</summary>
    /// <exception cref="FluentValidation.ValidationException">Another follow-up has a value that no two may have.</exception>
    internal Task WriteAsync(FollowUp followUp, OwnReading said, CancellationToken ct) => values.WriteAsync(
        [new OwnerValues(FollowUpValueTable.Only, followUp.Id, followUp.CustomerId, said.Wanted, field => new FollowUpValue(followUp, field))], ct);
}
