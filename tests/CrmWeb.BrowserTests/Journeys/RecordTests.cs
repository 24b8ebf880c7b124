using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests.Journeys;

/// <summary>On the record things are done where they stand: what it costs is counted in clicks and loaded pages.</summary>
[Collection(DemoCollection.Name)]
public sealed class RecordTests(DemoSite site)
{
    private static readonly PageGetByLabelOptions Exactly = new() { Exact = true };

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_call_is_noted_with_the_next_date_in_three_clicks_without_a_page_load(int width)
    {
        await using var rep = await (await site.OpenAsync(width)).AsAsync("rep.east1");
        var (page, words) = (rep.Page, $"电话里谈了续约，{width}");

        // One that no other journey has just changed: in the same minute that would stand above the note.
        await OpenAsync(page, 0, "&sort=updated");
        var cost = await ClickCount.StartAsync(page);

        await page.GetByLabel("跟进内容", Exactly).ClickAsync();
        await page.Keyboard.TypeAsync(words);
        await page.Locator(".composer [data-date-shortcut=tomorrow]").ClickAsync();
        await page.Locator(".composer button[type=submit]").ClickAsync();
        await Expect(page.Locator("#timeline .timeline-item").First).ToContainTextAsync(words);

        Assert.True(cost.Clicks <= 3 && cost.Loads == 0, $"{cost}");
        await Expect(page.Locator(".toast-note")).ToContainTextAsync("已安排下次跟进");
        await Expect(page.GetByLabel("跟进内容", Exactly)).ToHaveValueAsync("");
        await Expect(page.Locator("[data-region=record-open]")).ToContainTextAsync("明天");
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Object.keys(localStorage).filter(key => key.startsWith('draft:')).length"));
        Assert.Equal(0, await rep.SidewaysAsync());
        Assert.Empty(rep.Faults);
    }

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_stage_is_moved_in_two_clicks_without_a_page_load_and_taken_back(int width)
    {
        await using var rep = await (await site.OpenAsync(width)).AsAsync("rep.east1");
        var page = rep.Page;
        await OpenAsync(page, width == 360 ? 1 : 2);
        var stage = await page.Locator(".stage-step.is-current").InnerTextAsync();
        var step = page.Locator(".stage-step:not(.is-lost) a").First;
        var target = await step.Locator("span").InnerTextAsync();
        var cost = await ClickCount.StartAsync(page);

        await step.ClickAsync();
        await page.Locator("dialog.sheet button[type=submit]").ClickAsync();
        await Expect(page.Locator(".stage-step.is-current")).ToContainTextAsync(target);
        Assert.True(cost.Clicks <= 2 && cost.Loads == 0, $"{cost}");
        await Expect(page.Locator("dialog.sheet")).ToHaveCountAsync(0);

        await page.Locator(".toast-undo").ClickAsync();
        await Expect(page.Locator(".stage-step.is-current")).ToContainTextAsync(stage.Split('\n')[0]);
        Assert.Equal(0, cost.Loads);
        Assert.Empty(rep.Faults);
    }

    [BrowserFact]
    public async Task A_panel_keeps_what_was_typed_when_it_is_refused_and_gives_the_focus_back()
    {
        await using var rep = await (await site.OpenAsync(1280)).AsAsync("rep.east1");
        var page = rep.Page;
        await OpenAsync(page, 3);
        var lost = page.Locator(".stage-step.is-lost a");
        await lost.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#Move_StageReason").FillAsync("客户预算取消");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("#Move_LossReason_error")).ToContainTextAsync("请选择流失原因");
        await Expect(page.Locator("#Move_StageReason")).ToHaveValueAsync("客户预算取消");
        Assert.Empty(await rep.BarriersAsync());
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog.sheet")).ToHaveCountAsync(0);
        await Expect(lost).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task A_panel_stays_open_with_what_was_chosen_whatever_is_answered_or_pressed_beside_it()
    {
        await using var rep = await (await site.OpenAsync(1280)).AsAsync("rep.east1");
        var page = rep.Page;
        await OpenAsync(page, 2, "&sort=updated&stage=initial");
        var isOpened = new TaskCompletionSource();
        await page.RouteAsync("**/note", async route =>
        {
            await isOpened.Task;
            await route.ContinueAsync();
        });
        await page.GetByLabel("跟进内容", Exactly).FillAsync("发送时打开了面板");
        await page.Locator(".composer button[type=submit]").ClickAsync();
        await page.Locator(".stage-step.is-lost a").ClickAsync();
        await page.Locator("#Move_LossReason").SelectOptionAsync(new SelectOptionValue { Index = 1 }, new() { Force = true });
        isOpened.SetResult();
        await Expect(page.Locator("#timeline .timeline-item").First).ToContainTextAsync("发送时打开了面板");
        await Expect(page.Locator("dialog.sheet[open]")).ToBeVisibleAsync();

        await page.Mouse.ClickAsync(1200, 700);
        await Expect(page.Locator("dialog.sheet[open]")).ToBeVisibleAsync();
        Assert.Empty(rep.Faults);
    }

    /// <summary>Each region that is put into the page anew listens to its own elements, and what listens to the whole page is there already.</summary>
    [BrowserTheory]
    [InlineData("/")]
    [InlineData("record")]
    public async Task A_page_that_is_refreshed_again_and_again_listens_no_more_than_at_first(string address)
    {
        await using var rep = await (await site.OpenAsync(1280)).AsAsync("rep.east1");
        var page = rep.Page;
        await page.AddInitScriptAsync("""
            (() => {
              window.crmListeners = [];
              for (const whole of [window, document]) {
                const add = whole.addEventListener;
                whole.addEventListener = (kind, heard, how) => {
                  if (!how?.once) window.crmListeners.push(kind);
                  add.call(whole, kind, heard, how);
                };
              }
            })();
            """);
        if (address == "record")
            await OpenAsync(page, 0);
        else
            await page.GotoAsync(address);
        await RefreshAsync(page);
        var before = await page.EvaluateAsync<string[]>("crmListeners");
        await RefreshAsync(page);
        await RefreshAsync(page);
        Assert.Equal(before, await page.EvaluateAsync<string[]>("crmListeners"));
    }

    [BrowserFact]
    public async Task A_session_that_ends_meanwhile_loses_no_word_of_the_composer()
    {
        await using var rep = await (await site.OpenAsync(1280)).SignInAsync("rep.east1");
        var page = rep.Page;
        await OpenAsync(page, 4, "&sort=updated");
        var content = page.GetByLabel("跟进内容", Exactly);
        await content.FillAsync("写了一半会话就过期了");
        var cookies = await rep.Context.CookiesAsync();
        await rep.Context.ClearCookiesAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("[data-session-over]")).ToContainTextAsync("登录");
        await Expect(content).ToHaveValueAsync("写了一半会话就过期了");

        // Signed in again in another tab.
        await rep.Context.AddCookiesAsync(cookies.Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path, HttpOnly = c.HttpOnly, SameSite = c.SameSite }));
        await content.PressAsync("Control+Enter");
        await Expect(page.Locator("#timeline .timeline-item").First).ToContainTextAsync("写了一半会话就过期了");
    }

    [BrowserTheory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task On_the_phone_one_part_is_shown_at_a_time_and_nothing_overlaps(string language)
    {
        await using var rep = await (await site.OpenAsync(360, 740, language)).AsAsync("rep.east1");
        var page = rep.Page;
        await OpenAsync(page, 0);
        foreach (var part in new[] { "details", "contacts", "activity" })
        {
            await page.Locator($"[data-tab-of={part}]").ClickAsync();
            foreach (var other in new[] { "details", "contacts", "activity" })
                await Expect(page.Locator($"[data-tab={other}]").First).ToBeVisibleAsync(new() { Visible = other == part });
        }

        // No label is wider or higher than its button, and no two buttons share a place.
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            () => {
              const buttons = [...document.querySelectorAll('.quick-actions > *, .timeline-tools > *')].filter(e => e.offsetParent);
              const cut = [...document.querySelectorAll('.quick-actions .btn, .timeline-tools h2')].filter(e => e.offsetParent && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1));
              const boxes = buttons.map(e => [e, e.getBoundingClientRect()]);
              const over = boxes.flatMap(([a, x], i) => boxes.slice(i + 1).filter(([, y]) => x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 1 && y.top < x.bottom - 1).map(([b]) => `${a.textContent.trim()} / ${b.textContent.trim()}`));
              return [...cut.map(e => e.textContent.trim()), ...over];
            }
            """));
        Assert.Equal(0, await rep.SidewaysAsync());
    }

    /// <summary>As after a form that was saved in a panel; there once the page has no region of before.</summary>
    private static async Task RefreshAsync(IPage page)
    {
        await page.EvaluateAsync("""
            () => {
              const form = document.createElement('form');
              form.setAttribute('data-refreshes', '');
              document.querySelectorAll('main [data-region]').forEach(region => region.setAttribute('data-before', ''));
              document.dispatchEvent(new CustomEvent('crm:answered', { detail: { form, names: [], isSaved: true } }));
            }
            """);
        await Expect(page.Locator("[data-before]")).ToHaveCountAsync(0);
    }

    private static async Task OpenAsync(IPage page, int which, string sort = "")
    {
        await page.GotoAsync("/customers?owner=me" + sort);
        await page.GotoAsync((await page.Locator("tbody tr a.primary-link").Nth(which).GetAttributeAsync("href"))!);
    }
}
