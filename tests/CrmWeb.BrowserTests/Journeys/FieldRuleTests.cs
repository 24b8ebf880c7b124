using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests.Journeys;

/// <summary>What a form's rules say before it is sent: on leaving a field and on saving, as the server says it.</summary>
[Collection(DemoCollection.Name)]
public sealed class FieldRuleTests(DemoSite site)
{
    private const string Refuses = """
        async ([id, value]) => {
          const field = document.getElementById(id);
          field.focus();
          field.value = value;
          field.dispatchEvent(new InputEvent('input', { bubbles: true }));
          field.blur();
          return field.getAttribute('aria-invalid') === 'true';
        }
        """;

    [BrowserFact]
    public async Task A_name_that_is_missing_is_said_on_leaving_the_field_and_holds_the_form_back()
    {
        foreach (var (language, label, message) in new[] { ("zh-CN", "客户名称", "请填写客户名称（营业执照上的全称）。"), ("en", "Company name", "Enter the full legal name of the customer.") })
        {
            await using var rep = await (await site.OpenAsync(1280, language: language)).AsAsync("rep.east1");
            var page = rep.Page;
            var posts = 0;
            page.Request += (_, request) => posts += request is { Method: "POST", IsNavigationRequest: true } ? 1 : 0;
            await OpenAsync(page, "/customers/new");
            var name = page.Locator("#Form_Name");

            await name.FocusAsync();
            await page.Keyboard.PressAsync("Tab");
            await SaysAsync(page, "Form_Name", message);
            await Expect(page.GetByLabel(label, new() { Exact = true })).ToHaveAttributeAsync("aria-invalid", "true");

            await page.Keyboard.PressAsync("Control+Enter");
            await Expect(name).ToBeFocusedAsync();
            await Expect(page.Locator(".crm-errors a[href='#Form_Name']")).ToHaveTextAsync(message);
            Assert.Equal("", await page.Locator("form[data-form]").First.EvaluateAsync<string>("form => form.dataset.sent ?? ''"));
            Assert.Equal(0, posts);

            await name.FillAsync("浏览器先说机械厂");
            await Expect(name).Not.ToHaveAttributeAsync("aria-invalid", "true");
            await Expect(page.Locator("#Form_Name_error")).ToHaveCountAsync(0);
        }
    }

    [BrowserFact]
    public async Task A_text_is_refused_only_where_the_server_refuses_it()
    {
        await using var admin = await (await site.OpenAsync(1280)).AsAsync("admin");
        var page = admin.Page;
        await OpenAsync(page, "/admin/users/new");

        foreach (var (id, value, isRefused) in new[]
        {
            ("Form_UserName", " \u3000\u200B ", true), ("Form_UserName", "1st", true), ("Form_UserName", "two words", true),
            ("Form_UserName", " \u200B张三.a-b_9\u3000", false), ("Form_UserName", "ａｂ１", false),
            ("Form_DisplayName", new string('名', 200), true), ("Form_DisplayName", $" \u200B{new string('名', 5)}{new string('\u200B', 200)}\u3000", false),
        })
        {
            Assert.True(isRefused == await page.EvaluateAsync<bool>(Refuses, new[] { id, value }), $"{id} «{value}»");
        }

        await OpenAsync(page, "/admin/stages/new");
        foreach (var (value, isRefused) in new[] { ("", true), (" ", true), ("-1", true), ("101", true), ("0", false), (" 100 ", false), ("+5", false), ("1e3", false), ("99999999999", false), ("５０", false) })
            Assert.True(isRefused == await page.EvaluateAsync<bool>(Refuses, new[] { "Form_Probability", value }), $"«{value}»");
    }

    /// <summary>The server looks further than the page: what it said stays until somebody changes the field it is about.</summary>
    [BrowserFact]
    public async Task What_the_server_said_stays_until_the_field_is_changed()
    {
        await using var rep = await (await site.OpenAsync(1280)).AsAsync("rep.east1");
        var page = rep.Page;
        await OpenAsync(page, "/account/profile");
        var mobile = page.Locator("#Form_Mobile");
        await mobile.FillAsync("12345");
        await mobile.PressAsync("Enter");
        await Expect(page.Locator(".crm-errors a[href='#Form_Mobile']")).ToBeVisibleAsync();
        await Expect(mobile).ToHaveAttributeAsync("data-val-event", "crm:asked");
        var said = await page.Locator("#Form_Mobile_error").TextContentAsync();

        await mobile.FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#Form_Mobile_error")).ToHaveTextAsync(said!);
        await Expect(mobile).ToHaveAttributeAsync("aria-invalid", "true");

        await mobile.FillAsync("13800000000");
        await Expect(page.Locator("#Form_Mobile_error")).ToHaveCountAsync(0);
        await mobile.FillAsync("");
        await page.Keyboard.PressAsync("Tab");
        await SaysAsync(page, "Form_Mobile", "请填写手机号。");
    }

    /// <summary>On a slow line the rules come after the first letters.</summary>
    [BrowserFact]
    public async Task What_is_changed_before_the_rules_are_there_is_asked_again_when_they_come()
    {
        await using var rep = await (await site.OpenAsync(1280)).AsAsync("rep.east1");
        var page = rep.Page;
        var slow = new TaskCompletionSource();
        await page.RouteAsync("**/field-rules*", async route =>
        {
            await slow.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/account/profile");
        var mobile = page.Locator("#Form_Mobile");
        await mobile.EvaluateAsync("field => { field.value = '12345'; field.form.noValidate = true; HTMLFormElement.prototype.submit.call(field.form); }");
        await Expect(page.Locator("#Form_Mobile_error")).ToBeVisibleAsync();

        await mobile.FillAsync("13800000000");
        await Expect(page.Locator("#Form_Mobile_error")).ToBeVisibleAsync();
        slow.SetResult();
        await Expect(page.Locator("#Form_Mobile_error")).ToHaveCountAsync(0);
    }

    private static async Task OpenAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await Expect(page.Locator("[data-val]").First).ToHaveAttributeAsync("data-val-event", "crm:asked");

        // The rules are loaded when somebody begins with the form.
        await page.Locator("[data-val]").First.DispatchEventAsync("keydown");
        await page.WaitForFunctionAsync("() => document.documentElement.hasAttribute('data-part-field-rules')");
    }

    /// <summary>As the server renders it.</summary>
    private static async Task SaysAsync(IPage page, string id, string message)
    {
        await Expect(page.Locator($"#{id}_error")).ToHaveTextAsync(message);
        await Expect(page.Locator($"#{id}_error")).ToBeVisibleAsync();
        Assert.Contains($"{id}_error", await page.Locator($"#{id}").GetAttributeAsync("aria-describedby") ?? "", StringComparison.Ordinal);
        Assert.Contains("is-invalid", await page.Locator($"#{id}").GetAttributeAsync("class") ?? "", StringComparison.Ordinal);
    }
}
