using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages.Exports;

/// <summary>The list of payments as a file.</summary>
public sealed class PaymentExportTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Payments_that_stand_are_exported_as_values_in_the_order_of_the_list_to_whoever_sees_them()
    {
        var order = await app.WithAsync<OrderService, int>(o => o.EnterAsync(app.Company.EastCustomer, Forms.Order("5000", ("2026-11-10", "5000")), app.As(Who.RepEast), None));
        foreach (var amount in new[] { "100.5", "200", "300" })
        {
            var id = await app.WithAsync<PaymentService, int>(p => p.NoteAsync(order, Forms.Payment(amount), app.As(Who.RepEast), None));
            if (amount == "300")
                await app.WithAsync<PaymentService>(p => p.VoidAsync(id, new VoidForm { Reason = "重复登记" }, app.As(Who.RepEast), None));
        }

        var manager = await app.ClientAsync(Who.MgrEast);
        var link = (await manager.GetAsync("/orders/payments?owner=&onFrom=2026-01-01")).Document.QuerySelector("#list a[href^='/payments/export']")!.GetAttribute("href")!;
        var page = await manager.GetAsync(link);
        var (_, file) = await ExportingApp.SendAsync(manager, page.FormWith("Form.Reason").Set("Form.Reason", "核对十一月回款"));
        var book = Workbook.Read(file);
        Assert.Equal(["订单编号", "客户名称", "回款日期", "回款金额", "回款方式", "负责人"], book.Heads);
        Assert.Equal(["200", "100.5"], book.Column("回款金额"));
        Assert.Equal("\"¥\"#,##0.00", book.Cell(0, "回款金额").Format);
        Assert.Equal("yyyy\"年\"m\"月\"d\"日\"", book.Cell(0, "回款日期").Format);

        var south = await app.ClientAsync(Who.MgrSouth);
        var (_, none) = await ExportingApp.SendAsync(south, (await south.GetAsync("/payments/export")).FormWith("Form.Reason").Set("Form.Reason", "核对十一月回款"));
        Assert.Empty(Workbook.Read(none).Body);
        Assert.Null((await (await app.ClientAsync(Who.RepEast)).GetAsync("/orders/payments")).Document.QuerySelector("a[href^='/payments/export']"));
    }
}
