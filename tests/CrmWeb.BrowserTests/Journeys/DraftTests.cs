using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests.Journeys;

/// <summary>What is typed survives whatever happens before it is saved, and is forgotten once it is.</summary>
[Collection(DemoCollection.Name)]
public sealed class DraftTests(DemoSite site)
{
    [BrowserFact]
    public async Task What_was_typed_comes_back_until_it_is_saved()
    {
        await using var rep = await (await site.OpenAsync(360)).SignInAsync("rep.east1");
        var (page, form) = (rep.Page, await FormAsync(rep.Page));
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        var content = page.GetByLabel("跟进内容", Exactly);
        await content.FillAsync("写到一半的内容");
        await page.WaitForFunctionAsync(Drafts + " === 1");

        await page.GotoAsync("/customers");
        await page.GotoAsync(form);
        await Expect(content).ToHaveValueAsync("写到一半的内容");
        await Expect(page.Locator(".draft-note")).ToContainTextAsync("已恢复未保存的内容");

        await rep.Context.SetOfflineAsync(true);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(page.Locator(".toast-note")).ToContainTextAsync("目前没有网络");
        await rep.Context.SetOfflineAsync(false);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(page.Locator("#timeline")).ToContainTextAsync("写到一半的内容");
        await page.WaitForFunctionAsync(Drafts + " === 0");
        await page.GotoAsync(form);
        await Expect(content).ToHaveValueAsync("");
    }

    [BrowserFact]
    public async Task It_can_be_discarded_and_is_forgotten_at_sign_out()
    {
        await using var rep = await (await site.OpenAsync(1280)).SignInAsync("rep.east1");
        var (page, form) = (rep.Page, await FormAsync(rep.Page));
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        var content = page.GetByLabel("跟进内容", Exactly);
        foreach (var ending in new[] { "discard", "sign out" })
        {
            await content.FillAsync("不留给别人的内容");
            await page.WaitForFunctionAsync(Drafts + " === 1");
            await page.GotoAsync("/customers");
            await page.GotoAsync(form);
            await Expect(content).ToHaveValueAsync("不留给别人的内容");
            if (ending == "discard")
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "放弃" }).ClickAsync();
                await Expect(content).ToHaveValueAsync("");
            }
            else
            {
                await page.Locator("summary.user-button").ClickAsync();
                await page.GetByRole(AriaRole.Button, new() { Name = "退出登录" }).ClickAsync();
                await page.WaitForURLAsync("**/account/login*");
            }

            await page.WaitForFunctionAsync(Drafts + " === 0");
        }
    }

    [BrowserFact]
    public async Task A_changed_customer_survives_the_end_of_the_session_and_no_background_request_reloads_it()
    {
        await using var rep = await (await site.OpenAsync(1280)).SignInAsync("rep.east1");
        var page = rep.Page;
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await page.GotoAsync("/customers");
        await page.Locator("main a.primary-link").First.ClickAsync();
        await page.WaitForURLAsync("**/customers/*");
        var form = page.Url + "/edit";
        await page.GotoAsync(form);
        var remarks = page.Locator("#Form_Remarks");
        await remarks.FillAsync("写到一半的备注");
        await page.WaitForFunctionAsync(Drafts + " === 1");

        // Typing the name asks the server in the background, which knows nobody any more.
        await page.Context.ClearCookiesAsync();
        await page.Locator("#Form_Name").PressSequentiallyAsync("一");
        await Expect(page.Locator("[data-session-over]")).ToBeVisibleAsync();
        await Expect(remarks).ToHaveValueAsync("写到一半的备注");

        await rep.SignInAsync("rep.east1");
        await page.GotoAsync(form);
        await Expect(remarks).ToHaveValueAsync("写到一半的备注");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => !url.EndsWith("/edit", StringComparison.Ordinal));
        await page.WaitForFunctionAsync(Drafts + " === 0");
    }

    [BrowserFact]
    public async Task What_was_saved_without_leaving_the_page_does_not_come_back_when_it_is_left()
    {
        await using var rep = await (await site.OpenAsync(1280)).AsAsync("rep.east1");
        var page = rep.Page;
        await page.GotoAsync("/customers?owner=me");
        await page.GotoAsync((await page.Locator("tbody tr a.primary-link").Nth(5).GetAttributeAsync("href"))!);
        var record = page.Url;
        await page.GetByLabel("跟进内容", Exactly).FillAsync("当场记下的电话");
        await page.Locator(".composer button[type=submit]").ClickAsync();
        await Expect(page.Locator("#timeline .timeline-item").First).ToContainTextAsync("当场记下的电话");

        await page.GotoAsync("/customers");
        Assert.Equal(0, await page.EvaluateAsync<int>(Drafts));
        await page.GotoAsync(record);
        await Expect(page.GetByLabel("跟进内容", Exactly)).ToHaveValueAsync("");
        await Expect(page.Locator(".draft-note")).ToHaveCountAsync(0);
    }

    private const string Drafts = "() => Object.keys(localStorage).filter(key => key.startsWith('draft:')).length";

    private static PageGetByLabelOptions Exactly => new() { Exact = true };

    private static async Task<string> FormAsync(IPage page)
    {
        await page.GotoAsync("/follow-ups/new");
        await page.Locator("main a.primary-link").First.ClickAsync();
        await Expect(page.GetByLabel("跟进内容", Exactly)).ToBeVisibleAsync();
        return page.Url;
    }
}
