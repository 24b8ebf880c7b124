using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests.Journeys;

/// <summary>The form of a customer: quick to fill, and what it has to say stands where one looks.</summary>
[Collection(DemoCollection.Name)]
public sealed class CustomerFormTests(DemoSite site)
{
    [BrowserFact]
    public async Task A_customer_with_contact_and_two_tags_costs_eight_clicks_and_two_pages()
    {
        await using var rep = await (await site.OpenAsync(1280)).AsAsync("rep.east1");
        var page = rep.Page;
        await page.GotoAsync("/");
        var count = await ClickCount.StartAsync(page);

        await page.Locator(".top-bar").GetByRole(AriaRole.Link, new() { Name = "新增客户" }).ClickAsync();
        await Expect(page.Locator("#Form_Name")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("苏州八次点击自动化有限公司");
        await TypeInAsync(page, "Form_Industry", "I65");
        await PressToAsync(page, "Form_Contacts_0__Name");
        await page.Keyboard.TypeAsync("欧阳明月");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("13812388801");
        await TypeInAsync(page, "Form_Source", "展会");
        await TypeInAsync(page, "Form_Tags", "高");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(2, await page.Locator("#Form_Tags").EvaluateAsync<int>("select => select.selectedOptions.length"));
        await page.Keyboard.PressAsync("Control+Enter");
        await page.WaitForURLAsync(url => url.Split('/')[^1].All(char.IsAsciiDigit));

        await Expect(page.Locator(".record-title")).ToContainTextAsync("苏州八次点击自动化有限公司");
        Assert.True(count is { Clicks: <= 8, Loads: <= 2 }, count.ToString());
        Assert.True(count.Clicks >= 7, count.ToString());
    }

    [BrowserTheory]
    [InlineData(1280, 800)]
    [InlineData(360, 740)]
    public async Task A_duplicate_is_told_under_the_field_that_caused_it(int width, int height)
    {
        await using var rep = await (await site.OpenAsync(width, height)).AsAsync("rep.east1");
        var page = rep.Page;
        await page.GotoAsync("/contacts");
        var phone = (await page.Locator("a[href^='tel:']").First.GetAttributeAsync("href"))![4..];
        await page.GotoAsync("/customers/new");
        await page.Locator("[data-repeat-add]").First.ClickAsync();
        var mobile = page.Locator("#Form_Contacts_1__Mobile");
        await mobile.PressSequentiallyAsync(phone);

        var told = page.Locator("#duplicates .notice");
        await Expect(told).ToContainTextAsync("电话相同");
        Assert.Equal("Form_Contacts_1__Mobile", await told.EvaluateAsync<string>("notice => notice.closest('.field').querySelector('input').id"));
        var (field, notice) = ((await mobile.BoundingBoxAsync())!, (await told.BoundingBoxAsync())!);
        Assert.InRange(notice.Y, field.Y + field.Height, field.Y + field.Height + 40);
        Assert.InRange(notice.Y, 0, height - 60);

        // What the name finds stands under the name.
        await page.GotoAsync("/customers");
        var existing = await page.Locator("a.primary-link").First.InnerTextAsync();
        await page.GotoAsync("/customers/new");
        await page.Locator("#Form_Name").PressSequentiallyAsync(existing);
        await Expect(told).ToContainTextAsync("名称相同");
        Assert.Equal("Form_Name", await told.EvaluateAsync<string>("notice => notice.closest('.field').querySelector('input').id"));
        Assert.Equal(0, await rep.SidewaysAsync());
        Assert.Empty(rep.Faults);
    }

    [BrowserFact]
    public async Task The_form_begins_in_its_first_field_except_on_a_phone_and_turns_while_it_is_saved()
    {
        await using var rep = await (await site.OpenAsync(1280)).AsAsync("rep.east1");
        await rep.Page.GotoAsync("/customers/new");
        await Expect(rep.Page.Locator("#Form_Name")).ToBeFocusedAsync();

        await using var phone = await (await site.OpenAsync(360, 740)).AsAsync("rep.east1");
        await phone.Page.GotoAsync("/customers/new");
        await Expect(phone.Page.Locator("#Form_Name[data-val-event]")).ToBeVisibleAsync();
        Assert.Equal("BODY", await phone.Page.EvaluateAsync<string>("() => document.activeElement.tagName"));

        // No room is kept under the name for what may come.
        var name = (await phone.Page.Locator("#Form_Name").BoundingBoxAsync())!;
        var next = (await phone.Page.Locator("label[for=Form_Industry]").BoundingBoxAsync())!;
        Assert.InRange(next.Y - name.Y - name.Height, 0, 60);
    }

    private static async Task PressToAsync(IPage page, string field)
    {
        for (var i = 0; i < 12 && await page.EvaluateAsync<string>("() => document.activeElement.id") != field; i++)
            await page.Keyboard.PressAsync("Tab");
    }

    /// <summary>Reached by Tab, a few letters, Enter.</summary>
    private static async Task TypeInAsync(IPage page, string field, string typed)
    {
        for (var i = 0; i < 14; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focused = await page.EvaluateAsync<string>("() => document.activeElement.id");
            if (focused == field || focused == $"{field}_search")
                break;
        }

        await Expect(page.Locator($"#{field}_search")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(typed);
        await Expect(page.Locator(".choice-list:not([aria-busy]) [role=option].is-active")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
    }
}
