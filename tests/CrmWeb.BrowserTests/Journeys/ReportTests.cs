using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests.Journeys;

/// <summary>Reports as they are used: a number, its rows, and what follows from them.</summary>
[Collection(DemoCollection.Name)]
public sealed partial class ReportTests(DemoSite site)
{
    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_manager_goes_from_a_number_of_the_morning_to_its_rows_and_urges_from_there(int width)
    {
        // Nobody else's journey urges in the south.
        await using var manager = await (await site.OpenAsync(width)).AsAsync("mgr.south");
        var page = manager.Page;
        await page.GotoAsync("/reports/morning");
        Assert.Empty(await manager.BarriersAsync());
        var number = page.Locator("#report-table-0 td a").First;
        var said = Digits(await number.InnerTextAsync());
        await number.ClickAsync();
        await Expect(page.Locator(".list-total").First).ToContainTextAsync(said);
        await page.GoBackAsync();

        await page.Locator(".morning-urge a[href*='person=']").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(Urging());
        Assert.Empty(await manager.BarriersAsync());
        Assert.Equal(0, await manager.SidewaysAsync());

        // What was urged for once rests for some hours.
        if (width == 360)
            return;
        await page.Locator("[name='Form.Note']").FillAsync("晨会上说好的，今天内联系。");
        await page.Locator(".form-bar button[type=submit]").ClickAsync();
        await Expect(page).ToHaveURLAsync(Morning());
        await Expect(page.Locator(".toasts")).ToContainTextAsync("催办");
        Assert.Empty(manager.Faults);
    }

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_rep_opens_the_own_funnel_and_the_customers_behind_a_number(int width)
    {
        await using var rep = await (await site.OpenAsync(width)).AsAsync("rep.east1");
        var page = rep.Page;
        await page.GotoAsync("/reports");
        await page.GetByRole(AriaRole.Link, new() { Name = "个人客户转化漏斗" }).ClickAsync();
        await Expect(page.Locator("canvas").First).ToBeVisibleAsync();
        Assert.Empty(await rep.BarriersAsync());
        Assert.Equal(0, await rep.SidewaysAsync());
        var number = page.Locator("#report-table-0 td a").First;
        var said = Digits(await number.InnerTextAsync());
        await number.ClickAsync();
        await Expect(page.Locator(".list-total").First).ToContainTextAsync(said);
        Assert.Empty(rep.Faults);
    }

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_template_is_put_together_seen_while_it_is_saved_and_subscribed_to(int width)
    {
        await using var manager = await (await site.OpenAsync(width)).AsAsync("mgr.east");
        var page = manager.Page;
        await page.GotoAsync("/reports/templates");
        await page.Locator("main a[href='/reports/templates/new']").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "客户", Exact = true }).And(page.Locator("main a")).ClickAsync();
        await page.Locator("[name='Form.Name']").FillAsync($"行业一览 {width}");
        await page.Locator("[name='Form.Row']").SelectOptionAsync("industry");
        await page.Locator("select[name='Form.Measures']").SelectOptionAsync(["count"], new() { Force = true });
        await Expect(page.Locator("#template-preview")).ToContainTextAsync("制造业");
        Assert.Empty(await manager.BarriersAsync());
        Assert.Equal(0, await manager.SidewaysAsync());
        await page.Locator(".form-bar button[type=submit]").First.ClickAsync();

        await Expect(page.Locator("h1")).ToContainTextAsync($"行业一览 {width}");
        await Expect(page.Locator("#report-table-0")).ToContainTextAsync("制造业");
        await page.Locator("a[href$='/mail']").ClickAsync();
        await page.Locator("[name='Form.Period']").SelectOptionAsync("Weekly");
        await page.Locator(".form-bar button[type=submit]").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("下次发送");
        Assert.Empty(await manager.BarriersAsync());
        Assert.Empty(manager.Faults);
    }

    [BrowserFact]
    public async Task A_field_is_seen_as_forms_will_show_it_while_it_is_defined()
    {
        await using var admin = await (await site.OpenAsync(1280)).AsAsync("admin");
        var page = admin.Page;
        await page.GotoAsync("/admin/fields/new");
        await page.Locator("[name='Form.Type']").SelectOptionAsync("Choice");
        await page.Locator("[name='Form.Choices[0].Zh']").FillAsync("公开招标");
        await page.Locator("[name='Form.Zh']").FillAsync("招标方式");
        await Expect(page.Locator("#field-preview label")).ToHaveTextAsync("招标方式");
        await Expect(page.Locator("#field-preview select option")).ToHaveTextAsync(["请选择", "公开招标"]);
        await page.Locator("[name='Form.Type']").SelectOptionAsync("Day");
        await Expect(page.Locator("#field-preview input[type=date]")).ToBeVisibleAsync();
        Assert.Empty(await admin.BarriersAsync());
        Assert.Empty(admin.Faults);
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    [GeneratedRegex("/urging")]
    private static partial Regex Urging();

    [GeneratedRegex("/reports/morning$")]
    private static partial Regex Morning();
}
