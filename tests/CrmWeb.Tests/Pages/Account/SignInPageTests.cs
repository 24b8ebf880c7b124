using System.Net;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Organization;
using Xunit;

namespace CrmWeb.Tests.Pages.Account;

public sealed class SignInPageTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task The_labels_are_those_people_know()
    {
        var page = await app.Stranger().GetAsync("/account/login");
        Assert.Equal(["用户名", "密码"], page.Texts("main label"));
        Assert.Equal(["登录"], page.Texts("main form button[type=submit]"));
    }

    [Fact]
    public async Task Unknown_wrong_locked_and_disabled_get_the_same_answer()
    {
        var (locked, disabled) = (await HireAsync(), await HireAsync());
        await app.WithAsync<UserAdministration>(users => users.DisableAsync(disabled.Id, app.As(Who.Admin), CancellationToken.None));
        for (var i = 0; i < PasswordCheck.MaxTries; i++)
            await TryAsync(locked.UserName!, "wrong-one");

        var answers = new[]
        {
            await TryAsync("nobody.at.all", Newcomers.Password), await TryAsync(app.Company[Who.RepEast].UserName, "wrong-one"),
            await TryAsync(locked.UserName!, Newcomers.Password), await TryAsync(disabled.UserName!, Newcomers.Password),
        };

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.BadRequest, answer.Status));
        Assert.Single(answers.Select(answer => string.Join('\n', answer.Texts("main"))).Distinct());
        Assert.All(answers, answer => Assert.False(answer.Document.QuerySelector("[name='Form.Password']")!.HasAttribute("value")));
    }

    /// <summary>What is said of a form that is incomplete depends on nothing but the form, and it counts as it always did.</summary>
    [Fact]
    public async Task An_incomplete_form_is_told_so_at_its_fields_whatever_accounts_there_are_and_counts_as_a_try()
    {
        var (locked, free) = (await HireAsync(), await HireAsync());
        for (var i = 0; i < PasswordCheck.MaxTries; i++)
            await TryAsync(locked.UserName!, "");

        var answers = new[] { await TryAsync("nobody.at.all", ""), await TryAsync(locked.UserName!, ""), await TryAsync(free.UserName!, "") };
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.BadRequest, answer.Status));
        Assert.Equal(["请填写密码。"], answers.SelectMany(answer => answer.Texts("#Form_Password_error")).Distinct());
        Assert.Single(answers.Select(answer => string.Join('\n', answer.Texts("main"))).Distinct());
        Assert.All(answers, answer => Assert.Empty(answer.Document.QuerySelectorAll("[role=alert]")));
        Assert.Equal(["请填写用户名。", "请填写密码。"], (await TryAsync("\u200B ", "")).Texts(".invalid-feedback"));
        Assert.Equal(["用户名或密码不正确，或账号暂不可用。连续输错 5 次密码需等待 15 分钟。"], (await TryAsync(locked.UserName!, Newcomers.Password)).Texts("[role=alert]"));
        Assert.True((await TryAsync(free.UserName!, Newcomers.Password)).IsRedirect);
    }

    [Theory]
    [InlineData("/customers?stage=won", "/customers?stage=won")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("https:evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("\\\\evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task After_signing_in_one_stays_on_this_site(string returnUrl, string expected)
    {
        var page = await app.Stranger().GetAsync($"/account/login?ReturnUrl={Uri.EscapeDataString(returnUrl)}");
        var answer = await page.FormWith("Form.Password").Set("Form.UserName", "T000").Set("Form.Password", TestCompany.Password).SubmitAsync();
        Assert.Equal(expected, answer.Location);
    }

    [Fact]
    public async Task A_disabled_account_is_signed_out_by_its_next_click()
    {
        var user = await HireAsync();
        var browser = await app.SignInAsync(user.UserName!, Newcomers.Password);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/profile")).Status);

        await app.WithAsync<UserAdministration>(users => users.DisableAsync(user.Id, app.As(Who.Admin), CancellationToken.None));

        Assert.True((await browser.GetAsync("/account/profile")).LeadsToSignIn);
    }

    [Fact]
    public async Task Who_got_another_role_has_to_sign_in_again_and_then_has_its_rights()
    {
        var user = await HireAsync();
        var browser = await app.SignInAsync(user.UserName!, Newcomers.Password);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/admin/users")).Status);

        await app.WithAsync<UserAdministration>(users => users.ChangeAsync(user.Id, Newcomers.FormOf(user, BuiltInRoles.Admin), app.As(Who.Admin), CancellationToken.None));

        Assert.True((await browser.GetAsync("/account/profile")).LeadsToSignIn);
        Assert.Equal(HttpStatusCode.OK, (await (await app.SignInAsync(user.UserName!, Newcomers.Password)).GetAsync("/admin/users")).Status);
    }

    [Fact]
    public async Task Signing_out_takes_a_form_and_ends_the_session()
    {
        var browser = await app.SignInAsync(Who.RepEast2);
        Assert.Equal("/", (await browser.GetAsync("/account/logout")).Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/profile")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync("/account/logout", [])).Status);

        Assert.True((await browser.PostAsync("/account/logout")).LeadsToSignIn);
        Assert.True((await browser.GetAsync("/account/profile")).LeadsToSignIn);
    }

    [Fact]
    public async Task A_draft_stays_in_the_form_through_a_wrong_password()
    {
        var page = await app.Stranger().GetAsync("/account/login");
        page = await page.FormWith("Form.Password").Set("draft", "sealed-words").Set("Form.UserName", "nobody").Set("Form.Password", "wrong-one").SubmitAsync();
        Assert.Equal("sealed-words", page.FormWith("Form.Password")["draft"]);
    }

    [Fact]
    public async Task Outside_Development_no_account_is_listed_or_opened_by_a_click()
    {
        var browser = app.Stranger();
        Assert.Null((await browser.GetAsync("/account/login")).Document.QuerySelector("[name=account]"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/account/login?handler=demo", ("account", "admin"))).Status);
    }

    [Fact]
    public async Task A_stranger_chooses_the_language_for_the_browser()
    {
        var browser = app.Stranger();
        var answer = await browser.PostAsync("/account/language", ("culture", "en"), ("returnUrl", "/account/login"));
        Assert.Equal("/account/login", answer.Location);
        Assert.Equal(["User name", "Password"], (await answer.FollowAsync()).Texts("main label"));
        Assert.Equal("/", (await browser.PostAsync("/account/language", ("culture", "zh-CN"), ("returnUrl", "//evil.example"))).Location);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/account/language", ("culture", "xx"))).Status);
    }

    private Task<CrmUser> HireAsync() => app.Services.HireAsync(app.Company.DepartmentSouth, app.As(Who.Admin));

    private async Task<PageAnswer> TryAsync(string name, string password) =>
        await (await app.Stranger().GetAsync("/account/login")).FormWith("Form.Password").Set("Form.UserName", name).Set("Form.Password", password).SubmitAsync();
}
