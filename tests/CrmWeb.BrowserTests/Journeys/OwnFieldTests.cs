using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests.Journeys;

/// <summary>An administrator shapes the record to one industry, and a rep fills in what a stage asks for on the way there.</summary>
[Collection(DemoCollection.Name)]
public sealed class OwnFieldTests(DemoSite site)
{
    [BrowserTheory]
    [InlineData(1280, "B06")]
    [InlineData(360, "B07")]
    public async Task A_field_is_defined_for_one_industry_and_filled_in_where_a_stage_asks_for_it(int width, string industry)
    {
        var name = $"转型需求{width}";
        await using (var admin = await (await site.OpenAsync(width)).AsAsync("admin"))
        {
            await DefineAsync(admin, name, industry);
            await RequireAsync(admin, name);
            Assert.Empty(admin.Faults);
        }

        await using var rep = await (await site.OpenAsync(width)).AsAsync("rep.east1");
        await EnterAsync(rep, name, industry, width);
        await MoveAsync(rep, name);
        Assert.Empty(rep.Faults);
    }

    private static async Task DefineAsync(Window admin, string name, string industry)
    {
        var page = admin.Page;
        await page.GotoAsync("/admin/fields/new");
        await page.GetByLabel("中文名称", Exactly).First.FillAsync(name);
        await page.GetByLabel("英文名称", Exactly).First.FillAsync($"Change {industry}");
        await page.Locator("#Form_Type").SelectOptionAsync("Text");
        await page.GetByLabel("适用行业", Exactly).ClickAsync();
        await page.Locator(".choice-list:not([aria-busy]) [role=option]").First.WaitForAsync();
        await page.Keyboard.TypeAsync(industry);
        await page.Locator(".choice-list:not([aria-busy]) [role=option]").First.ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal([industry], await page.Locator("#Form_Industries").EvaluateAsync<string[]>("select => [...select.selectedOptions].map(o => o.value)"));
        Assert.Empty(await admin.BarriersAsync());
        Assert.Equal(0, await admin.SidewaysAsync());
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("main")).ToContainTextAsync(name);
    }

    private static async Task RequireAsync(Window admin, string name)
    {
        var page = admin.Page;
        await page.GotoAsync("/admin/fields/required");
        await page.GetByLabel($"{name} · 新客户", Exactly).CheckAsync();
        var row = page.Locator("tr").Filter(new() { HasText = name });
        await row.Locator("select").SelectOptionAsync("needs");
        Assert.Empty(await admin.BarriersAsync());
        Assert.Equal(0, await admin.SidewaysAsync());
        await page.Locator(".form-bar button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/admin/fields/required/*");
        await Expect(page.Locator("main")).ToContainTextAsync(name);
        Assert.Equal(0, await admin.SidewaysAsync());
    }

    private static async Task EnterAsync(Window rep, string name, string industry, int width)
    {
        var page = rep.Page;
        await page.GotoAsync("/customers/new");
        await page.GetByLabel("客户名称", Exactly).FillAsync($"大同自定义字段{width}煤业有限公司");
        var own = page.GetByLabel(name, Exactly);
        await Expect(own).ToBeHiddenAsync();
        await rep.ChooseAsync("所属行业", industry);
        await Expect(own).ToBeVisibleAsync();
        await page.GetByLabel("联系人姓名", Exactly).FillAsync("欧阳明月");
        await page.GetByLabel("手机号", Exactly).FillAsync($"1391239{width:0000}");
        await page.GetByLabel("客户来源", Exactly).SelectOptionAsync("fair");
        Assert.Empty(await rep.BarriersAsync());
        Assert.Equal(0, await rep.SidewaysAsync());
        await page.Keyboard.PressAsync("Control+Enter");
        await page.WaitForURLAsync(url => url.Split('/')[^1].All(char.IsAsciiDigit));
    }

    private static async Task MoveAsync(Window rep, string name)
    {
        var page = rep.Page;
        var sheet = page.Locator("dialog.sheet");
        await page.Locator(".stage-step:not(.is-lost) a").Filter(new() { HasText = "需求确认" }).ClickAsync();
        var asked = sheet.GetByLabel(name, ExactlyIn);
        await Expect(asked).ToBeVisibleAsync();
        Assert.Empty(await rep.BarriersAsync());
        await sheet.Locator("button[type=submit]").ClickAsync();

        // Refused: said beside the field, and the customer stands where it stood.
        await Expect(asked).ToHaveAttributeAsync("aria-invalid", "true");
        await asked.FillAsync("井下设备联网与无人值守");
        await sheet.Locator("button[type=submit]").ClickAsync();
        await Expect(sheet).ToHaveCountAsync(0);
        await Expect(page.Locator(".stage-step.is-current")).ToContainTextAsync("需求确认");
        await page.ReloadAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("井下设备联网与无人值守");
        await Expect(page.Locator(".stage-step.is-current")).ToContainTextAsync("需求确认");
        Assert.Equal(0, await rep.SidewaysAsync());
    }

    private static readonly LocatorGetByLabelOptions ExactlyIn = new() { Exact = true };

    private static readonly PageGetByLabelOptions Exactly = new() { Exact = true };
}
