using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests.Journeys;

/// <summary>A fact of the record is changed where it stands, with the pointer and with the keyboard alone.</summary>
[Collection(DemoCollection.Name)]
public sealed class FactTests(DemoSite site)
{
    [BrowserFact]
    public async Task A_click_opens_the_control_enter_saves_and_escape_restores()
    {
        await using var rep = await (await site.OpenAsync(1280)).SignInAsync("rep.east1");
        var page = rep.Page;
        await OpenRecordAsync(page);
        var address = page.Url;
        var fact = await FactAsync(page, "Address");
        var before = await fact.InnerTextAsync();

        await fact.Locator(".fact-value").ClickAsync();
        var control = fact.GetByRole(AriaRole.Textbox);
        await Expect(control).ToBeFocusedAsync();
        await control.FillAsync("改了又不要");
        await control.PressAsync("Escape");
        await Expect(fact).ToHaveTextAsync(before);
        await Expect(fact.Locator("[data-edit-fact]")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Enter");
        await Expect(control).ToBeFocusedAsync();
        await control.FillAsync("上海市滨河路88号");
        await control.PressAsync("Enter");
        await Expect(fact).ToHaveTextAsync("上海市滨河路88号");
        await Expect(fact.Locator("[data-edit-fact]")).ToBeFocusedAsync();
        Assert.Equal(address, page.Url);

        await page.ReloadAsync();
        await Expect(fact).ToHaveTextAsync("上海市滨河路88号");
    }

    [BrowserFact]
    public async Task What_is_refused_stays_typed_and_an_ended_session_takes_nothing()
    {
        await using var rep = await (await site.OpenAsync(360)).SignInAsync("rep.east1");
        var page = rep.Page;
        await OpenRecordAsync(page);
        await page.Locator("[data-tab-of='details']").ClickAsync();
        var fact = await FactAsync(page, "Website");
        await fact.Locator("[data-edit-fact]").ClickAsync();
        var control = fact.GetByRole(AriaRole.Textbox);
        await control.FillAsync("不是网址");
        await control.PressAsync("Enter");
        await Expect(fact.Locator(".invalid-feedback")).ToBeVisibleAsync();
        await Expect(control).ToHaveValueAsync("不是网址");

        await page.Context.ClearCookiesAsync();
        await control.FillAsync("www.example.cn");
        await control.PressAsync("Enter");
        await Expect(fact.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(page.Locator("[data-session-over] a")).ToBeVisibleAsync();
        await Expect(control).ToHaveValueAsync("www.example.cn");
    }

    /// <summary>A fact that can be seen: with what is not filled in yet, where this customer's is not.</summary>
    private static async Task<ILocator> FactAsync(IPage page, string key)
    {
        var fold = page.Locator($".facts-missing:not([open]):has(.fact[data-fact='{key}']) > summary");
        if (await fold.CountAsync() > 0)
            await fold.ClickAsync();
        return page.Locator($".details .fact[data-fact='{key}']");
    }

    private static async Task OpenRecordAsync(IPage page)
    {
        await page.GotoAsync("/customers");
        await page.Locator("main a.primary-link").First.ClickAsync();
        await Expect(page.Locator("#timeline")).ToBeVisibleAsync();
    }
}
