using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests.Journeys;

/// <summary>The desk worked through where it stands: tasks completed, put off and gone on from, without loading a page.</summary>
[Collection(DemoCollection.Name)]
public sealed class DeskDayTests(DemoSite site)
{
    private static readonly LocatorGetByLabelOptions Exactly = new() { Exact = true };

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_task_is_completed_with_a_next_date_in_three_steps_and_no_page_load(int width)
    {
        await using var rep = await (await site.OpenAsync(width)).AsAsync("rep.east1");
        var page = rep.Page;
        await StayAsync(page);
        var panel = page.Locator("dialog.sheet");
        var row = await FirstRowAsync(page);

        // One of a series comes back by itself and asks for no date: the first that is none.
        foreach (var id in await page.Locator(".due-rows > li").EvaluateAllAsync<string[]>("rows => rows.map(row => row.id)"))
        {
            row = page.Locator($"#{id}");
            await row.Locator(".btn-done").ClickAsync(); // one
            await Expect(panel.GetByLabel("跟进内容", Exactly)).ToBeFocusedAsync();
            if (await panel.Locator(".next-days").CountAsync() > 0)
                break;
            await page.Keyboard.PressAsync("Escape");
            await Expect(panel).ToHaveCountAsync(0);
        }

        await page.Keyboard.TypeAsync("客户确认了下一步的安排。"); // two
        await panel.Locator(".next-days").GetByRole(AriaRole.Button, new() { Name = "明天" }).ClickAsync(); // three

        await Expect(page.Locator(".toasts")).ToContainTextAsync("已完成");
        await Expect(panel).ToHaveCountAsync(0);
        await Expect(row).ToHaveCountAsync(0);
        Assert.True(await HasStayedAsync(page));
        Assert.Equal(0, await rep.SidewaysAsync());
        Assert.Empty(rep.Faults);
    }

    [BrowserFact]
    public async Task After_one_task_the_next_takes_its_place_in_the_panel_and_what_is_wrong_is_said_there()
    {
        await using var rep = await (await site.OpenAsync(1280)).AsAsync("rep.east2");
        var page = rep.Page;
        await StayAsync(page);
        var row = await FirstRowAsync(page);
        await row.Locator(".btn-done").ClickAsync();
        var panel = page.Locator("dialog.sheet");
        var content = panel.GetByLabel("跟进内容", Exactly);
        await content.FillAsync("暂无");
        await panel.GetByRole(AriaRole.Button, new() { Name = "完成并处理下一条" }).ClickAsync();
        await Expect(panel.Locator("#Form_Content_error")).Not.ToBeEmptyAsync();
        await Expect(content).ToHaveValueAsync("暂无");

        var before = await panel.Locator(".task-said a").GetAttributeAsync("href");
        await content.FillAsync("对方已收到资料，周内答复。");
        await panel.GetByRole(AriaRole.Button, new() { Name = "完成并处理下一条" }).ClickAsync();
        await Expect(panel.Locator(".task-said a")).Not.ToHaveAttributeAsync("href", before!);
        await Expect(content).ToHaveValueAsync("");
        await Expect(content).ToBeFocusedAsync();
        await Expect(row).ToHaveCountAsync(0);
        Assert.Empty(await rep.BarriersAsync());
        Assert.True(await HasStayedAsync(page));
        Assert.Empty(rep.Faults);
    }

    [BrowserFact]
    public async Task The_keyboard_goes_from_row_to_row_opens_the_panel_and_puts_a_task_off()
    {
        await using var rep = await (await site.OpenAsync(1280)).AsAsync("rep.south1");
        var page = rep.Page;
        await StayAsync(page);
        await FirstRowAsync(page);
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(".due-rows > li").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        var row = await RowAsync(page, ".due-rows > li:focus");
        await page.Keyboard.PressAsync("c");
        await Expect(page.Locator("dialog.sheet").GetByLabel("跟进内容", Exactly)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog.sheet")).ToHaveCountAsync(0);

        await row.FocusAsync();
        await page.Keyboard.PressAsync("l");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".toasts")).ToContainTextAsync("已改到");
        await Expect(page.Locator(".due-rows > li:focus")).ToHaveCountAsync(1);
        Assert.True(await HasStayedAsync(page));
        Assert.Empty(rep.Faults);
    }

    private static async Task StayAsync(IPage page)
    {
        await page.GotoAsync("/?team=false");
        await page.EvaluateAsync("() => { window.sameDocument = true; }");
    }

    private static Task<bool> HasStayedAsync(IPage page) => page.EvaluateAsync<bool>("() => window.sameDocument === true");

    private static Task<ILocator> FirstRowAsync(IPage page) => RowAsync(page, ".due-rows > li");

    /// <summary>A row by its own name, so that it stays the same while others come and go.</summary>
    private static async Task<ILocator> RowAsync(IPage page, string selector) =>
        page.Locator($"#{await page.Locator(selector).First.GetAttributeAsync("id")}");
}
