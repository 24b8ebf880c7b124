using CrmWeb.Core.Data;
using CrmWeb.Core.Lists;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Tags;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers;

/// <summary>Checks a customer form and turns its codes into ids; shared by creating and editing.</summary>
public sealed class CustomerProfileReader(ListCatalog lists, TagCatalog tags, OrganizationClock clock, IStringLocalizer<CustomersText> text)
{
    /// <exception cref="ValidationException">A rule is broken.</exception>
    internal async Task<CheckedCustomer> ReadAsync(CustomerForm form, CustomerType? typeFromStage, CancellationToken ct)
    {
        form.Clean();
        if (typeFromStage is CustomerType.Won or CustomerType.Lost)
            form.Type = CustomerType.Interested;

        var snapshot = await lists.GetAsync(ct);
        var tagSnapshot = await tags.GetAsync(ct);
        var result = await new CustomerFormValidator(text, snapshot, tagSnapshot, new OrganizationDay(clock.Today)).ValidateAsync(form, ct);
        if (!result.IsValid)
            throw new ValidationException(result.Errors);

        int? Id(ListKind kind, string? code) => snapshot.Find(kind, code)?.Id;
        var profile = new CustomerProfile
        {
            Name = form.Name!,
            ShortName = form.ShortName,
            Kind = form.Kind!.Value,
            CreditCode = form.CreditCode,
            IndustryId = Id(ListKind.Industry, form.Industry),
            RegionId = Id(ListKind.Region, form.Region),
            Address = form.Address,
            Type = form.Type!.Value,
            Category = form.Category!.Value,
            Level = form.Level,
            SourceId = Id(ListKind.Source, form.Source),
            SourceDetail = form.SourceDetail,
            NeedSummary = form.NeedSummary,
            PainPoints = form.PainPoints,
            BudgetId = Id(ListKind.Budget, form.Budget),
            ExpectedAmount = Money.TryParse(form.ExpectedAmount, out var amount) ? amount : null,
            ExpectedOn = form.ExpectedOn,
            Remarks = form.Remarks,
        };
        return new CheckedCustomer(
            profile,
            [.. form.Contacts.Select(c => (c.Id, new ContactFacts(c.Name!, Id(ListKind.Salutation, c.Salutation),
                c.Mobile, c.Landline, c.Title, c.Mail, c.WeChat, Id(ListKind.ContactRole, c.Role))))],
            [.. form.Tags.Select(code => tagSnapshot.Find(code)!.Id)]);
    }

    /// <summary>Refuses what is certainly, or without confirmation likely, a duplicate.</summary>
    /// <exception cref="ValidationException">It is; the errors stand at the fields that are the same.</exception>
    internal void Refuse(IReadOnlyList<DuplicateMatch> matches, CustomerForm form, UserScope by)
    {
        if (matches.Count == 0)
            return;

        var certain = matches.Where(m => m.IsCertain).ToList();
        if (certain.Count > 0 && !by.Has(Permissions.DuplicatesOverride))
        {
            throw new ValidationException(
            [
                .. certain.Take(1).Select(m => new ValidationFailure(
                    m.Reason.HasFlag(DuplicateReason.CreditCode) ? nameof(CustomerForm.CreditCode) : nameof(CustomerForm.Name),
                    text[m.Reason.HasFlag(DuplicateReason.CreditCode) ? "Error.DuplicateCreditCode" : "Error.DuplicateNamePhone", OwnerLabel(m)])),
            ]);
        }

        if (!form.ConfirmDuplicate)
            throw new ValidationException([new ValidationFailure(nameof(CustomerForm.ConfirmDuplicate), text["Error.DuplicateLikely", OwnerLabel(matches[0])])]);
    }

    private string OwnerLabel(DuplicateMatch match) => match.InPool ? text["Duplicate.InPool"].Value : match.OwnerName;
}

/// <summary>A form that passed every check.</summary>
internal sealed record CheckedCustomer(CustomerProfile Profile, IReadOnlyList<(int? Id, ContactFacts Facts)> Contacts, IReadOnlyList<int> TagIds);
