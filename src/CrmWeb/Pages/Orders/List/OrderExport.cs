using CrmWeb.Core.Customers;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Organization;
using CrmWeb.Pages.Exports;
using CrmWeb.Pages.Lists;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Orders.List;

/// <summary>The list of orders as a file: what its columns hold, as values.</summary>
internal sealed class OrderExport(
    OrderListQueries queries, OrderConditions conditions, OrganizationClock clock, UserScope by, IStringLocalizer<OrdersText> text, IStringLocalizer<CustomersText> words) : IListExport
{
    public string Code => ListPlaces.Orders;

    public string Address => CrmLinks.Orders();

    public string Title => text["Orders"];

    public Task<ListParts> OfAsync(string query, CancellationToken ct)
    {
        var filter = QueryRecord.Of<OrderFilter>(query) with { P = null, Size = "1" };
        var columns = OrderColumns.All(text);
        var source = new ExportSource<OrderRow>(
            Cells(columns.ToDictionary(c => c.Key, c => c.Label)), (most, go) => queries.IdsAsync(filter, most, by, go), (ids, _, go) => queries.OfIdsAsync(ids, by, go));
        return Task.FromResult(new ListParts(columns, go => conditions.OfAsync(filter, go), source, async go => (await queries.ListAsync(filter, by, go)).Total));
    }

    private ExportColumn<OrderRow>[] Cells(Dictionary<string, string> label)
    {
        ExportColumn<OrderRow> Money(string key, Func<OrderRow, decimal?> yuan) => new(key, new ExportHead(label[key], ExportKind.Money), row => ExportCell.Of(yuan(row)));

        return
        [
            new("", text["Number"], r => r.Number), new("", text["Subject"], r => r.Subject),
            new("customer", words["Name"], r => r.CustomerName), new("customer", words["Number"], r => r.CustomerNumber),
            new("on", new ExportHead(label["on"], ExportKind.Day), r => ExportCell.Of(r.OrderedOn)), Money("amount", r => r.Amount),
            Money("received", r => r.Counts ? r.Received : null), new("rate", new ExportHead(label["rate"], ExportKind.Share), r => ExportCell.Of(r.Counts ? r.Rate / 100m : null)),
            Money("overdue", r => r.Overdue > 0 ? r.Overdue : null), new("state", label["state"], r => text[$"OrderState.{r.State}"]), new("owner", label["owner"], r => r.OwnerName),
            Money("open", r => r.Counts ? r.Open : null),
            new("added", new ExportHead(label["added"], ExportKind.Time), r => ExportCell.At(clock.ToLocal(r.CreatedAt))),
        ];
    }
}
