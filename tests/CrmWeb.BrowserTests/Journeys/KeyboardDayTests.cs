using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests.Journeys;

/// <summary>The main job of a rep from the first page to the last by keys alone: nothing is clicked, and the focus is never lost.</summary>
[Collection(DemoCollection.Name)]
public sealed class KeyboardDayTests(DemoSite site)
{
    private const string Company = "无锡键盘精密机械有限公司";

    [BrowserFact]
    public async Task A_rep_does_the_whole_job_without_a_mouse()
    {
        await using var rep = (await site.OpenAsync(1280)).Watch();
        var page = rep.Page;
        await page.GotoAsync("/account/login");
        await Expect(page.Locator("#Form_UserName")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("rep.east1");
        await TabToAsync(page, "#Form_Password");
        await page.Keyboard.TypeAsync("Demo#2026");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("/account/", StringComparison.Ordinal));

        await EnterACustomerAsync(page);
        await FilterAsync(page);
        await FindAsync(page);
        await NoteACallAsync(page);
        await MoveTheStageAsync(page);
        await CompleteATaskAsync(page);
        Assert.Empty(rep.Faults);
    }

    private static async Task EnterACustomerAsync(IPage page)
    {
        await TabToAsync(page, ".quick-create");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/customers/new");
        await Expect(page.Locator("#Form_Name")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(Company);
        await TabToAsync(page, "#Form_Industry, #Form_Industry_search");
        await Expect(page.Locator("#Form_Industry_search")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("C35");
        await Expect(page.Locator(".choice-list:not([aria-busy]) [role=option].is-active")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "#Form_Contacts_0__Name");
        await page.Keyboard.TypeAsync("司徒清音");
        await TabToAsync(page, "#Form_Contacts_0__Mobile");
        await page.Keyboard.TypeAsync("13812377701");
        await TabToAsync(page, "#Form_Source, #Form_Source_search");
        await Expect(page.Locator("#Form_Source_search")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("展会");
        await Expect(page.Locator(".choice-list:not([aria-busy]) [role=option].is-active")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.WaitForURLAsync(url => url.Split('/')[^1].All(char.IsAsciiDigit));
        await Expect(page.Locator(".record-title h1")).ToHaveTextAsync(Company);
    }

    private static async Task FilterAsync(IPage page)
    {
        await TabToAsync(page, ".side-nav a[href='/customers']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.EndsWith("/customers", StringComparison.Ordinal));
        await TabToAsync(page, "#condition-add > summary", 80);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#condition-add [data-narrow-by]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("cjsj");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#condition-created .condition-editor a:focus")).ToHaveCountAsync(1);
        await TabToAsync(page, "#condition-created a[href*='createdFrom=']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**createdFrom=*");
        await Expect(page.Locator("#condition-created > summary")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator("tr[data-row]").First.Locator(".primary-link")).ToBeFocusedAsync();
    }

    private static async Task FindAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.Locator("#global-search")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("无锡键盘精密");
        await Expect(page.Locator("#search-suggestions [role=option]").First).ToContainTextAsync(Company);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".record-title h1")).ToHaveTextAsync(Company);
    }

    private static async Task NoteACallAsync(IPage page)
    {
        await TabToAsync(page, ".skip-link");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "#note-Form_Content", 60);
        await page.Keyboard.TypeAsync("电话里约好明天发报价。");
        await TabToAsync(page, ".composer [data-date-shortcut=tomorrow]");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, ".composer button[type=submit]");
        var answer = await page.RunAndWaitForResponseAsync(() => page.Keyboard.PressAsync("Enter"), "**/note");
        Assert.Equal(200, answer.Status);
        // Its time is a full minute, so the customer entered in the same one stands above it.
        await Expect(page.Locator("#timeline .timeline-item", new() { HasText = "约好明天发报价" })).ToHaveCountAsync(1);
        await Expect(page.Locator("#note-Form_Content")).ToHaveValueAsync("");
        await Expect(page.Locator("#composer")).ToBeFocusedAsync();
    }

    private static async Task MoveTheStageAsync(IPage page)
    {
        await TabToAsync(page, ".stage-step:not(.is-lost) a", 60, "Shift+Tab");
        var target = await page.Locator(".stage-step a:focus span").InnerTextAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#Move_StageReason")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".stage-step.is-current")).ToContainTextAsync(target);
        await Expect(page.Locator("dialog.sheet")).ToHaveCountAsync(0);
        await Expect(page.Locator(":is(#content, #content *):focus")).ToHaveCountAsync(1);
    }

    private static async Task CompleteATaskAsync(IPage page)
    {
        await TabToAsync(page, ".side-nav a[href='/']", 60, "Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(".due-rows > li:focus")).ToHaveCountAsync(1);
        var row = page.Locator($"#{await page.Locator(".due-rows > li:focus").GetAttributeAsync("id")}");
        await page.Keyboard.PressAsync("c");
        await Expect(page.Locator("dialog.sheet #Form_Content")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("按约定打了电话，对方要看合同。");
        await TabToAsync(page, "dialog.sheet .next-days button[value=tomorrow]");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("dialog.sheet")).ToHaveCountAsync(0);
        await Expect(row).ToHaveCountAsync(0);
        await Expect(page.Locator(".due-rows > li:focus")).ToHaveCountAsync(1);
    }

    /// <summary>On with Tab until the focus is there. What one comes by has to be in sight, or one would not know where one is.</summary>
    private static async Task TabToAsync(IPage page, string selector, int most = 40, string key = "Tab")
    {
        for (var i = 0; i < most; i++)
        {
            await page.Keyboard.PressAsync(key);
            var at = await page.EvaluateAsync<string>("""
                selector => {
                  const { activeElement } = document;
                  if (activeElement === document.body) return 'body';
                  if (activeElement.matches(selector)) return 'there';
                  const { width, height } = activeElement.getBoundingClientRect();
                  return width * height > 0 ? '' : activeElement.outerHTML.slice(0, 200);
                }
                """, selector);
            if (at == "there")
                return;
            Assert.True(at is "" or "body", $"The focus is on something that cannot be seen: {at}");
        }

        Assert.Fail($"{selector} was not reached with {most} times {key}.");
    }
}
