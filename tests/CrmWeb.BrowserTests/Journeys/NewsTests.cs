using CrmWeb.Core.Access;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Reminders;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests.Journeys;

/// <summary>A reminder pops up on the page that is open; a manager urges ten at once.</summary>
[Collection(DemoCollection.Name)]
public sealed class NewsTests(DemoSite site)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [BrowserFact]
    public async Task A_reminder_pops_up_on_an_open_page_and_leads_to_its_task()
    {
        await using var rep = await (await site.OpenAsync(1280)).AsAsync("rep.east1");
        await rep.Page.GotoAsync("/customers");
        await Expect(rep.Page.Locator("[data-notifications]")).ToBeVisibleAsync();
        await using var other = await (await site.OpenAsync(1280)).AsAsync("rep.east2");
        await other.Page.GotoAsync("/customers");

        var task = await FallsDueAsync("rep.east1");
        var pop = rep.Page.Locator(Pop(task));
        await Expect(pop).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 5_000 });
        await Expect(rep.Page.Locator("[data-unread-count]")).ToBeVisibleAsync();
        await Expect(other.Page.Locator(Pop(task))).ToHaveCountAsync(0);

        await pop.GetByRole(AriaRole.Link).ClickAsync();
        await rep.Page.WaitForURLAsync($"**/follow-ups/{task}");
        await rep.Page.GotoAsync("/notifications");
        await Expect(rep.Page.Locator($".inbox > li.is-unread a[href='/follow-ups/{task}']")).ToHaveCountAsync(0);

        // A second page of the same browser shares the stream.
        var second = await rep.Context.NewPageAsync();
        await second.GotoAsync("/follow-ups");
        await second.BringToFrontAsync();
        var another = await FallsDueAsync("rep.east1");
        await Expect(second.Locator(Pop(another))).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 5_000 });
        Assert.Empty(rep.Faults);
    }

    [BrowserFact]
    public async Task A_manager_urges_ten_at_once_and_the_reps_hear_of_it()
    {
        await using var manager = await (await site.OpenAsync(1280)).AsAsync("mgr.east");
        await manager.Page.GotoAsync("/?team=true");
        var boxes = manager.Page.Locator("input[form=urge]:not([data-selection-all] input)");
        Assert.True(await boxes.CountAsync() >= 10, "The team's desk has fewer than ten matters to urge about.");
        for (var i = 0; i < 10; i++)
            await boxes.Nth(i).CheckAsync();
        await manager.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "催办所选" }).ClickAsync();
        await manager.Page.WaitForURLAsync("**/urging?*");
        await manager.Page.GetByLabel("留言").FillAsync("请今天下班前给我进展");
        await manager.Page.Locator(".form-bar button[type=submit]").ClickAsync();
        await Expect(manager.Page.Locator(".toast-note").Filter(new LocatorFilterOptions { HasText = "已催办 10 项" })).ToBeVisibleAsync();

        await using var rep = await (await site.OpenAsync(360)).AsAsync("rep.east1");
        await rep.Page.GotoAsync("/notifications");
        await Expect(rep.Page.Locator(".inbox > li").Filter(new LocatorFilterOptions { HasText = "请今天下班前给我进展" }).First).ToBeVisibleAsync();
        await rep.Page.Locator(".inbox .primary-link").First.ClickAsync();
        await rep.Page.Locator("main a[href^='/customers/']").First.ClickAsync();
        await Expect(rep.Page.Locator("#timeline").GetByText("催办").First).ToBeVisibleAsync();
        Assert.Empty(manager.Faults);
        Assert.Empty(rep.Faults);
    }

    [BrowserFact]
    public async Task A_reminder_that_popped_up_is_put_off_with_the_keyboard_and_with_a_finger()
    {
        await using var rep = await (await site.OpenAsync(360)).AsAsync("rep.south1");
        await rep.Page.GotoAsync("/customers");
        var task = await FallsDueAsync("rep.south1");
        var pop = rep.Page.Locator(Pop(task));
        var buttons = pop.GetByRole(AriaRole.Group, new LocatorGetByRoleOptions { Name = "稍后提醒" }).GetByRole(AriaRole.Button);
        await Expect(buttons).ToHaveTextAsync(["10 分钟后", "1 小时后", "明天 09:00"], new LocatorAssertionsToHaveTextOptions { Timeout = 5_000 });
        for (var i = 0; i < 3; i++)
            Assert.True((await buttons.Nth(i).BoundingBoxAsync())!.Height >= 44, "A button is less than 44 pixels high.");

        await pop.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "关闭" }).FocusAsync();
        await rep.Page.Keyboard.PressAsync("Tab");
        await rep.Page.Keyboard.PressAsync("Tab");
        await Expect(buttons.Nth(1)).ToBeFocusedAsync();
        await rep.Page.Keyboard.PressAsync("Enter");
        await Expect(rep.Page.Locator(".toast-note").Filter(new LocatorFilterOptions { HasText = "再次提醒" })).ToBeVisibleAsync();
        await Expect(pop).ToHaveCountAsync(0);

        await using var scope = site.Services.CreateAsyncScope();
        var now = scope.ServiceProvider.GetRequiredService<OrganizationClock>().UtcNow;
        var until = await scope.ServiceProvider.GetRequiredService<CrmDbContext>().FollowUps.Where(f => f.Id == task).Select(f => f.RemindAt).SingleAsync();
        Assert.InRange(until!.Value, now.AddMinutes(55), now.AddMinutes(60));
        Assert.Empty(rep.Faults);
    }

    /// <summary>A stream ends every five minutes and its browser opens it again, with the address it began with.</summary>
    [BrowserFact]
    public async Task The_browser_tells_of_a_line_once_however_often_the_stream_repeats_it()
    {
        await using var rep = await (await site.OpenAsync(1280)).AsAsync("rep.east2");
        await rep.Page.AddInitScriptAsync("""
            window.told = [];
            window.Notification = class { static permission = 'granted'; constructor(title) { window.told.push(title); } };
            Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
            """);
        var (streams, sixth) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await rep.Page.RouteAsync("**/notifications/stream*", route =>
        {
            if (++streams == 6)
                sixth.TrySetResult();
            return route.FulfillAsync(new RouteFulfillOptions
            {
                ContentType = "text/event-stream",
                Body = "retry: 100\n\nevent: news\ndata: {\"unread\":1,\"id\":987654,\"title\":\"只说一次\",\"path\":\"/\",\"popsUp\":true}\n\n",
            });
        });
        await rep.Page.GotoAsync("/customers");
        await rep.Page.WaitForFunctionAsync("() => window.told.length > 0");

        // Asked for the sixth time, the page has read five that all said the same.
        await sixth.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(["只说一次"], await rep.Page.EvaluateAsync<string[]>("() => window.told"));
    }

    private static string Pop(int task) => $".toast-news:has(a[href='/follow-ups/{task}'])";

    /// <summary>Something the rep has planned comes near, and the program notices.</summary>
    private async Task<int> FallsDueAsync(string user)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDbContext>();
        var now = scope.ServiceProvider.GetRequiredService<OrganizationClock>().UtcNow;
        var task = await db.FollowUps.AsNoTracking()
            .Where(f => f.State == FollowUpState.Pending && f.RemindAt > now && db.Users.Any(u => u.Id == f.AssigneeId && u.UserName == user))
            .OrderByDescending(f => f.At).FirstAsync();
        await db.FollowUps.Where(f => f.Id == task.Id).ExecuteUpdateAsync(s => s.SetProperty(f => f.RemindAt, now));
        await scope.ServiceProvider.GetRequiredService<ReminderDispatcher>().RemindDueAsync(UserScope.System, None);
        return task.Id;
    }
}
