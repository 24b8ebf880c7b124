using System.Net;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Organization;
using Xunit;

namespace CrmWeb.Tests.Pages.Account;

public sealed class OwnAccountPagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task Before_the_first_sign_in_step_every_page_leads_to_it()
    {
        var invited = await app.Services.InviteAsync(app.Company.DepartmentSouth, app.As(Who.Admin), BuiltInRoles.Rep, "forced");
        var browser = await app.SignInAsync("forced", invited.Password);
        foreach (var address in new[] { "/customers", "/account/profile", "/admin/users" })
            Assert.Equal("/account/first-sign-in", (await browser.GetAsync(address)).Location);

        var page = await browser.GetAsync("/account/first-sign-in");
        Assert.Equal(["新密码", "确认密码", "手机号"], page.Texts("main label"));
        var refused = await Fill(page, "12345").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("#Form_Mobile_error"));
        Assert.Equal("12345", refused.FormWith("Form.Mobile")["Form.Mobile"]);
        Assert.True(string.IsNullOrEmpty(refused.FormWith("Form.Mobile")["Form.NewPassword"]));

        Assert.Equal("/", (await Fill(refused, "15922220001").SubmitAsync()).Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/profile")).Status);
        Assert.Equal("/", (await browser.GetAsync("/account/first-sign-in")).Location);
    }

    [Fact]
    public async Task Changing_the_password_keeps_this_session_and_ends_the_others()
    {
        var user = await HireAsync();
        var (here, there) = (await app.SignInAsync(user.UserName!, Newcomers.Password), await app.SignInAsync(user.UserName!, Newcomers.Password));
        var form = (await here.GetAsync("/account/profile")).FormWith("Password.NewPassword")
            .Set("Password.CurrentPassword", Newcomers.Password).Set("Password.NewPassword", "Calm-lake-2026").Set("Password.RepeatedPassword", "Calm-lake-2026");
        Assert.Equal("/account/profile", (await form.SubmitAsync()).Location);

        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/account/profile")).Status);
        Assert.True((await there.GetAsync("/account/profile")).LeadsToSignIn);
    }

    [Fact]
    public async Task A_wrong_current_password_stands_at_its_field()
    {
        var browser = await app.SignInAsync((await HireAsync()).UserName!, Newcomers.Password);
        var answer = await (await browser.GetAsync("/account/profile")).FormWith("Password.NewPassword")
            .Set("Password.CurrentPassword", "wrong-one").Set("Password.NewPassword", "Calm-lake-2026").Set("Password.RepeatedPassword", "Calm-lake-2026").SubmitAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotNull(answer.Document.QuerySelector("#Password_CurrentPassword_error"));
        Assert.Null(answer.Document.QuerySelector("#Form_CurrentPassword_error"));
        Assert.NotEmpty(answer.FormWith("Form.DisplayName")["Form.DisplayName"]!);
    }

    [Fact]
    public async Task The_profile_shows_role_and_department_and_speaks_the_chosen_language()
    {
        var user = await HireAsync();
        var browser = await app.SignInAsync(user.UserName!, Newcomers.Password);
        var page = await browser.GetAsync("/account/profile");
        Assert.Contains("华南区", page.Texts("dd"));
        Assert.Contains("销售代表", page.Texts("dd"));

        await page.FormWith("Form.DisplayName").Set("Form.DisplayName", "<b>张三</b>").Set("Form.Culture", "en").SubmitAsync();

        page = await browser.GetAsync("/account/profile");
        Assert.Equal(["My account"], page.Texts("h1"));
        Assert.Equal("<b>张三</b>", page.FormWith("Form.DisplayName")["Form.DisplayName"]);
        Assert.DoesNotContain("<b>张三", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_form_does_not_offer_cannot_be_changed_by_it()
    {
        var user = await HireAsync();
        var browser = await app.SignInAsync(user.UserName!, Newcomers.Password);
        var answer = await (await browser.GetAsync("/account/profile")).FormWith("Form.DisplayName")
            .Set("Form.DisplayName", "只改姓名").Set("Form.RoleId", "3").Set("Form.Role", "admin").Set("Form.DepartmentId", "1").Set("Form.Department", "1")
            .Set("Form.IsActive", "false").Set("Form.EmployeeNumber", "BOSS").Set("Form.UserName", "boss").SubmitAsync();

        var after = await app.Services.UserAsync(user.Id);
        Assert.True(answer.IsRedirect);
        Assert.Equal("只改姓名", after.DisplayName);
        Assert.Equal((user.RoleId, user.DepartmentId, true, user.EmployeeNumber, user.UserName), (after.RoleId, after.DepartmentId, after.IsActive, after.EmployeeNumber, after.UserName));
    }

    private static PageForm Fill(PageAnswer page, string mobile) => page.FormWith("Form.Mobile")
        .Set("Form.NewPassword", "Quiet-river-42").Set("Form.RepeatedPassword", "Quiet-river-42").Set("Form.Mobile", mobile);

    private Task<CrmUser> HireAsync() => app.Services.HireAsync(app.Company.DepartmentSouth, app.As(Who.Admin));
}
