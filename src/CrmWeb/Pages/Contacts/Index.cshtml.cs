using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.SavedViews;
using CrmWeb.Pages.Customers;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Contacts;

/// <summary>Everybody at all customers one may see; every view is a link.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(
    ContactQueries queries, ListCatalog lists, CustomerChoices choices, UserDirectory users, SavedViewQueries views, UserScope by, IStringLocalizer<CustomersText> text) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "")]
    public ContactFilter Filter { get; set; } = new();

    public PageOf<ContactRow> Rows { get; private set; } = new([], 0, 1, PageWanted.UsualSize);

    public ListFrame List { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var habits = await views.OfListAsync(ListPlaces.Contacts, by, ct);
        if (ListFrame.Default(Request, habits) is { } view)
            return LocalRedirect(view);
        Rows = await queries.ListAsync(Filter, by, ct);
        List = new ListFrame(Request, ListPlaces.Contacts, CrmLinks.Contacts())
        {
            Search = new ListSearch(text["Filter.Q"], text[by.Has(Permissions.PersonalDataView) ? "Contacts.SearchHint" : "Contacts.SearchHintMasked"]),
            Conditions = [.. await ConditionsAsync(ct)],
            Habits = habits,
            Total = Rows.Total,
        };
        return Page();
    }

    private async Task<IEnumerable<ListCondition>> ConditionsAsync(CancellationToken ct)
    {
        var list = await lists.GetAsync(ct);
        var role = list.Find(ListKind.ContactRole, Filter.Role);
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
                Shown = int.TryParse(Filter.Owner, out var owner) ? (await users.GetAsync(ct)).Name(owner) : null,
            },
        ];
    }
}
