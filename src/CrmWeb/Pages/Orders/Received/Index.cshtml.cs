using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Customers;
using CrmWeb.Pages.Lists;
using CrmWeb.Pages.Orders.List;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Orders.Received;

/// <summary>The payments received for all orders one may see; what was made void is not among them.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(PaymentListQueries queries, CustomerChoices choices, OrderConditions orders, UserDirectory users, UserScope by, IStringLocalizer<OrdersText> text) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true, Name = "")]
    public PaymentFilter Filter { get; set; } = new();

    public PaymentList Payments { get; private set; } = new(new PageOf<ReceivedRow>([], 0, 1, PageWanted.UsualSize), 0m);

    public ListFrame List { get; private set; } = null!;

    string IFormPage.FormPrefix => "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Payments = await queries.ListAsync(Filter, by, ct);
        return await RedisplayAsync(ct);
    }

    /// <summary>The conditions alone where some of them cannot be read.</summary>
    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        List = new ListFrame(Request, "payments", CrmLinks.Payments()) { Conditions = [.. await ConditionsAsync(ct)], Total = Payments.Page.Total };
        return Page();
    }

    private async Task<IEnumerable<ListCondition>> ConditionsAsync(CancellationToken ct)
    {
        await orders.LoadAsync(Filter.Industry, null, Filter.Tag, ct);
        return
        [
            new DaysCondition("on", text["Payment.PaidOn"]) { IsEveryday = true },
            new ChoiceCondition("owner", text["Owner"], choices.Owners)
            {
                IsEveryday = by.Scope != DataScope.Own,
                First = new SelectListItem(text["Mine"], "me"),
                Shown = int.TryParse(Filter.Owner, out var owner) ? (await users.GetAsync(ct)).Name(owner) : null,
            },
            .. choices.Departments.Count == 0 ? Array.Empty<ListCondition>() : [new ChoiceCondition("department", text["Department"], choices.Departments)],
            new DaysCondition("ordered", text["OrderedOn"]),
            .. orders.OfCustomers(region: false),
        ];
    }
}
