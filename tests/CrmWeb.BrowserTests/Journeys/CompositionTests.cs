using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests.Journeys;

/// <summary>The duplicate check while typing, with an input method as Chinese is typed with.</summary>
[Collection(DemoCollection.Name)]
public sealed class CompositionTests(DemoSite site)
{
    private const string Compose = """
        (field, letters) => {
          let heard = 0;
          field.addEventListener('input', () => heard++);
          field.focus();
          field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
          for (let i = 1; i <= letters.length; i++) {
            field.value = letters.slice(0, i);
            field.dispatchEvent(new CompositionEvent('compositionupdate', { bubbles: true, data: field.value }));
            field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true, data: field.value }));
          }
          const before = heard;
          field.value = '苏州没有的机械有限公司';
          field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true, data: field.value }));
          field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: field.value }));
          return [before, heard];
        }
        """;

    [BrowserFact]
    public async Task Letters_being_composed_ask_nothing_the_same_is_asked_once_and_a_limit_is_said()
    {
        await using var rep = await (await site.OpenAsync(1280)).AsAsync("rep.east1");
        var page = rep.Page;
        List<string> asked = [];
        var isLimited = false;
        await page.RouteAsync("**/customers/duplicate-check", async route =>
        {
            asked.Add(route.Request.PostData ?? "");
            await route.FulfillAsync(isLimited
                ? new() { Status = 429, ContentType = "text/html", Body = "<!doctype html><h1>429</h1>" }
                : new() { Status = 200, ContentType = "text/html", Body = "<div class=\"notice\">已答复</div>" });
        });
        await page.GotoAsync("/customers/new");
        var name = page.GetByLabel("客户名称", new() { Exact = true });
        await name.ClickAsync(); // what asks comes with the first touch
        await page.WaitForFunctionAsync("() => document.querySelector('#duplicates') !== null && document.documentElement.hasAttribute('data-part-htmx')");
        var slot = page.Locator("#duplicates");

        var heard = await name.EvaluateAsync<int[]>(Compose, "suzhoumeiyoudejixie");
        Assert.Equal((0, 1), (heard[0], heard[1]));
        await Expect(slot).ToContainTextAsync("已答复");
        Assert.Contains(Uri.EscapeDataString("苏州没有的机械有限公司"), Assert.Single(asked), StringComparison.Ordinal);

        // Other words make the hint an old one; the old words make it the answer again, unasked.
        await name.FillAsync("苏州没有的机械有限");
        await Expect(slot).ToHaveAttributeAsync("aria-busy", "");
        await name.FillAsync("苏州没有的机械有限公司");
        await Expect(slot).Not.ToHaveAttributeAsync("aria-busy", "");

        isLimited = true;
        await name.FillAsync("苏州又一家机械有限公司");
        await Expect(slot).ToHaveTextAsync("查重过于频繁，一分钟内不再提示；保存时仍会检查。");
        Assert.Equal(2, asked.Count);
    }
}
