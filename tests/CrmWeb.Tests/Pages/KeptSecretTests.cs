using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CrmWeb.Security;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>A form that came too late is kept without the passwords typed into it: those never travel on, not even sealed.</summary>
public sealed class KeptSecretTests(CrmApp app) : KeptForms(app), IClassFixture<CrmApp>
{
    private const string Secret = "Typed-secret-4711";
    private const string Words = "留下来的文字";

    /// <summary>Every page that shows a field for a password or key beside a form that is kept.</summary>
    private static readonly string[] Asking =
    [
        "/Account/Profile", "/Admin/Notifications/Mail", "/Admin/Notifications/Robots/Edit", "/Admin/Notifications/Robots/New", "/Admin/Notifications/Sms",
    ];

    private readonly CrmApp app = app;

    public static TheoryData<string> Pages => [.. Asking];

    [Fact]
    public async Task The_pages_above_are_all_that_ask_for_one()
    {
        var admin = await app.ClientAsync(Who.Admin);
        List<string> found = [];
        foreach (var page in Restored.Select(key => key.Split(' ')[1]).Distinct())
        {
            var answer = await admin.GetAsync(await AddressAsync(page));
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            if (SecretFields(answer).Any())
                found.Add(page);
        }

        Assert.Equal(Asking, found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task No_password_is_carried_on_with_what_is_kept(string page)
    {
        var address = await AddressAsync(page);
        foreach (var name in SecretFields(await (await app.ClientAsync(Who.Admin)).GetAsync(address)).ToList())
        {
            var browser = await app.SignInAsync(Who.Admin);
            var shown = await browser.GetAsync(address);
            var form = shown.FormWith(name);
            foreach (var field in SecretFields(shown))
                form.Set(field, Secret);
            form.Set("Form.Kept", Words);
            Assert.True((await browser.PostAsync("/account/logout")).LeadsToSignIn);

            var refused = await form.SubmitAsync();
            Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
            Assert.DoesNotContain(Secret, refused.Text, StringComparison.Ordinal);
            var draft = (refused.Document.QuerySelector("[name=Draft]") as IHtmlInputElement)?.Value;
            Assert.Equal(Restored.Contains(KeyOf(page, form)), draft is not null);
            if (draft is not null)
                await CheckAsync(refused, draft);
        }
    }

    /// <summary>Neither sealed, nor carried through the sign-in page, nor shown again; everything else is.</summary>
    private async Task CheckAsync(PageAnswer refused, string draft)
    {
        var opened = await app.WithAsync<DraftKeeper, Draft?>(keeper => Task.FromResult(keeper.Open(draft, app.Company[Who.Admin].Id)));
        Assert.DoesNotContain(opened!.Form.Fields, f => f.Value.Contains(Secret, StringComparison.Ordinal));
        Assert.Contains(opened.Form.Fields, f => f.Value == Words);

        var carried = await refused.FormWith("Form.Password").Set("Form.UserName", app.Company[Who.Admin].UserName).Set("Form.Password", TestCompany.Password).SubmitAsync();
        Assert.Equal(HttpStatusCode.OK, carried.Status);
        Assert.DoesNotContain(Secret, carried.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, (await carried.Form("form[data-submit-now]").SubmitAsync()).Text, StringComparison.Ordinal);
    }

    /// <summary>The handler a form is for, as the table of routes names it.</summary>
    private static string KeyOf(string page, PageForm form)
    {
        var handler = form.Action.Split("handler=") is [_, var name] ? name.Split('&')[0] : "";
        return RouteTable.Routes.Single(r => string.Equals(r.Key, $"POST {page} {handler}".Trim(), StringComparison.OrdinalIgnoreCase)).Key;
    }

    private static IEnumerable<string> SecretFields(PageAnswer page) =>
        page.Document.QuerySelectorAll("main input[type=password]").Select(i => i.GetAttribute("name")!);

    private async Task<string> AddressAsync(string page)
    {
        var route = RouteTable.Routes.Single(r => r.Key == $"GET {page}");
        return (await new RouteTarget(app, route).MakeAsync(Who.Admin))(route.Address);
    }
}
