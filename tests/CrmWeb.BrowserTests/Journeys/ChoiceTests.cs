using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests.Journeys;

/// <summary>The control that chooses from a list: by keyboard, by pointer, on the phone and without script.</summary>
[Collection(DemoCollection.Name)]
public sealed class ChoiceTests(DemoSite site)
{
    [BrowserTheory]
    [InlineData("IT", "I65")]
    [InlineData("软件", "I65")]
    [InlineData("軟件和信息", "I65")]
    [InlineData("rjhxx", "I65")]
    [InlineData("ruanjian", "I65")]
    [InlineData("ｉ６５", "I65")]
    [InlineData("医疗", "Q84")]
    [InlineData("零售", "F52")]
    public async Task An_industry_is_found_by_name_pinyin_alias_and_code(string typed, string code)
    {
        await using var rep = await (await site.OpenAsync(1280)).AsAsync("rep.east1");
        await rep.Page.GotoAsync("/customers/new");
        await rep.Page.GetByLabel("所属行业", Exactly).ClickAsync();
        await Expect(rep.Page.Locator("#Form_Industry_search")).ToBeFocusedAsync();
        await rep.Page.Keyboard.TypeAsync(typed);
        await Expect(rep.Page.Locator(".choice-list:not([aria-busy])")).ToBeVisibleAsync();
        await Expect(rep.Page.Locator("[role=status].visually-hidden").First).ToContainTextAsync("项");
        var offered = await rep.Page.GetByRole(AriaRole.Option).AllTextContentsAsync();
        var name = await rep.Page.EvaluateAsync<string>("code => document.querySelector(`#Form_Industry option[value=${code}]`).text", code);
        Assert.Contains(offered.Take(3), text => text.StartsWith(name, StringComparison.Ordinal));
        Assert.Empty(rep.Faults);
    }

    [BrowserFact]
    public async Task A_choice_is_made_by_keyboard_alone_and_the_native_list_says_so_to_the_form()
    {
        await using var rep = await (await site.OpenAsync(1280)).AsAsync("rep.east1");
        var page = rep.Page;
        await page.GotoAsync("/customers/new");
        await page.EvaluateAsync("() => { window.heard = []; document.addEventListener('change', e => window.heard.push(e.target.id)); }");

        // Tab leads there, opens nothing and leaves nothing chosen; the server's word for it stands at the place it has for the native list.
        await page.Locator("#Form_Name").FillAsync("苏州选择控件有限公司");
        await page.Keyboard.PressAsync("Tab");
        var field = page.GetByRole(AriaRole.Combobox, new() { Name = "所属行业", Exact = true }).And(page.Locator("input"));
        await Expect(field).ToBeFocusedAsync();
        await Expect(field).ToHaveAttributeAsync("aria-expanded", "false");
        await page.Keyboard.TypeAsync("银行");
        await Expect(field).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(page.Locator("[role=option].is-active")).ToBeVisibleAsync();
        Assert.Equal(await page.Locator("[role=option].is-active").GetAttributeAsync("id"), await field.GetAttributeAsync("aria-activedescendant"));
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#Form_Industry")).ToHaveValueAsync("");
        await Expect(page.Locator("#Form_Industry_error")).ToHaveTextAsync("请选择所属行业。");
        await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");

        await field.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator(".choice-list:not([aria-busy]) [role=option]").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("End");
        var last = await page.Locator("[role=option].is-active").GetAttributeAsync("title");
        await page.Keyboard.PressAsync("PageUp");
        Assert.NotEqual(last, await page.Locator("[role=option].is-active").GetAttributeAsync("title"));
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".choice-panel")).ToHaveCountAsync(0);
        await Expect(field).ToHaveValueAsync("");

        await page.Keyboard.TypeAsync("货币金融");
        await Expect(page.Locator("[role=option].is-active")).ToContainTextAsync("货币金融服务");
        Assert.Empty(await rep.BarriersAsync());
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#Form_Industry")).ToHaveValueAsync("J66");
        await Expect(field).ToHaveValueAsync("货币金融服务");
        await Expect(page.Locator("#Form_Industry_error")).ToHaveCountAsync(0);
        Assert.Contains("Form_Industry", await page.EvaluateAsync<string[]>("() => window.heard"));
        Assert.Empty(rep.Faults);
    }

    [BrowserFact]
    public async Task Several_tags_stand_on_chips_that_backspace_and_their_cross_take_away()
    {
        await using var rep = await (await site.OpenAsync(1280)).AsAsync("rep.east1");
        var page = rep.Page;
        await page.GotoAsync("/customers/new");
        await page.GetByLabel("标签", Exactly).ClickAsync();
        await Expect(page.Locator(".choice-list:not([aria-busy]) [role=option]").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        for (var i = 0; i < 3; i++)
        {
            await page.Keyboard.PressAsync("Enter");
            await page.Keyboard.PressAsync("ArrowDown");
        }

        var chips = page.Locator(".choice-box .stage");
        await Expect(chips).ToHaveCountAsync(3);
        Assert.Equal(3, await page.Locator("#Form_Tags").EvaluateAsync<int>("select => select.selectedOptions.length"));
        await page.Keyboard.PressAsync("Backspace");
        await Expect(chips).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("Escape");
        await chips.First.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(chips).ToHaveCountAsync(1);
        Assert.Equal(1, await page.Locator("#Form_Tags").EvaluateAsync<int>("select => select.selectedOptions.length"));

        // A rep keeps no tags: nothing is offered that would be refused.
        await page.Keyboard.TypeAsync("没有这个标签");
        await Expect(page.Locator(".choice-none")).ToHaveTextAsync("没有符合的选项");
        Assert.Empty(rep.Faults);
    }

    [BrowserFact]
    public async Task Who_keeps_tags_makes_one_where_it_is_missing()
    {
        await using var admin = await (await site.OpenAsync(1280)).AsAsync("admin");
        var page = admin.Page;
        await page.GotoAsync("/customers/new");
        await page.GetByLabel("标签", Exactly).ClickAsync();
        await Expect(page.Locator(".choice-list:not([aria-busy]) [role=option]").First).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("年框客户");
        await page.GetByRole(AriaRole.Option, new() { Name = "新建标签「年框客户」" }).First.ClickAsync();
        await Expect(page.Locator(".choice-box .stage")).ToHaveTextAsync(["年框客户×"]);
        Assert.Empty(admin.Faults);
    }

    [BrowserFact]
    public async Task What_was_chosen_lately_stands_first_until_one_signs_out()
    {
        await using var rep = await (await site.OpenAsync(1280)).SignInAsync("rep.east1");
        var page = rep.Page;
        await page.GotoAsync("/customers/new");
        await rep.ChooseAsync("所属行业", "J66");
        await page.GotoAsync("/customers/new");
        await page.GetByLabel("所属行业", Exactly).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "最近使用" }).GetByRole(AriaRole.Option)).ToHaveTextAsync(["货币金融服务"]);
        Assert.Equal(1, await page.EvaluateAsync<int>("() => Object.keys(localStorage).filter(key => key.startsWith('recent:')).length"));
        await page.Keyboard.PressAsync("Escape");
        await page.EvaluateAsync("() => document.querySelector('form[action=\"/account/logout\"]').requestSubmit()");
        await page.WaitForURLAsync("**/account/login**");
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Object.keys(localStorage).filter(key => key.startsWith('recent:')).length"));
    }

    [BrowserFact]
    public async Task On_the_phone_the_list_is_a_sheet_that_keeps_the_focus()
    {
        await using var rep = await (await site.OpenAsync(360, 740)).AsAsync("rep.east1");
        var page = rep.Page;
        await page.GotoAsync("/customers/new");
        await page.Locator("#Form_Industry").TapAsync();
        var sheet = page.GetByRole(AriaRole.Dialog, new() { Name = "所属行业" });
        var search = sheet.GetByRole(AriaRole.Combobox);
        await Expect(search).ToBeFocusedAsync();
        await Expect(sheet.Locator(".choice-list:not([aria-busy]) [role=option]").First).ToBeVisibleAsync();
        var box = (await sheet.BoundingBoxAsync())!;
        Assert.Equal((0, 360, 740), (box.X, box.Width, box.Y + box.Height));
        Assert.True((await search.BoundingBoxAsync())!.Y < box.Y + 120);
        for (var i = 0; i < 5; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement === document.body || document.querySelector('.choice-sheet').contains(document.activeElement)"));
        }

        Assert.Empty(await rep.BarriersAsync());
        await page.Keyboard.PressAsync("Escape");
        await Expect(sheet).ToHaveCountAsync(0);
        await Expect(page.Locator("#Form_Industry_error")).ToHaveCountAsync(0);

        await page.Locator("#Form_Industry_search").TapAsync();
        await search.FillAsync("rjhxx");
        await sheet.GetByRole(AriaRole.Option).First.TapAsync();
        await Expect(sheet).ToHaveCountAsync(0);
        await Expect(page.Locator("#Form_Industry")).ToHaveValueAsync("I65");
        Assert.Equal(0, await rep.SidewaysAsync());
        Assert.Empty(rep.Faults);
    }

    [BrowserFact]
    public async Task Without_script_the_page_comes_with_every_choice_in_it()
    {
        await using var rep = await (await site.OpenAsync(1280)).SignInAsync("rep.east1");
        await using var plain = await site.OpenAsync(1280, script: false);
        await plain.Context.AddCookiesAsync((await rep.Context.CookiesAsync()).Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path }));
        await plain.Page.GotoAsync("/customers/new");
        await plain.Page.WaitForURLAsync("**/customers/new?choices=all");
        await plain.Page.Locator("#Form_Name").FillAsync("宁波无脚本贸易有限公司");
        await plain.Page.Locator("#Form_Industry").SelectOptionAsync("F51");
        await plain.Page.Locator("#Form_Tags").SelectOptionAsync(new SelectOptionValue { Index = 0 });
        await plain.Page.Locator(".form-bar .btn-primary").ClickAsync();

        // Refused: the contact is missing. What was chosen stays, and so do the choices.
        await Expect(plain.Page.Locator(".crm-errors")).ToBeVisibleAsync();
        await Expect(plain.Page.Locator("#Form_Industry")).ToHaveValueAsync("F51");
        Assert.True(await plain.Page.Locator("#Form_Industry option").CountAsync() > 100);
    }

    [BrowserFact]
    public async Task The_customer_of_a_follow_up_is_found_while_its_name_is_typed()
    {
        await using var rep = await (await site.OpenAsync(1280)).AsAsync("rep.east1");
        var page = rep.Page;
        await page.GotoAsync("/follow-ups/new");
        var name = await page.Locator(".choose .primary-link").First.TextContentAsync();
        await page.Locator(".with-script label").ClickAsync();
        await Expect(page.Locator("#customer_search")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator(".choice-list:not([aria-busy]) [role=option]").First).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync(name![..4]);
        await Expect(page.Locator(".choice-list:not([aria-busy]) [role=option]").First).ToContainTextAsync(name[..4]);
        await page.GetByRole(AriaRole.Option, new() { Name = name }).First.ClickAsync();
        await page.WaitForURLAsync("**/follow-ups/new?customer=*");
        await Expect(page.Locator("main")).ToContainTextAsync(name);
        Assert.Empty(rep.Faults);
    }

    [BrowserFact]
    public async Task A_list_that_does_not_come_says_so_and_is_asked_for_again()
    {
        await using var rep = await (await site.OpenAsync(1280)).AsAsync("rep.east1");
        var page = rep.Page;
        await page.GotoAsync("/customers/new");
        await page.RouteAsync("**/choices/industry*", route => route.AbortAsync());
        await page.GetByLabel("所属行业", Exactly).ClickAsync();
        await Expect(page.Locator(".choice-list:not([aria-busy]) .choice-none button")).ToBeVisibleAsync();
        await page.UnrouteAllAsync();
        await page.Locator(".choice-none button").ClickAsync();
        await Expect(page.Locator(".choice-list [role=option]").First).ToBeVisibleAsync();
    }

    private static PageGetByLabelOptions Exactly => new() { Exact = true };
}
