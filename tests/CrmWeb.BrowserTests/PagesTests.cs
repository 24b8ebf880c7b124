using Microsoft.Playwright;
using Xunit;

namespace CrmWeb.BrowserTests;

/// <summary>What must hold on every page: accessible, no errors, nothing cut off on a phone.</summary>
[Collection(SweepCollection.Name)]
public sealed class PagesTests(DemoSite site)
{
    private static readonly string[] Everybody = ["/", "/customers", "/customers?idleDays=7&sort=-amount", "/contacts?departed=all", "/search?q=有限", "/follow-ups?list=done", "/orders", "/orders/payments", "/reports", "/reports/funnel", "/reports/team", "/reports/forecast", "/reports/order-share", "/reports/growth", "/reports/health", "/reports/templates", "/reports/templates/1", "/reports/analysis?by=level&then=stage", "/orders?paid=overdue&sort=-amount", "/follow-ups/calendar", "/follow-ups/calendar?view=week", "/account/calendar-feed", "/account/profile", "/account/notifications", "/notifications", "/no-such-page"];

    private static readonly string[] Writers = ["/customers/new", "/follow-ups/new", "/orders/new", "CUSTOMER", "CUSTOMER/edit", "CUSTOMER/files", "CUSTOMER?timeline=orders", "CUSTOMER?timeline=changes", "FOLLOW-UP", "PLAN", "TASK", "/follow-ups/several?do=reschedule&id=NUMBER", "/reports/daily", "/reports/templates/new?subject=customers", "/reports/templates/1/mail"];

    private static readonly string[] Managers = ["/customers/recycle-bin", "/reports/morning", "/reports/daily/team", "/reports/targets", "/reports/targets/set", "/customers/export", "/reports/team/export", "/reports/templates/1/export", "/exports"];

    /// <summary>The pages of administration; the others an admin sees as a manager does.</summary>
    private static readonly string[] Admins =
    [
        "/admin/rules", "/admin/rules/new?kind=stuck", "/admin/rules/1?try=true", "/admin/calendar", "/admin/jobs", "/admin/jobs/cleaning",
        "/admin/notifications", "/admin/notifications/mail", "/admin/notifications/sms", "/admin/notifications/robots/new", "/admin/notifications/outbox", "/admin/lists",
        "/admin/lists/industry", "/admin/lists/source", "/admin/lists/source/new", "/admin/files", "/admin/health", "/admin/tags", "/admin/tags/new", "/admin/stages",
        "/admin/stages/new", "/admin/fields", "/admin/fields/1", "/admin/fields/new", "/admin/fields/required", "/admin/users", "/admin/users/new", "/admin/users/1", "/admin/departments", "/admin/departments/new",
        "/admin/departments/1",
        "/customers/recycle-bin",
    ];

    /// <summary>
    /// Every role, both widths, both languages and both colour schemes, without every combination of them. An axe run takes longer
    /// than all the rest: it is left to as many views as show between them every page, both widths and both schemes.
    /// </summary>
    public static TheoryData<string, int, string, ColorScheme, bool> Views() => new()
    {
        { "rep.east1", 360, "zh-CN", ColorScheme.Light, true },
        { "rep.east1", 1280, "en", ColorScheme.Dark, true },
        { "mgr.east", 1280, "zh-CN", ColorScheme.Light, true },
        { "mgr.east", 360, "en", ColorScheme.Dark, false },
        { "admin", 1280, "en", ColorScheme.Dark, true },
        { "admin", 360, "zh-CN", ColorScheme.Light, false },
        { "marketer1", 1280, "zh-CN", ColorScheme.Light, false },
    };

    [BrowserTheory]
    [MemberData(nameof(Views))]
    public async Task Every_page_is_accessible_fits_and_meets_no_error(string user, int width, string language, ColorScheme colours, bool isExamined)
    {
        await using var window = await (await site.OpenAsync(width, language: language, colours: colours)).AsAsync(user);
        List<string> findings = [];
        foreach (var path in await PathsAsync(window, user))
        {
            await window.Page.GotoAsync(path);
            var sideways = await window.SidewaysAsync();
            if (sideways > 0)
                findings.Add($"{path} is {sideways} px too wide");

            if (isExamined)
                findings.AddRange((await window.BarriersAsync()).Select(barrier => $"{path}: {barrier}"));
        }

        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
        Assert.Empty(window.Faults);
    }

    /// <summary>There the navigation has signs alone and panels stand below each other.</summary>
    [BrowserFact]
    public async Task The_desk_and_the_list_are_accessible_on_a_tablet()
    {
        await using var window = await (await site.OpenAsync(820)).AsAsync("mgr.east");
        foreach (var path in new[] { "/", "/customers" })
        {
            await window.Page.GotoAsync(path);
            Assert.Empty(await window.BarriersAsync());
        }
    }

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task The_sign_in_page_is_accessible_and_fits(int width)
    {
        await using var window = (await site.OpenAsync(width)).Watch();
        await window.Page.GotoAsync("/account/login");
        Assert.Empty(await window.BarriersAsync());
        Assert.Equal(0, await window.SidewaysAsync());
        Assert.Empty(window.Faults);
    }

    private static async Task<IEnumerable<string>> PathsAsync(Window window, string user)
    {
        await window.Page.GotoAsync("/customers");
        var customer = await window.Page.Locator("a.primary-link").First.GetAttributeAsync("href");
        if (user == "admin")
            return ["/", "/customers", customer!, .. Admins];

        List<string> paths = [.. Everybody];
        if (user != "marketer1")
        {
            await window.Page.GotoAsync("/follow-ups?list=planned" + (user == "rep.east1" ? "" : "&team=true"));
            var task = await window.Page.Locator("main tbody a[href^='/follow-ups/']").First.GetAttributeAsync("href");
            var id = customer!.Split('/')[^1];
            paths.AddRange(Writers.Select(p => p
                .Replace("CUSTOMER", customer, StringComparison.Ordinal)
                .Replace("FOLLOW-UP", $"/follow-ups/new?customer={id}", StringComparison.Ordinal)
                .Replace("PLAN", $"/follow-ups/new?customer={id}&plan=true", StringComparison.Ordinal)
                .Replace("TASK", task, StringComparison.Ordinal)
                .Replace("NUMBER", task!.Split('/')[^1], StringComparison.Ordinal)));
        }
        else
        {
            paths.Add(customer!);
        }

        if (user == "mgr.east")
            paths.AddRange(Managers);
        return paths;
    }
}
