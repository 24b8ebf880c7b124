using System.Globalization;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests.Journeys;

/// <summary>A task's day: put off, done with the next step, moved in the calendar, several moved at once.</summary>
[Collection(DemoCollection.Name)]
public sealed class TaskDayTests(DemoSite site)
{
    private static readonly PageGetByLabelOptions Exactly = new() { Exact = true };

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_rep_puts_a_reminder_off_begins_and_completes_with_the_next_step(int width)
    {
        await using var rep = await (await site.OpenAsync(width)).AsAsync("rep.east2");
        var page = rep.Page;
        var task = await OpenTaskAsync(page);
        await page.GetByText("稍后提醒").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "1 小时后" }).ClickAsync();
        await Expect(page.Locator(".toasts")).ToContainTextAsync("再次提醒");
        await Expect(page.Locator(".facts")).ToContainTextAsync("已推迟");
        await page.GetByRole(AriaRole.Button, new() { Name = "开始处理" }).ClickAsync();
        await Expect(page.Locator(".facts")).ToContainTextAsync("进行中");

        await page.GetByLabel("跟进内容", Exactly).FillAsync("对方确认了方案的范围，下周谈价格。");
        await page.GetByLabel("下次跟进时间", Exactly).FillAsync(DateTime.Now.AddDays(3).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture));
        await page.Locator("form[data-draft]").GetByRole(AriaRole.Button, new() { Name = "完成", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/customers/", StringComparison.Ordinal));
        await Expect(page.Locator("#timeline")).ToContainTextAsync("下周谈价格");
        Assert.Equal(0, await rep.SidewaysAsync());
        await page.GotoAsync(task);
        await Expect(page.Locator(".facts")).ToContainTextAsync("已完成");
        Assert.Empty(rep.Faults);
    }

    [BrowserFact]
    public async Task A_task_is_dragged_to_another_day_and_back()
    {
        await using var rep = await (await site.OpenAsync(1280, 1000)).AsAsync("rep.east1");
        var page = rep.Page;
        var planned = DateTime.Now.Date.AddDays(7).AddHours(11);
        await PlanAsync(page, "拖动到别的日子", planned);
        await page.GotoAsync($"/follow-ups/calendar?view=week&day={planned:yyyy-MM-dd}");
        var task = page.Locator(".fc-event", new() { HasText = "拖动到别的日子" });
        var other = planned.DayOfWeek == DayOfWeek.Sunday ? planned.AddDays(-1) : planned.AddDays(1);
        await DragAsync(page, task, page.Locator($".fc-timegrid-col[data-date='{other:yyyy-MM-dd}']"));
        await Expect(page.Locator(".toasts")).ToContainTextAsync($"已改到 {other:MM-dd}");
        await page.ReloadAsync();
        await Expect(page.Locator($".fc-timegrid-col[data-date='{other:yyyy-MM-dd}'] .fc-event", new() { HasText = "拖动到别的日子" })).ToBeVisibleAsync();

        await DragAsync(page, task, page.Locator($".fc-timegrid-col[data-date='{planned:yyyy-MM-dd}']"));
        await page.GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
        await Expect(page.Locator(".toasts")).ToContainTextAsync($"已改到 {other:MM-dd}");
        await Expect(page.Locator($".fc-timegrid-col[data-date='{other:yyyy-MM-dd}'] .fc-event", new() { HasText = "拖动到别的日子" })).ToBeVisibleAsync();
        Assert.Empty(rep.Faults);
    }

    [BrowserFact]
    public async Task A_day_with_more_tasks_than_fit_is_accessible_and_opens()
    {
        await using var rep = await (await site.OpenAsync(1280, 1000)).AsAsync("rep.east1");
        var page = rep.Page;
        var planned = DateTime.Now.Date.AddDays(21).AddHours(15);
        for (var i = 1; i <= 6; i++)
            await PlanAsync(page, $"排满的一天 {i}", planned.AddHours(-i));
        await page.GotoAsync($"/follow-ups/calendar?view=month&day={planned:yyyy-MM-dd}");
        var rest = page.Locator($"[data-date='{planned:yyyy-MM-dd}']").GetByRole(AriaRole.Button, new() { NameRegex = new("还有") });
        await Expect(rest).ToBeVisibleAsync();
        Assert.Empty(await rep.BarriersAsync());
        await rest.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByText("排满的一天 6")).ToBeVisibleAsync();
        Assert.Empty(await rep.BarriersAsync());
        Assert.Empty(rep.Faults);
    }

    [BrowserFact]
    public async Task A_manager_moves_several_of_one_colleagues_tasks_at_once()
    {
        await using var manager = await (await site.OpenAsync(1280)).AsAsync("mgr.east");
        var page = manager.Page;
        await page.GotoAsync("/follow-ups?list=planned&team=true");
        await page.Locator("#condition-person summary").ClickAsync();
        var colleague = page.Locator("#condition-person a[data-live]").First;
        var person = (await colleague.GetAttributeAsync("href"))!.Split("person=")[1].Split('&')[0];
        await colleague.ClickAsync();
        await page.WaitForURLAsync(url => url.Contains($"person={person}", StringComparison.Ordinal));
        await Expect(page.Locator("#several button[value=reschedule]")).ToBeHiddenAsync();
        for (var i = 0; i < 3; i++)
            await page.Locator(".pick-row").Nth(i).CheckAsync();
        await Expect(page.Locator("#several")).ToContainTextAsync("已选 3 条");
        await page.Locator("#several button[value=reschedule]").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("改期 3 项任务");
        await page.GetByLabel("改到", Exactly).FillAsync(DateTime.Now.AddDays(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.Locator(".form-bar").GetByRole(AriaRole.Button, new() { Name = "改期" }).ClickAsync();
        await Expect(page.Locator(".toasts")).ToContainTextAsync("已改期 3 项任务");
        Assert.Contains($"person={person}", page.Url, StringComparison.Ordinal);
        Assert.Empty(manager.Faults);
    }

    private static async Task<string> OpenTaskAsync(IPage page)
    {
        await page.GotoAsync("/follow-ups?list=planned");
        var address = (await page.Locator("main tbody a[href^='/follow-ups/']").First.GetAttributeAsync("href"))!;
        await page.GotoAsync(address);
        return address;
    }

    private static async Task PlanAsync(IPage page, string subject, DateTime at)
    {
        await page.GotoAsync("/customers?owner=me");
        var customer = (await page.Locator("a.primary-link").First.GetAttributeAsync("href"))!.Split('/')[^1];
        await page.GotoAsync($"/follow-ups/new?customer={customer}&plan=true");
        await page.Locator("#Form_Method").SelectOptionAsync("visit");
        await page.GetByLabel("跟进时间", Exactly).FillAsync(at.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture));
        await page.GetByLabel("跟进主题", Exactly).FillAsync(subject);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/customers/", StringComparison.Ordinal));
        // Whoever opens the form again at once would find there what was typed: the page forgets it after it has come.
        await page.WaitForFunctionAsync("() => !Object.keys(localStorage).some(key => key.startsWith('draft:'))");
    }

    private static async Task DragAsync(IPage page, ILocator what, ILocator where)
    {
        await what.ScrollIntoViewIfNeededAsync();
        var from = (await what.BoundingBoxAsync())!;
        var to = (await where.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(from.X + (from.Width / 2), from.Y + 6);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(from.X + (from.Width / 2) + 8, from.Y + 10, new() { Steps = 4 });
        await page.Mouse.MoveAsync(to.X + (to.Width / 2), from.Y + 6, new() { Steps = 12 });
        await page.Mouse.UpAsync();
    }
}
