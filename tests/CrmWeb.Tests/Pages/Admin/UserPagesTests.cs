using System.Net;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Organization;
using Xunit;

namespace CrmWeb.Tests.Pages.Admin;

public sealed class UserPagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task A_newcomer_is_set_up_by_one_form_and_the_invitation_is_shown_once()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var form = (await admin.GetAsync("/admin/users/new")).FormWith("Form.DisplayName");
        var answer = await form.Set("Form.UserName", "fresh.hire").Set("Form.DisplayName", "秦明").Set("Form.EmployeeNumber", "Q-1")
            .Set("Form.Department", $"{app.Company.DepartmentSouth}").SubmitAsync();

        var invitation = (await answer.FollowAsync()).Document.QuerySelector("#invitation-text")!.TextContent;
        Assert.Contains("fresh.hire", invitation, StringComparison.Ordinal);
        Assert.Contains("https://localhost/account/login", invitation, StringComparison.Ordinal);
        Assert.Null((await admin.GetAsync(answer.Location!)).Document.QuerySelector("#invitation-text"));

        var password = invitation.Split('\n').Single(line => line.StartsWith("初始密码", StringComparison.Ordinal)).Split('：')[1];
        Assert.Equal("/account/first-sign-in", (await (await app.SignInAsync("fresh.hire", password)).GetAsync("/account/profile")).Location);
    }

    [Fact]
    public async Task A_refused_form_keeps_what_was_typed()
    {
        var form = (await (await app.ClientAsync(Who.Admin)).GetAsync("/admin/users/new")).FormWith("Form.DisplayName");
        var answer = await form.Set("Form.UserName", "1").Set("Form.DisplayName", "留住我").Set("Form.EmployeeNumber", "K-9").Set("Form.Password", "password1").SubmitAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        foreach (var field in new[] { "UserName", "Password", "Department" })
            Assert.NotNull(answer.Document.QuerySelector($"#Form_{field}_error"));
        var again = answer.FormWith("Form.DisplayName");
        Assert.Equal(("1", "留住我", "K-9"), (again["Form.UserName"], again["Form.DisplayName"], again["Form.EmployeeNumber"]));
    }

    [Fact]
    public async Task Customers_of_a_disabled_account_wait_for_their_handover_with_a_link()
    {
        var rep = await HireAsync();
        var form = Forms.Customer("待交接的机械厂");
        form.Owner = rep.Id;
        await app.RegisterAsync(Who.Admin, form);
        var admin = await app.ClientAsync(Who.Admin);

        var answer = await (await admin.GetAsync($"/admin/users/{rep.Id}")).Form($"form[action='/admin/users/{rep.Id}?handler=disable']").SubmitAsync();
        Assert.Equal($"/admin/users/{rep.Id}", answer.Location);

        var list = await admin.GetAsync($"/admin/users?q={rep.UserName}&state=disabled");
        Assert.Equal("待交接 1", list.Document.QuerySelector($"a[href='/customers?owner={rep.Id}']")!.TextContent.Trim());
        Assert.Equal(["共 1 条"], list.Texts(".pager-total"));

        await (await admin.GetAsync($"/admin/users/{rep.Id}")).Form($"form[action='/admin/users/{rep.Id}?handler=enable']").SubmitAsync();
        Assert.True((await app.Services.UserAsync(rep.Id)).IsActive);
    }

    [Fact]
    public async Task A_conflict_shows_both_versions_and_saving_again_means_it()
    {
        var rep = await HireAsync();
        var page = await (await app.ClientAsync(Who.Admin)).GetAsync($"/admin/users/{rep.Id}");
        var other = Newcomers.FormOf(rep);
        other.DisplayName = "同事改的名";
        await app.WithAsync<UserAdministration>(users => users.ChangeAsync(rep.Id, other, app.As(Who.Admin), CancellationToken.None));

        var conflict = await page.FormWith("Form.DisplayName").Set("Form.DisplayName", "我改的名").SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("同事改的名", Assert.Single(conflict.Texts("#Form_DisplayName_warning")), StringComparison.Ordinal);
        Assert.Equal("我改的名", conflict.FormWith("Form.DisplayName")["Form.DisplayName"]);

        Assert.Equal("/admin/users", (await conflict.FormWith("Form.DisplayName").SubmitAsync()).Location);
        Assert.Equal("我改的名", (await app.Services.UserAsync(rep.Id)).DisplayName);
    }

    [Fact]
    public async Task A_reset_password_is_shown_once_and_must_be_replaced()
    {
        var rep = await HireAsync();
        var admin = await app.ClientAsync(Who.Admin);
        var answer = await (await admin.GetAsync($"/admin/users/{rep.Id}")).Form($"form[action='/admin/users/{rep.Id}?handler=resetPassword']").SubmitAsync();

        Assert.NotNull((await answer.FollowAsync()).Document.QuerySelector("#invitation-text"));
        Assert.Null((await answer.FollowAsync()).Document.QuerySelector("#invitation-text"));
        Assert.True((await app.Services.UserAsync(rep.Id)).MustChangePassword);
    }

    [Fact]
    public async Task Ones_own_account_offers_neither_disabling_nor_a_reset()
    {
        var id = app.Company[Who.Admin].Id;
        var browser = await app.ClientAsync(Who.Admin);
        Assert.Null((await browser.GetAsync($"/admin/users/{id}")).Document.QuerySelector("form[action*='handler=disable']"));

        var forced = await browser.PostAsync($"/admin/users/{id}?handler=disable");
        Assert.Equal(HttpStatusCode.BadRequest, forced.Status);
        Assert.Contains("不能停用自己的账号", forced.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/admin/users/{id}?handler=resetPassword")).Status);
    }

    [Theory]
    [InlineData("q=rep&role=rep&state=active&department=1", HttpStatusCode.OK)]
    [InlineData("q=%25_%27", HttpStatusCode.OK)]
    [InlineData("role=boss", HttpStatusCode.BadRequest)]
    [InlineData("state=maybe", HttpStatusCode.BadRequest)]
    [InlineData("department=9999", HttpStatusCode.BadRequest)]
    [InlineData("department=abc", HttpStatusCode.BadRequest)]
    public async Task The_address_of_the_list_is_checked(string query, HttpStatusCode expected) =>
        Assert.Equal(expected, (await (await app.ClientAsync(Who.Admin)).GetAsync($"/admin/users?{query}")).Status);

    [Theory]
    [InlineData("/admin/users/9999")]
    [InlineData("/admin/users/0")]
    [InlineData("/admin/users/abc")]
    [InlineData("/admin/departments/9999")]
    public async Task What_does_not_exist_is_not_found(string address) =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.ClientAsync(Who.Admin)).GetAsync(address)).Status);

    [Fact]
    public async Task No_page_tells_a_hash_or_a_security_stamp()
    {
        var user = await app.Services.UserAsync(app.Company[Who.RepEast].Id);
        var browser = await app.ClientAsync(Who.Admin);
        foreach (var address in new[] { "/admin/users", $"/admin/users/{user.Id}", "/account/profile" })
        {
            var text = (await browser.GetAsync(address)).Text;
            Assert.DoesNotContain(user.PasswordHash!, text, StringComparison.Ordinal);
            Assert.DoesNotContain(user.SecurityStamp!, text, StringComparison.Ordinal);
        }
    }

    private Task<CrmUser> HireAsync() => app.Services.HireAsync(app.Company.DepartmentSouth, app.As(Who.Admin));
}
