using CrmWeb.Core.Organization.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests.Journeys;

/// <summary>From an empty installation to the first rep at work, every page of the way accessible and fitting.</summary>
public sealed class FirstDayTests(EmptySite site) : IClassFixture<EmptySite>
{
    private const string AdminPassword = "Morgen-Stern-77";
    private const string InitialPassword = "Erster-Tag-2031";
    private const string RepPassword = "Abend-Licht-2032";

    [BrowserFact]
    public async Task An_empty_installation_is_set_up_and_a_newcomer_signs_in_for_the_first_time()
    {
        await using var admin = (await site.OpenAsync(1280)).Watch();
        await admin.Page.GotoAsync("/customers");
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("初始化设置");
        await LooksGoodAsync(admin);
        await FillAsync(admin, ("Token", site.Services.GetRequiredService<FirstRun>().Token!), ("Department", "星河精密"),
            ("DisplayName", "王小明"), ("UserName", "xiaoming"), ("NewPassword", AdminPassword), ("RepeatedPassword", AdminPassword));
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "创建管理员" }).ClickAsync();
        await admin.Page.WaitForURLAsync("**/account/login*");
        await admin.SubmitSignInAsync("xiaoming", AdminPassword);
        await FinishFirstSignInAsync(admin, null, "13900001111");
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await LooksGoodAsync(admin);

        await admin.Page.GotoAsync("/admin/users/new");
        await FillAsync(admin, ("DisplayName", "李新"), ("UserName", "lixin"), ("Password", InitialPassword));
        await admin.Page.SelectOptionAsync("#Form_Department", new SelectOptionValue { Label = "星河精密" });
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(admin.Page.Locator("#invitation-text")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("lixin"));
        await LooksGoodAsync(admin);

        await using var rep = (await site.OpenAsync(360)).Watch();
        await rep.Page.GotoAsync("/account/login");
        await rep.SubmitSignInAsync("lixin", InitialPassword);
        await FinishFirstSignInAsync(rep, RepPassword, "13900002222");
        await Expect(rep.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("工作台");
        foreach (var path in new[] { "/", "/customers", "/follow-ups", "/search?q=星河" })
        {
            await rep.Page.GotoAsync(path);
            await LooksGoodAsync(rep);
        }
    }

    private static async Task FinishFirstSignInAsync(Window window, string? password, string mobile)
    {
        await window.Page.WaitForURLAsync("**/account/first-sign-in*");
        await LooksGoodAsync(window);
        if (password is not null)
            await FillAsync(window, ("NewPassword", password), ("RepeatedPassword", password));
        await FillAsync(window, ("Mobile", mobile));
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "保存并开始使用" }).ClickAsync();
        await window.Page.WaitForURLAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
    }

    private static async Task FillAsync(Window window, params (string Field, string Value)[] values)
    {
        foreach (var (field, value) in values)
            await window.Page.FillAsync($"#Form_{field}", value);
    }

    private static async Task LooksGoodAsync(Window window)
    {
        Assert.Equal(0, await window.SidewaysAsync());
        Assert.Empty(await window.BarriersAsync());
        Assert.Empty(window.Faults);
    }
}
