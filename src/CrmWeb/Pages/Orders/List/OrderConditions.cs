using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.List;
using CrmWeb.Core.Organization;
using CrmWeb.Pages.Customers;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Orders.List;

/// <summary>What the list of orders can be asked for.</summary>
public sealed class OrderConditions(
    CustomerChoices choices, CustomerNames customers, UserDirectory users, UserScope by, IStringLocalizer<OrdersText> text, IStringLocalizer<ListText> words,
    IStringLocalizer<CustomersText> names)
{
    public ListSearch Search => new(text["Search"]);

    public async Task<IReadOnlyList<ListCondition>> OfAsync(OrderFilter filter, CancellationToken ct)
    {
        await LoadAsync(filter.Industry, filter.Region, filter.Tag, ct);
        List<ListCondition> conditions =
        [
            new ChoiceCondition("state", text["State"],
            [
                .. Enum.GetValues<OrderState>().Select(s => new SelectListItem(text[$"OrderState.{s}"], s.ToString())),
                new SelectListItem(text["OrderState.Counted"], OrderFilters.Counted),
            ]) { IsEveryday = true },
            new ChoiceCondition("paid", text["Paid"], [.. new[] { "unpaid", "partial", "paid", "overdue", "due" }.Select(p => new SelectListItem(text[$"Paid.{p}"], p))]) { IsEveryday = true },
            new DaysCondition("on", text["OrderedOn"]) { IsEveryday = true },
            new RangeCondition("amount", text["Amount"], words["TenThousand"]),
            new ChoiceCondition("owner", text["Owner"], choices.Owners)
            {
                IsEveryday = by.Scope != DataScope.Own,
                First = new SelectListItem(text["Mine"], "me"),
                Shown = int.TryParse(filter.Owner, out var owner) ? (await users.GetAsync(ct)).Name(owner) : null,
            },
            .. choices.Departments.Count == 0 ? Array.Empty<ListCondition>() : [new ChoiceCondition("department", text["Department"], choices.Departments)],
            .. OfCustomers(),
        ];

        // One comes to it from a customer; nobody chooses it here, where customers are searched for.
        if (!string.IsNullOrWhiteSpace(filter.Customer))
        {
            var known = int.TryParse(filter.Customer, out var customer) ? await customers.NameAsync(customer, by, ct) : "";
            var name = known.Length > 0 ? known : filter.Customer;
            conditions.Insert(0, new ChoiceCondition("customer", text["Customer"], [new SelectListItem(name, filter.Customer)]) { Shown = name });
        }

        return conditions;
    }

    /// <summary>Reads what the conditions offer; what an address names is offered as well.</summary>
    public Task LoadAsync(string? industry, string? region, IReadOnlyList<string> tags, CancellationToken ct) =>
        choices.LoadFiltersAsync(ct, new CustomerFilter { Industry = Known(industry), Region = Known(region), Tag = [.. tags] });

    /// <summary>What is asked of the customers.</summary>
    /// <param name="region">Whether of their region, too.</param>
    public IEnumerable<ListCondition> OfCustomers(bool region = true)
    {
        var none = new SelectListItem(text["NotKnown"], OrderCustomers.None);
        yield return new ChoiceCondition("category", names["Category"], choices.Categories);
        yield return new ChoiceCondition("industry", names["Industry"], choices.Industries) { First = none };
        if (region)
            yield return new ChoiceCondition("region", names["Region"], choices.AreasAndRegions) { First = none };
        yield return new SeveralCondition("tag", names["Tags"], choices.Tags, "tagMode");
    }

    private static string? Known(string? code) => code == OrderCustomers.None ? null : code;
}
