using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.SavedViews;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Contacts;

/// <summary>Everybody at all customers one may see; every view is a link.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(
    ContactQueries queries, ContactConditions conditions, SavedViewQueries views, UserScope by, IStringLocalizer<CustomersText> text) : PageModel
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
        var columns = ContactColumns.All(text);
        Rows = await queries.ListAsync(Filter, by, ct);
        List = new ListFrame(Request, ListPlaces.Contacts, CrmLinks.Contacts())
        {
            Search = conditions.Search,
            Conditions = await conditions.OfAsync(Filter, ct),
            Columns = columns,
            Shown = ColumnLayout.Of(columns, Request, habits),
            Habits = habits,
            Total = Rows.Total,
            MayExport = by.Has(Permissions.CustomersExport),
        };
        return Page();
    }
}
