using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.Reports;

/// <summary>What the list shows that a number leads to.</summary>
/// <param name="Amount">What orders and payments come to; of customers and follow-ups nothing.</param>
internal sealed record LinkedRows(int Count, decimal Amount)
{
    private static readonly PageWanted First = new(1, 20);

    /// <summary>The orders themselves, where it leads to orders.</summary>
    public IReadOnlyList<OrderRow> Orders { get; private init; } = [];

    public static async Task<LinkedRows> OpenAsync(CoreFixture app, ReportLink link, UserScope by)
    {
        var query = string.Join('&', link.Query.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
        string? Of(string name) => link.Query.Where(p => p.Key == name).Select(p => p.Value).FirstOrDefault();
        List<string> tags = [.. link.Query.Where(p => p.Key == "tag").Select(p => p.Value)];
        switch (link.List)
        {
            case ReportRows.Customers:
                return new LinkedRows((await app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(l => l.ListAsync(CustomerFilter.Of(query), by, CancellationToken.None))).Total, 0m);
            case ReportRows.Orders:
                var orders = await app.WithAsync<OrderListQueries, PageOf<OrderRow>>(l => l.ListAsync(
                    new OrderFilter
                    {
                        State = Of("state"),
                        Paid = Of("paid"),
                        Owner = Of("owner"),
                        Department = Of("department"),
                        OnFrom = Of("onFrom"),
                        OnTo = Of("onTo"),
                        Category = Of("category"),
                        Industry = Of("industry"),
                        Region = Of("region"),
                        Tag = tags,
                        TagMode = Of("tagMode"),
                        Size = "100",
                    },
                    by, CancellationToken.None));
                Assert.Equal(orders.Total, orders.Rows.Count);
                return new LinkedRows(orders.Total, orders.Rows.Sum(o => o.Amount)) { Orders = orders.Rows };
            case ReportRows.Payments:
                var payments = await app.WithAsync<PaymentListQueries, PaymentList>(l => l.ListAsync(
                    new PaymentFilter
                    {
                        Owner = Of("owner"),
                        Department = Of("department"),
                        OnFrom = Of("onFrom"),
                        OnTo = Of("onTo"),
                        OrderedFrom = Of("orderedFrom"),
                        OrderedTo = Of("orderedTo"),
                        Category = Of("category"),
                        Industry = Of("industry"),
                        Tag = tags,
                        TagMode = Of("tagMode"),
                        Size = "100",
                    },
                    by, CancellationToken.None));
                Assert.Equal((payments.Page.Total, payments.Sum), (payments.Page.Rows.Count, payments.Page.Rows.Sum(r => r.Amount)));
                return new LinkedRows(payments.Page.Total, payments.Sum);
            default:
                var list = Enum.Parse<FollowUpList>(Of("list")!, ignoreCase: true);
                var filter = new FollowUpFilter { AtFrom = Of("atFrom"), AtTo = Of("atTo"), Department = Of("department") };
                var selection = new FollowUpSelection(list, Of("team") == "true", Of("person") is { } person ? int.Parse(person, null) : null, filter);
                return new LinkedRows((await app.WithAsync<FollowUpListQueries, PageOf<FollowUpRow>>(l => l.ListAsync(selection, First, by, CancellationToken.None))).Total, 0m);
        }
    }
}
