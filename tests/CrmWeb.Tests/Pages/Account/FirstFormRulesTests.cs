using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Organization;
using Xunit;

namespace CrmWeb.Tests.Pages.Account;

/// <summary>The step after the invitation says its rules before it is sent, in the words of the server.</summary>
public sealed class FirstSignInRulesTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task The_first_sign_in_says_what_the_server_says(string language)
    {
        var invited = await app.Services.InviteAsync(app.Company.DepartmentSouth, app.As(Who.Admin), BuiltInRoles.Rep, $"rules.{language[..2]}");
        var page = await new RuledForm(await FirstForms.InAsync(language, app.SignInAsync(invited.UserName, invited.Password)), "/account/first-sign-in", "Form.Mobile").ReadAsync();

        Assert.Equal(["Form.NewPassword required", "Form.NewPassword maxlength", "Form.NewPassword minlength", "Form.RepeatedPassword required", "Form.Mobile required"],
            page.Rules.Select(r => $"{r.Field} {r.Kind}"));
        Assert.Empty(await page.DifferencesAsync());
        Assert.Empty(await page.RefusedAtTheLimitAsync());
    }

    [Fact]
    public async Task Until_it_is_done_an_address_that_leads_nowhere_shows_no_frame()
    {
        var invited = await app.Services.InviteAsync(app.Company.DepartmentSouth, app.As(Who.Admin), BuiltInRoles.Rep, "frameless");
        var page = await (await app.SignInAsync(invited.UserName, invited.Password)).GetAsync("/nowhere");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, page.Status);
        Assert.Empty(page.Document.QuerySelectorAll("nav, .bell"));
    }
}

/// <summary>The set-up page says its rules before it is sent, in the words of the server, and nothing of the token but that it is missing.</summary>
public sealed class SetupRulesTests(EmptyCrmApp app) : IClassFixture<EmptyCrmApp>
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task The_set_up_page_says_what_the_server_says(string language)
    {
        var page = await new RuledForm(await FirstForms.InAsync(language, Task.FromResult(app.Stranger())), "/account/setup", "Form.Token").ReadAsync();

        Assert.Equal(["required"], page.Rules.Where(r => r.Field == "Form.Token").Select(r => r.Kind));
        Assert.Equal(["Department", "DisplayName", "NewPassword", "RepeatedPassword", "Token", "UserName"], page.Rules.Select(r => r.Field["Form.".Length..]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(11, page.Rules.Count);
        Assert.Empty(await page.DifferencesAsync());
        Assert.Empty(await page.RefusedAtTheLimitAsync());
    }

    /// <summary>What a stranger could learn of the company's names by trying passwords is told to the holder of the token alone.</summary>
    [Theory]
    [InlineData("crmweb-crmweb-1")]
    [InlineData("password123")]
    public async Task Without_the_token_nobody_hears_what_is_wrong_with_a_password(string password)
    {
        var page = await app.Stranger().GetAsync("/account/setup");
        var answer = await page.FormWith("Form.Token").Set("Form.Token", "guessed").Set("Form.Department", "恒锐").Set("Form.DisplayName", "周文博")
            .Set("Form.UserName", "boss").Set("Form.NewPassword", password).Set("Form.RepeatedPassword", password).SubmitAsync();

        Assert.NotNull(answer.Document.QuerySelector("#Form_Token_error"));
        Assert.Null(answer.Document.QuerySelector("#Form_NewPassword_error"));
    }
}

file static class FirstForms
{
    public static async Task<Browser> InAsync(string language, Task<Browser> coming)
    {
        var browser = await coming;
        browser.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return browser;
    }
}
