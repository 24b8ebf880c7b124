using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Pages.Customers.List;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Contacts;

/// <summary>Everybody at all customers one may see; every view is a link.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(ContactQueries queries, ListCatalog lists, UserDirectory users, UserScope by, IStringLocalizer<CustomersText> text) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "")]
    public ContactFilter Filter { get; set; } = new();

    public PageOf<ContactRow> Rows { get; private set; } = new([], 0, 1, CustomerFilter.DefaultSize);

    public IReadOnlyList<FilterChip> Chips { get; private set; } = [];

    public FilterChoice Role { get; private set; } = null!;

    public FilterChoice Departed { get; private set; } = null!;

    public FilterChoice Owner { get; private set; } = null!;

    /// <summary>Whether names and phones are looked through, too.</summary>
    public bool SeesPersonalData => by.Has(Permissions.PersonalDataView);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Rows = await queries.ListAsync(Filter, by, ct);
        var list = await lists.GetAsync(ct);
        var role = list.Find(ListKind.ContactRole, Filter.Role);
        Role = new FilterChoice(
            "role", text["Contact.Role"], [.. list.Offered(ListKind.ContactRole, role?.Id).Select(e => new SelectListItem(e.Name, e.Code))], role?.Code ?? Filter.Role);
        Departed = new FilterChoice("departed", text["Contacts.State"],
            [new SelectListItem(text["Contacts.Departed"], "departed"), new SelectListItem(text["Contacts.All"], "all")],
            Filter.Departed is "current" ? null : Filter.Departed);
        Owner = new FilterChoice("owner", text["Owner"], [new SelectListItem(text["Contacts.Mine"], "me")], Filter.Owner);
        Chips = [.. Describe(list, Filter.Owner == "me" || !int.TryParse(Filter.Owner, out var owner) ? by.Name : (await users.GetAsync(ct)).Name(owner))];
    }

    private IEnumerable<FilterChip> Describe(ListSnapshot list, string owner)
    {
        if (!string.IsNullOrWhiteSpace(Filter.Q))
            yield return new FilterChip(text["Chip", text["Filter.Q"], Filter.Q], "q");
        if (!string.IsNullOrWhiteSpace(Filter.Role))
            yield return new FilterChip(text["Chip", Role.Label, list.Find(ListKind.ContactRole, Filter.Role)?.Name ?? Filter.Role], "role");
        if (Departed.Items.FirstOrDefault(Departed.IsChosen) is { } state)
            yield return new FilterChip(text["Chip", Departed.Label, state.Text], "departed");
        if (!string.IsNullOrWhiteSpace(Filter.Owner))
            yield return new FilterChip(text["Chip", Owner.Label, owner], "owner");
    }
}
