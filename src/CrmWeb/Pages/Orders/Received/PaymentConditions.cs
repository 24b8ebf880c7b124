using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Pages.Customers;
using CrmWeb.Pages.Lists;
using CrmWeb.Pages.Orders.List;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Orders.Received;

/// <summary>What the list of payments can be asked for.</summary>
public sealed class PaymentConditions(CustomerChoices choices, OrderConditions orders, UserDirectory users, UserScope by, IStringLocalizer<OrdersText> text)
{
    public async Task<IReadOnlyList<ListCondition>> OfAsync(PaymentFilter filter, CancellationToken ct)
    {
        await orders.LoadAsync(filter.Industry, null, filter.Tag, ct);
        return
        [
            new DaysCondition("on", text["Payment.PaidOn"]) { IsEveryday = true },
            new ChoiceCondition("owner", text["Owner"], choices.Owners)
            {
                IsEveryday = by.Scope != DataScope.Own,
                First = new SelectListItem(text["Mine"], "me"),
                Shown = int.TryParse(filter.Owner, out var owner) ? (await users.GetAsync(ct)).Name(owner) : null,
            },
            .. choices.Departments.Count == 0 ? Array.Empty<ListCondition>() : [new ChoiceCondition("department", text["Department"], choices.Departments)],
            new DaysCondition("ordered", text["OrderedOn"]),
            .. orders.OfCustomers(region: false),
        ];
    }
}
