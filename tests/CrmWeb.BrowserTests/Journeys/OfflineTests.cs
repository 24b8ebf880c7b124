using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests.Journeys;

/// <summary>The product as an app on the phone, and what it says where there is no line.</summary>
[Collection(SweepCollection.Name)]
public sealed class OfflineTests(DemoSite site)
{
    [BrowserFact]
    public async Task Without_a_line_the_product_says_so_names_what_is_kept_and_goes_on_when_it_is_back()
    {
        await using var rep = await (await site.OpenAsync(360, 740, hasWorker: true)).AsAsync("rep.east1");
        var page = rep.Page;
        await page.Clock.InstallAsync();
        await page.GotoAsync("/customers/new");
        await page.GetByLabel("客户名称").FillAsync("苏州网络断开精密仪器有限公司");
        await page.Clock.FastForwardAsync(11_000);
        await page.WaitForFunctionAsync("() => localStorage.getItem('without-line') && navigator.serviceWorker.controller");

        // An address that no browser can decode is listed like any other.
        await page.EvaluateAsync("() => localStorage.setItem('draft:x:/customers?q=%E4:y', '{}')");
        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync("/customers?level=A");
        await Expect(page.Locator("h1")).ToHaveTextAsync("网络已断开");
        await Expect(page.Locator("[data-offline-drafts] a[href='/customers/new']")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-offline-drafts] a")).ToHaveCountAsync(2);
        Assert.EndsWith("/customers?level=A", await page.Locator("[data-again]").EvaluateAsync<string>("link => link.href"), StringComparison.Ordinal);

        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("h1")).ToHaveTextAsync("客户");
        await page.GotoAsync("/customers/new");
        await Expect(page.GetByLabel("客户名称")).ToHaveValueAsync("苏州网络断开精密仪器有限公司");
    }

    [BrowserFact]
    public async Task The_product_can_be_put_on_the_home_screen()
    {
        await using var window = await site.OpenAsync(360, 740);
        await window.Page.GotoAsync("/account/login");
        var manifest = await window.Page.EvaluateAsync<System.Text.Json.JsonElement>("async () => (await fetch(document.querySelector('link[rel=manifest]').href)).json()");

        Assert.Equal("standalone", manifest.GetProperty("display").GetString());
        foreach (var icon in manifest.GetProperty("icons").EnumerateArray())
        {
            var size = await window.Page.EvaluateAsync<int[]>("async src => { const image = new Image(); image.src = src; await image.decode(); return [image.naturalWidth, image.naturalHeight]; }", icon.GetProperty("src").GetString());
            Assert.Equal(icon.GetProperty("sizes").GetString(), $"{size[0]}x{size[1]}");
        }
    }
}
