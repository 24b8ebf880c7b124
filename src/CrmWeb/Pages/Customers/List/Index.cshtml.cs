using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.SavedViews;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers.List;

/// <summary>The customer list; every view is a link.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(
    CustomerListQueries queries, CustomerConditions conditions, CustomFieldCatalog fields, CurrentFilterCodes codes, SavedViewQueries views, UserScope by, IStringLocalizer<CustomersText> text)
    : PageModel, IFormPage
{
    private const int MostCounted = 10;

    private ListHabits? habits;

    [BindProperty(SupportsGet = true, Name = "")]
    public CustomerFilter Filter { get; set; } = new();

    public UserScope By => by;

    public PageOf<CustomerRow> Rows { get; private set; } = new([], 0, 1, PageWanted.UsualSize);

    public ListFrame List { get; private set; } = null!;

    string IFormPage.FormPrefix => "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        // A saved address may carry codes that were merged away: it leads on to the one with the codes of today.
        List<KeyValuePair<string, string?>> asked = [.. Request.Query.SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v)))];
        if (await codes.OfAsync(asked, ct) is { } current)
            return LocalRedirect(CrmLinks.Customers() + QueryString.Create(current));

        habits = await views.OfListAsync(ListPlaces.Customers, by, ct);
        if (ListFrame.Default(Request, habits) is { } view)
            return LocalRedirect(view);
        Filter = Filter with { Custom = CustomFieldConditions.AskedIn(Request.Query) };
        Rows = await queries.ListAsync(Filter, [.. Shown(await ColumnsAsync(ct), habits).Select(c => c.Column.Key)], by, ct);
        return await RedisplayAsync(ct);
    }

    /// <summary>How many customers each pinned view finds.</summary>
    public async Task<IActionResult> OnGetCountsAsync(CancellationToken ct)
    {
        var pinned = (await views.OfListAsync(ListPlaces.Customers, by, ct)).Views.Where(v => v.IsPinned).Take(MostCounted).ToList();
        return new JsonResult(await queries.CountsAsync(pinned.ToDictionary(v => v.Id, v => v.Query), by, ct));
    }

    /// <summary>The conditions alone where some of them cannot be read: what is wrong stands beside them.</summary>
    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        habits ??= await views.OfListAsync(ListPlaces.Customers, by, ct);
        var columns = await ColumnsAsync(ct);
        List = new ListFrame(Request, ListPlaces.Customers, CrmLinks.Customers())
        {
            Search = new ListSearch(text["Filter.Q"]),
            Conditions = await conditions.OfAsync(Filter, ct),
            Columns = columns,
            Shown = Shown(columns, habits),
            Habits = habits,
            Counts = CrmLinks.CustomerCounts(),
            Total = Rows.Total,
            MayExport = by.Has(Permissions.CustomersExport),
        };
        return Page();
    }

    private async Task<IReadOnlyList<ListColumn>> ColumnsAsync(CancellationToken ct) => CustomerColumns.All(text, (await fields.GetAsync(ct)).Customers.ListedFor(by));

    private IReadOnlyList<ShownColumn> Shown(IReadOnlyList<ListColumn> columns, ListHabits habits) => ColumnLayout.Of(columns, Request, habits);
}
