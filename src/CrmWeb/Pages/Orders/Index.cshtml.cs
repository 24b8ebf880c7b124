using CrmWeb.Core.Orders;
using CrmWeb.Core.SavedViews;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Lists;
using CrmWeb.Pages.Orders.List;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Orders;

/// <summary>All orders one may see; every view is a link.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(
    OrderListQueries queries, OrderConditions conditions, SavedViewQueries views, UserScope by, IStringLocalizer<OrdersText> text) : PageModel, IFormPage
{
    private ListHabits? habits;

    [BindProperty(SupportsGet = true, Name = "")]
    public OrderFilter Filter { get; set; } = new();

    public PageOf<OrderRow> Rows { get; private set; } = new([], 0, 1, PageWanted.UsualSize);

    public ListFrame List { get; private set; } = null!;

    public bool MayWrite => by.Has(Permissions.OrdersWrite);

    string IFormPage.FormPrefix => "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        habits = await views.OfListAsync(ListPlaces.Orders, by, ct);
        if (ListFrame.Default(Request, habits) is { } view)
            return LocalRedirect(view);
        Rows = await queries.ListAsync(Filter, by, ct);
        return await RedisplayAsync(ct);
    }

    /// <summary>The conditions alone where some of them cannot be read.</summary>
    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        habits ??= await views.OfListAsync(ListPlaces.Orders, by, ct);
        var columns = OrderColumns.All(text);
        List = new ListFrame(Request, ListPlaces.Orders, CrmLinks.Orders())
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
