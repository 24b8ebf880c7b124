using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests.Journeys;

/// <summary>From a customer to an order with a plan, and to the first payment for it.</summary>
[Collection(DemoCollection.Name)]
public sealed partial class OrderTests(DemoSite site)
{
    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task An_order_with_a_plan_is_entered_and_paid_in_part(int width)
    {
        await using var rep = await (await site.OpenAsync(width)).AsAsync("rep.south1");
        var page = rep.Page;
        await page.GotoAsync("/customers?stage=negotiation");
        var customer = (await page.Locator("tbody a.primary-link").Nth(width == 360 ? 1 : 0).GetAttributeAsync("href"))!;
        await page.GotoAsync($"/orders/new?customer={customer.Split('/')[^1]}");
        Assert.Empty(await rep.BarriersAsync());
        await page.Locator("[name='Form.Subject']").FillAsync($"产线改造 {width}");
        await page.Locator("[name='Form.Items[0].Name']").FillAsync("数据采集终端");
        await page.Locator("[name='Form.Items[0].Quantity']").FillAsync("12");
        await page.Locator("[name='Form.Items[0].UnitPrice']").FillAsync("2980.50");
        await page.Locator("[data-repeat='Form.Items'] [data-repeat-add]").ClickAsync();
        await page.Locator("[name='Form.Items[1].Name']").FillAsync("现场实施服务");
        await page.Locator("[name='Form.Items[1].Quantity']").FillAsync("2.5");
        await page.Locator("[name='Form.Items[1].UnitPrice']").FillAsync("2200");
        var today = await page.Locator("[name='Form.OrderedOn']").InputValueAsync();
        await page.Locator("[name='Form.Plan[0].DueOn']").FillAsync(today);
        await page.Locator("[name='Form.Plan[0].Amount']").FillAsync("1万");
        await page.Locator("[data-repeat='Form.Plan'] [data-repeat-add]").ClickAsync();
        await page.Locator("[name='Form.Plan[1].DueOn']").FillAsync("2099-12-31");
        await page.Locator("[name='Form.Plan[1].Amount']").FillAsync("31266");
        Assert.Equal(0, await rep.SidewaysAsync());
        await page.Locator(".form-bar button[type=submit]").ClickAsync();

        await Expect(page).ToHaveURLAsync(Order());
        await Expect(page.Locator("main")).ToContainTextAsync("¥41,266.00");
        await Expect(page.Locator("main")).ToContainTextAsync("肆万壹仟贰佰陆拾陆元整");
        Assert.Empty(await rep.BarriersAsync());
        Assert.Equal(0, await rep.SidewaysAsync());

        await page.Locator("a[href$='/payment']").First.ClickAsync();
        await Expect(page.Locator("[name='Form.Amount']")).ToHaveValueAsync("10000");
        Assert.Empty(await rep.BarriersAsync());
        await page.Locator("[name='Form.Amount']").FillAsync("4000");
        await page.Locator(".form-bar button[type=submit]").ClickAsync();
        await Expect(page.Locator("section[aria-labelledby=plan-title]")).ToContainTextAsync("部分回款");
        await Expect(page.Locator(".order-money")).ToContainTextAsync("9.7%");
        await Expect(page.Locator("section[aria-labelledby=payments-title]")).ToContainTextAsync("¥4,000.00");

        var order = page.Url;
        await page.GotoAsync(customer + "?timeline=orders");
        await Expect(page.Locator("#timeline")).ToContainTextAsync("¥4,000.00");
        await page.GotoAsync("/orders?sort=-added");
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("¥41,266.00");
        Assert.Empty(await rep.BarriersAsync());
        Assert.Equal(0, await rep.SidewaysAsync());
        await page.GotoAsync($"{order}/print");
        Assert.Empty(await rep.BarriersAsync());
        Assert.Equal(0, await rep.SidewaysAsync());
        Assert.Empty(rep.Faults);
    }

    [GeneratedRegex(@"/orders/\d+$")]
    private static partial Regex Order();
}
