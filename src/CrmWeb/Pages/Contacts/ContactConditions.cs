using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Pages.Customers;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Contacts;

/// <summary>What the contact list can be asked for.</summary>
public sealed class ContactConditions(ListCatalog lists, CustomerChoices choices, OwnFieldConditions own, UserDirectory users, UserScope by, IStringLocalizer<CustomersText> text)
{
    public ListSearch Search => new(text["Filter.Q"], text[by.Has(Permissions.PersonalDataView) ? "Contacts.SearchHint" : "Contacts.SearchHintMasked"]);

    public async Task<IReadOnlyList<ListCondition>> OfAsync(ContactFilter filter, CancellationToken ct)
    {
        var list = await lists.GetAsync(ct);
        var role = list.Find(ListKind.ContactRole, filter.Role);
        await choices.LoadSeenOwnersAsync(ct);
        return
        [
            new ChoiceCondition("role", text["Contact.Role"], [.. list.Offered(ListKind.ContactRole, role?.Id).Select(e => new SelectListItem(e.Name, e.Code))])
                { IsEveryday = true, Shown = role?.Name, Spelled = role?.Code },
            new ChoiceCondition("departed", text["Contacts.State"],
                [new SelectListItem(text["Contacts.Current"], "current"), new SelectListItem(text["Contacts.Departed"], "departed"), new SelectListItem(text["Contacts.All"], "all")])
                { IsEveryday = true },
            new ChoiceCondition("owner", text["Owner"], choices.Owners)
            {
                IsEveryday = by.Scope != DataScope.Own,
                First = new SelectListItem(text["Contacts.Mine"], "me"),
                Shown = int.TryParse(filter.Owner, out var owner) ? (await users.GetAsync(ct)).Name(owner) : null,
            },
            .. await own.OfAsync(FieldSubject.Contact, filter.Custom, ct),
        ];
    }
}
