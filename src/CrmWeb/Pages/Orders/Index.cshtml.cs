using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Organization;
using CrmWeb.Core.SavedViews;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Customers;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Orders;

/// <summary>All orders one may see; every view is a link.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(
    OrderListQueries queries, CustomerChoices choices, CustomerNames customers, UserDirectory users, SavedViewQueries views, UserScope by, IStringLocalizer<OrdersText> text, IStringLocalizer<ListText> words)
    : PageModel, IFormPage
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
            Search = new ListSearch(text["Search"]),
            Conditions = [.. await ConditionsAsync(ct)],
            Columns = columns,
            Shown = ColumnLayout.Of(columns, Request, habits),
            Habits = habits,
            Total = Rows.Total,
        };
        return Page();
    }

    private async Task<IEnumerable<ListCondition>> ConditionsAsync(CancellationToken ct)
    {
        await choices.LoadSeenOwnersAsync(ct);
        await choices.LoadDepartmentsAsync(ct);
        List<ListCondition> conditions =
        [
            new ChoiceCondition("state", text["State"],
            [
                .. Enum.GetValues<OrderState>().Select(s => new SelectListItem(text[$"OrderState.{s}"], s.ToString())),
                new SelectListItem(text["OrderState.Counted"], OrderFilters.Counted),
            ]) { IsEveryday = true },
            new ChoiceCondition("paid", text["Paid"], [.. new[] { "unpaid", "partial", "paid", "overdue" }.Select(p => new SelectListItem(text[$"Paid.{p}"], p))]) { IsEveryday = true },
            new DaysCondition("on", text["OrderedOn"]) { IsEveryday = true },
            new RangeCondition("amount", text["Amount"], words["TenThousand"]),
            new ChoiceCondition("owner", text["Owner"], choices.Owners)
            {
                IsEveryday = by.Scope != DataScope.Own,
                First = new SelectListItem(text["Mine"], "me"),
                Shown = int.TryParse(Filter.Owner, out var owner) ? (await users.GetAsync(ct)).Name(owner) : null,
            },
            .. choices.Departments.Count == 0 ? Array.Empty<ListCondition>() : [new ChoiceCondition("department", text["Department"], choices.Departments)],
        ];

        // One comes to it from a customer; nobody chooses it here, where customers are searched for.
        if (!string.IsNullOrWhiteSpace(Filter.Customer))
        {
            var known = int.TryParse(Filter.Customer, out var customer) ? await customers.NameAsync(customer, by, ct) : "";
            var name = known.Length > 0 ? known : Filter.Customer;
            conditions.Insert(0, new ChoiceCondition("customer", text["Customer"], [new SelectListItem(name, Filter.Customer)]) { Shown = name });
        }

        return conditions;
    }
}
