using CrmWeb.Core.Orders;
using CrmWeb.Pages.Lists;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Orders.List;

/// <summary>What the list of orders can show besides the number.</summary>
internal static class OrderColumns
{
    public static IReadOnlyList<ListColumn> All(IStringLocalizer<OrdersText> text) =>
    [
        new("customer", text["Customer"]) { IsDefault = true, Class = "card-wide fits", Sort = "customer", About = ["customer"] },
        new("on", text["OrderedOn"]) { IsDefault = true, Priority = 2, Class = "nowrap", Sort = "on", IsLargestFirst = true, About = ["onFrom", "onTo"] },
        new("amount", text["Amount"]) { IsDefault = true, Class = "amount", Sort = "amount", IsLargestFirst = true, About = ["amountFrom", "amountTo"] },
        new("received", text["Received"]) { IsDefault = true, Class = "amount", About = ["paid"] },
        new("rate", text["Rate"]) { IsDefault = true, Priority = 3, Class = "count" },
        new("overdue", text["Overdue"]) { IsDefault = true, Priority = 3, Class = "amount" },
        new("state", text["State"]) { IsDefault = true, Class = "nowrap", Sort = "state", About = ["state"] },
        new("owner", text["Owner"]) { IsDefault = true, Priority = 4, Class = "nowrap", Sort = "owner", About = ["owner"] },
        new("open", text["Open"]) { Priority = 4, Class = "amount" },
        new("added", text["CreatedAt"]) { Priority = 4, Class = "nowrap", Sort = "added", IsLargestFirst = true },
    ];
}
