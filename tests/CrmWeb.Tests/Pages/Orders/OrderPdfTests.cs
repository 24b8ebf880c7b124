using System.Net;
using CrmWeb.Core.Orders;
using CrmWeb.Testing;
using UglyToad.PdfPig;
using Xunit;

namespace CrmWeb.Tests.Pages.Orders;

/// <summary>The order as a file to be signed.</summary>
public sealed class OrderPdfTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task It_holds_what_is_printed_with_the_amount_in_capitals_and_can_be_read_back()
    {
        var id = await OrderAsync("𠮷野≥繁體主題", 2);
        using var answer = await (await app.ClientAsync(Who.RepEast)).Http.GetAsync($"/orders/{id}/pdf");

        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        var number = await app.DbAsync(db => Task.FromResult(db.Orders.Single(o => o.Id == id).Number));
        Assert.Equal($"{number}.pdf", answer.Content.Headers.ContentDisposition!.FileNameStar ?? answer.Content.Headers.ContentDisposition.FileName);
        var page = Assert.Single(Pages(await answer.Content.ReadAsByteArrayAsync()));
        foreach (var said in new[] { number, "𠮷野≥繁體主題", "货物1", "货物2", "¥2,469.12", "贰仟肆佰陆拾玖元壹角贰分", "2026-12-30首付款", "¥1,000.00", "客户（盖章）及日期" })
            Assert.Contains(said, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_one_has_its_heads_and_a_number_on_every_page()
    {
        var id = await OrderAsync("年度采购", OrderForm.MaxItems);
        using var answer = await (await app.ClientAsync(Who.RepEast)).Http.GetAsync($"/orders/{id}/pdf");
        var pages = Pages(await answer.Content.ReadAsByteArrayAsync());

        Assert.True(pages.Count > 1);
        Assert.All(pages, (page, i) => Assert.Contains($"第{i + 1}页共{pages.Count}页", page, StringComparison.Ordinal));
        Assert.All(pages.Where(p => p.Contains("货物", StringComparison.Ordinal)), page => Assert.Contains("单价", page, StringComparison.Ordinal));
        Assert.Contains($"货物{OrderForm.MaxItems}", string.Concat(pages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Free_text_is_hidden_from_readers_without_personal_data_and_a_stranger_to_the_customer_gets_nothing()
    {
        var id = await OrderAsync("保密主题三号", 1);
        using var masked = await (await app.ClientAsync(Who.Marketer)).Http.GetAsync($"/orders/{id}/pdf");
        Assert.Equal(HttpStatusCode.OK, masked.StatusCode);
        Assert.DoesNotContain("保密主题三号", string.Concat(Pages(await masked.Content.ReadAsByteArrayAsync())), StringComparison.Ordinal);
        using var other = await (await app.ClientAsync(Who.RepSouth)).Http.GetAsync($"/orders/{id}/pdf");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    private async Task<int> OrderAsync(string subject, int items)
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer($"纸面订单{Guid.NewGuid():N}泵业有限公司"));
        var form = Forms.Order(plan: [("2026-12-30", "1000")]);
        (form.Subject, form.Amount) = (subject, null);
        form.Plan[0].Note = "首付款";
        form.Items = [.. Enumerable.Range(1, items).Select(i => new OrderItemForm { Name = $"货物{i}", Quantity = "1", UnitPrice = "1234.56" })];
        return await app.WithAsync<OrderService, int>(o => o.EnterAsync(customer, form, app.As(Who.RepEast), CancellationToken.None));
    }

    private static List<string> Pages(byte[] file)
    {
        using var paper = PdfDocument.Open(file);
        return [.. paper.GetPages().Select(p => string.Concat(p.Text.Where(c => c != ' ')))];
    }
}
