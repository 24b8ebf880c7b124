using System.Globalization;
using System.Net;
using System.Reflection;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CrmWeb.Security;
using CrmWeb.Testing;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>Drives every form of the product that comes after its session has ended: once as our page sent it, once as a foreign page did.</summary>
public abstract class KeptForms(CrmApp app)
{
    /// <summary>Handlers whose form is filled in again after signing in. All others are to be done again by the person.</summary>
    protected static readonly HashSet<string> Restored =
    [
        "POST /Account/Notifications", "POST /Account/Profile", "POST /Admin/Calendar/Index", "POST /Admin/Departments/Edit", "POST /Admin/Departments/New", "POST /Admin/Fields/Edit", "POST /Admin/Fields/New", "POST /Admin/Fields/New Preview", "POST /Admin/Fields/Required", "POST /Admin/Files/Index", "POST /Files/Details",
        "POST /Admin/Health/Index", "POST /Admin/Health/Index Try",
        "POST /Admin/Lists/Edit", "POST /Admin/Lists/New", "POST /Admin/Notifications/Mail", "POST /Admin/Notifications/Robots/Edit",
        "POST /Admin/Notifications/Robots/New", "POST /Admin/Notifications/Sms", "POST /Admin/Rules/Edit", "POST /Admin/Rules/Edit Try", "POST /Admin/Rules/New",
        "POST /Admin/Rules/New Try", "POST /Admin/Stages/Edit", "POST /Admin/Stages/New", "POST /Admin/Tags/Edit", "POST /Admin/Tags/Groups/Edit",
        "POST /Admin/Tags/Groups/New", "POST /Admin/Tags/New", "POST /Admin/Users/Edit", "POST /Admin/Users/New", "POST /Contacts/Details", "POST /Contacts/Move", "POST /Exports/Index",
        "POST /Customers/Form/Edit", "POST /Customers/Form/Edit Contact", "POST /Customers/Form/Edit Link", "POST /Customers/Form/New", "POST /Customers/Form/New Contact",
        "POST /Customers/Form/New Link", "POST /FollowUps/Details", "POST /FollowUps/Details Replan", "POST /FollowUps/Edit", "POST /FollowUps/New",
        "POST /Orders/Form/Edit", "POST /Orders/Form/Edit Row", "POST /Orders/Form/New", "POST /Orders/Form/New Row", "POST /Orders/Payment", "POST /Orders/Void", "POST /Orders/VoidPayment",
        "POST /FollowUps/List/Several Reassign", "POST /FollowUps/List/Several Reschedule", "POST /Reports/Daily/Index", "POST /Views/Edit", "POST /Views/New",
        "POST /Reports/Export", "POST /Reports/Templates/Export", "POST /Reports/Targets/Set", "POST /Reports/Targets/Set Copy",
        "POST /Reports/Templates/New", "POST /Reports/Templates/New Preview", "POST /Reports/Templates/Edit", "POST /Reports/Templates/Edit Preview", "POST /Reports/Templates/Mail",
    ];

    protected static TheoryData<string> KeysWhere(Func<Route, bool> isAsked) =>
        [.. RouteTable.Routes.Where(r => r.IsPost && r.Answers.TrimStart().StartsWith("401", StringComparison.Ordinal) && isAsked(r)).Select(r => r.Key)];

    protected async Task CheckAsync(string key)
    {
        var route = RouteTable.Routes.Single(r => r.Key == key);
        var asker = EntitledTo(route);
        var fill = await new RouteTarget(app, route).MakeAsync(asker);
        var browser = await app.SignInAsync(asker);
        await browser.PrepareAsync();
        var fields = route.Fields.Select(f => (f.Name, (string?)fill(f.Value))).ToArray();

        // In another tab.
        Assert.True((await browser.PostAsync("/account/logout")).LeadsToSignIn);
        var before = await app.SnapshotAsync();
        var ours = await browser.PostAsync(fill(route.Address), fields);
        Assert.Equal(HttpStatusCode.Unauthorized, ours.Status);
        if (Restored.Contains(route.IsWayOf ?? key))
            await CheckRestoredAsync(ours, asker, fields);
        else
            await CheckToBeDoneAgainAsync(ours, browser, asker);
        Assert.Empty(before.Changes(await app.SnapshotAsync()));

        Assert.True((await browser.PostAsync("/account/logout")).LeadsToSignIn);
        before = await app.SnapshotAsync();
        var foreign = await browser.SendAsync(fill(route.Address), fields);
        Assert.Equal(HttpStatusCode.Unauthorized, foreign.Status);
        await CheckToBeDoneAgainAsync(foreign, browser, asker);
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    /// <summary>Somebody whom the table lets do it; an administrator where nobody is.</summary>
    internal static Who EntitledTo(Route route)
    {
        var answers = route.Answers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToList();
        return RouteTable.Askers.Where((asker, i) => asker is not null && answers[i] is 200 or 302).OrderBy(a => a == Who.Admin ? 0 : 1).FirstOrDefault() ?? Who.Admin;
    }

    /// <summary>The form comes back filled in, in sight, with a word about it; nothing was done.</summary>
    private async Task CheckRestoredAsync(PageAnswer refused, Who asker, (string Name, string? Value)[] fields)
    {
        var carried = await SignInAsync(refused, asker);
        Assert.Equal(HttpStatusCode.OK, carried.Status);
        var shown = await carried.Form("form[data-submit-now]").SubmitAsync();
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Contains(shown.Texts("[role=status]"), t => t.Contains("登录已过期，您填写的内容已全部恢复", StringComparison.Ordinal));
        Assert.Contains(fields, f => Shown(shown, f.Name).Contains(f.Value));
    }

    private async Task CheckToBeDoneAgainAsync(PageAnswer refused, Browser browser, Who asker)
    {
        Assert.Empty(refused.Document.QuerySelectorAll("[name=Draft], [name=draft]"));
        Assert.Contains("本次操作未执行", string.Join(' ', refused.Texts("main")), StringComparison.Ordinal);
        Assert.Equal("/", (await SignInAsync(await browser.GetAsync("/account/login"), asker)).Location);
    }

    private Task<PageAnswer> SignInAsync(PageAnswer page, Who who) =>
        page.FormWith("Form.Password").Set("Form.UserName", app.Company[who].UserName).Set("Form.Password", TestCompany.Password).SubmitAsync();

    /// <summary>What people see in the fields of this name.</summary>
    private static IEnumerable<string?> Shown(PageAnswer page, string name) => page.Document.QuerySelectorAll($"[name='{name}']").SelectMany(e => e switch
    {
        IHtmlInputElement { Type: "hidden" } => [],
        IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? [box.Value] : [],
        IHtmlInputElement input => [input.Value],
        IHtmlTextAreaElement area => [area.Value],
        IHtmlSelectElement select => select.Options.Where(o => o.IsSelected).Select(o => (string?)o.Value),
        _ => Array.Empty<string?>(),
    });
}

/// <summary>Forms of administration.</summary>
public sealed class KeptAdministrationFormTests(CrmApp app) : KeptForms(app), IClassFixture<CrmApp>
{
    public static TheoryData<string> Keys => KeysWhere(route => route.Room == "Admin");

    [Theory]
    [MemberData(nameof(Keys))]
    public Task A_form_of_ours_that_comes_too_late_is_shown_again_or_asked_for_again_and_a_foreign_one_is_not_kept(string key) => CheckAsync(key);
}

/// <summary>All other forms.</summary>
public sealed class KeptFormTests(CrmApp app) : KeptForms(app), IClassFixture<CrmApp>
{
    public static TheoryData<string> Keys => KeysWhere(route => route.Room != "Admin");

    [Theory]
    [MemberData(nameof(Keys))]
    public Task A_form_of_ours_that_comes_too_late_is_shown_again_or_asked_for_again_and_a_foreign_one_is_not_kept(string key) => CheckAsync(key);

    [Fact]
    public void Only_the_forms_of_the_list_are_ever_restored() => Assert.Equal(
        Restored.Order(StringComparer.Ordinal),
        typeof(Program).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(PageModel)) && !t.IsAbstract)
            .SelectMany(t => t.GetMethods().Where(m => m.GetCustomAttribute<RestorableFormAttribute>() is not null).Select(m => KeyOf(t, m)))
            .Order(StringComparer.Ordinal));

    private static string KeyOf(Type page, MethodInfo handler)
    {
        var path = page.FullName!["CrmWeb.Pages.".Length..^"Model".Length].Replace('.', '/');
        var name = handler.Name["OnPost".Length..].Replace("Async", "", StringComparison.Ordinal);
        return $"POST /{path} {name}".Trim();
    }
}
