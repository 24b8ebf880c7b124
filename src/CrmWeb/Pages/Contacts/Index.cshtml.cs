using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.SavedViews;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Contacts;

/// <summary>Everybody at all customers one may see; every view is a link.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(
    ContactQueries queries, ContactConditions conditions, CustomFieldCatalog fields, SavedViewQueries views, UserScope by, IStringLocalizer<CustomersText> text) : PageModel, IFormPage
{
    private ListHabits? habits;

    [BindProperty(SupportsGet = true, Name = "")]
    public ContactFilter Filter { get; set; } = new();

    public PageOf<ContactRow> Rows { get; private set; } = new([], 0, 1, PageWanted.UsualSize);

    public ListFrame List { get; private set; } = null!;

    string IFormPage.FormPrefix => "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        habits = await views.OfListAsync(ListPlaces.Contacts, by, ct);
        if (ListFrame.Default(Request, habits) is { } view)
            return LocalRedirect(view);
        Filter = Filter with { Custom = CustomFieldConditions.AskedIn(Request.Query) };
        var columns = await ColumnsAsync(ct);
        Rows = await queries.ListAsync(Filter, [.. ColumnLayout.Of(columns, Request, habits).Select(c => c.Column.Key)], by, ct);
        return await RedisplayAsync(ct);
    }

    /// <summary>The conditions alone where some of them cannot be read: what is wrong stands beside them.</summary>
    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        habits ??= await views.OfListAsync(ListPlaces.Contacts, by, ct);
        var columns = await ColumnsAsync(ct);
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

    private async Task<IReadOnlyList<ListColumn>> ColumnsAsync(CancellationToken ct) => ContactColumns.All(text, (await fields.GetAsync(ct)).Contacts.ListedFor(by));
}
