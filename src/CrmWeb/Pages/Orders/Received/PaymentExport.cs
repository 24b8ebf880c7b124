using CrmWeb.Core.Customers;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Pages.Exports;
using CrmWeb.Pages.Lists;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Orders.Received;

/// <summary>The list of payments as a file: what its columns hold, as values.</summary>
internal sealed class PaymentExport(
    PaymentListQueries queries, PaymentConditions conditions, UserScope by, IStringLocalizer<OrdersText> text, IStringLocalizer<CustomersText> words) : IListExport
{
    /// <summary>Code of the list.</summary>
    public const string List = "payments";

    public string Code => List;

    public string Address => CrmLinks.Payments();

    public string Title => text["Payments"];

    public Task<ListParts> OfAsync(string query, CancellationToken ct)
    {
        var filter = QueryRecord.Of<PaymentFilter>(query) with { P = null, Size = "1" };
        ListColumn[] columns =
        [
            new("customer", words["Name"]) { IsDefault = true }, new("on", text["Payment.PaidOn"]) { IsDefault = true }, new("amount", text["Payment.Amount"]) { IsDefault = true },
            new("method", text["Payment.Method"]) { IsDefault = true }, new("owner", text["Owner"]) { IsDefault = true },
        ];
        var label = columns.ToDictionary(c => c.Key, c => c.Label);
        ExportColumn<ReceivedRow>[] cells =
        [
            new("", text["Number"], r => r.OrderNumber), new("customer", label["customer"], r => r.CustomerName),
            new("on", new ExportHead(label["on"], ExportKind.Day), r => ExportCell.Of(r.PaidOn)), new("amount", new ExportHead(label["amount"], ExportKind.Money), r => ExportCell.Of(r.Amount)),
            new("method", label["method"], r => r.Method?.Name), new("owner", label["owner"], r => r.OwnerName),
        ];
        var source = new ExportSource<ReceivedRow>(cells, (most, go) => queries.IdsAsync(filter, most, by, go), (ids, _, go) => queries.OfIdsAsync(ids, by, go));
        return Task.FromResult(new ListParts(columns, go => conditions.OfAsync(filter, go), source, go => queries.CountAsync(filter, by, go)));
    }
}
