using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Duplicates;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>Checks a customer form and turns its codes into ids; shared by creating and editing.</summary>
public sealed class CustomerFormMapper(ListCatalog lists, TagCatalog tags, OrganizationClock clock, IStringLocalizer<CustomersText> text)
{
    /// <param name="stored">The customer being edited, with its contacts; null for a new one.</param>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    internal async Task<ValidatedCustomer> ReadAsync(CustomerForm form, Customer? stored, CancellationToken ct)
    {
        // Where everybody has left, other facts may still be mended before somebody new is known.
        form.MayBeWithoutContact = stored is not null && stored.Contacts.All(c => c.DepartedOn is not null);
        form.Clean();
        if (stored?.Type is CustomerType.Won or CustomerType.Lost)
            form.Type = CustomerType.Interested;

        var snapshot = await lists.GetAsync(ct);
        var tagSnapshot = await tags.GetAsync(ct);
        List<int> ids = [.. stored?.Contacts.Select(c => c.Id) ?? []];
        var result = await new CustomerFormValidator(text, AllowedChoices.Of(stored, snapshot, tagSnapshot), new OrganizationDay(clock.Today), ids).ValidateAsync(form, ct);
        if (!result.IsValid)
            throw new ValidationException(result.Errors);

        return Convert(form, snapshot, tagSnapshot);
    }

    /// <summary>What a form says, whether or not it passes the rules of today; null where it cannot be what was saved once.</summary>
    internal async Task<ValidatedCustomer?> AsSaidAsync(CustomerForm form, CancellationToken ct)
    {
        form.Clean();
        var tagSnapshot = await tags.GetAsync(ct);
        var isWhole = form is { Name: not null, Kind: not null, Type: not null, Category: not null }
            && form.Contacts.TrueForAll(c => c.Name is not null) && form.Tags.TrueForAll(code => tagSnapshot.Find(code) is not null)
            && form.DecisionChain.TrueForAll(l => l.ContactIndex is not { } at || (at >= 0 && at < form.Contacts.Count));
        return isWhole ? Convert(form, await lists.GetAsync(ct), tagSnapshot) : null;
    }

    /// <summary>The stored customer as the form that would save it unchanged says it.</summary>
    /// <param name="stored">With contacts, tags and decision chain.</param>
    internal async Task<ValidatedCustomer> AsSavedAsync(Customer stored, CancellationToken ct)
    {
        var (snapshot, tagSnapshot) = (await lists.GetAsync(ct), await tags.GetAsync(ct));
        return Convert(new CustomerFormFactory(snapshot, tagSnapshot, clock).ToForm(stored), snapshot, tagSnapshot);
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

    private ValidatedCustomer Convert(CustomerForm form, ListSnapshot snapshot, TagSnapshot tagSnapshot)
    {
        int? Id(ListKind kind, string? code) => snapshot.Find(kind, code)?.Id;
        return new ValidatedCustomer(
            new FieldConversion(snapshot, clock).ToProfile(form),
            [.. form.Contacts.Select(c => (c.Id, new ContactFacts(c.Name!, Id(ListKind.Salutation, c.Salutation),
                c.Mobile, c.Landline, c.Title, c.Mail, c.WeChat, Id(ListKind.ContactRole, c.Role), c.Notes)))],
            [.. form.DecisionChain.Select(l => new CheckedLink(l.ContactIndex, l.DepartedId, l.Title, DecisionLinkForm.ToNumber(l.Attitude)))],
            [.. form.Tags.Select(code => tagSnapshot.Find(code)!.Id).Distinct()]);
    }

    private string OwnerLabel(DuplicateMatch match) => match.InPool ? text["Duplicate.InPool"].Value : match.OwnerName;
}
