using CrmWeb.Core.Data;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Reminders;
using CrmWeb.Core.Organization;
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
        await using var rep = await (await site.OpenAsync(1280)).SignInAsync("rep.east1");
        await rep.Page.GotoAsync("/customers");
        await Expect(rep.Page.Locator("[data-notifications]")).ToBeVisibleAsync();
        await using var other = await (await site.OpenAsync(1280)).SignInAsync("rep.east2");
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
        await using var manager = await (await site.OpenAsync(1280)).SignInAsync("mgr.east");
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

        await using var rep = await (await site.OpenAsync(360)).SignInAsync("rep.east1");
        await rep.Page.GotoAsync("/notifications");
        await Expect(rep.Page.Locator(".inbox > li").Filter(new LocatorFilterOptions { HasText = "请今天下班前给我进展" }).First).ToBeVisibleAsync();
        await rep.Page.Locator(".inbox .primary-link").First.ClickAsync();
        await rep.Page.Locator("main a[href^='/customers/']").First.ClickAsync();
        await Expect(rep.Page.Locator("#timeline").GetByText("催办").First).ToBeVisibleAsync();
        Assert.Empty(manager.Faults);
        Assert.Empty(rep.Faults);
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
        await scope.ServiceProvider.GetRequiredService<Reminding>().RemindDueAsync(UserScope.System, None);
        return task.Id;
    }
}
