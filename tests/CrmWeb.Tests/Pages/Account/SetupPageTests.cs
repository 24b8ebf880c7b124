using System.Net;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Pages.Account;

public sealed class SetupPageTests(EmptyCrmApp app) : IClassFixture<EmptyCrmApp>
{
    [Fact]
    public async Task Until_the_first_admin_exists_everything_leads_to_the_set_up_page_and_never_again_afterwards()
    {
        var browser = app.Stranger();
        foreach (var address in new[] { "/", "/customers", "/account/login", "/admin/users" })
            Assert.Equal("/account/setup", (await browser.GetAsync(address)).Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/live")).Status);

        var page = await browser.GetAsync("/account/setup");
        var token = app.Services.GetRequiredService<FirstRun>().Token!;
        Assert.DoesNotContain(token, page.Text, StringComparison.Ordinal);

        var refused = await FilledIn(page, "not-the-token").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("#Form_Token_error"));
        Assert.Equal("not-the-token", refused.FormWith("Form.Token")["Form.Token"]);

        refused = await FilledIn(page, token).Set("Form.RepeatedPassword", "another-one").SubmitAsync();
        Assert.NotNull(refused.Document.QuerySelector("#Form_RepeatedPassword_error"));
        Assert.Equal("恒锐精密", refused.FormWith("Form.Token")["Form.Department"]);
        Assert.True(string.IsNullOrEmpty(refused.FormWith("Form.Token")["Form.NewPassword"]));

        Assert.True((await FilledIn(refused, token).SubmitAsync()).LeadsToSignIn);
        Assert.True((await browser.GetAsync("/account/setup")).LeadsToSignIn);
        Assert.Equal(HttpStatusCode.NotFound, (await FilledIn(page, token).SubmitAsync()).Status);

        var admin = await app.SignInAsync("boss", "Quiet-river-42");
        var step = await admin.GetAsync("/account/first-sign-in");
        Assert.Equal(["手机号"], step.Texts("main label"));
        Assert.Equal("/", (await step.FormWith("Form.Mobile").Set("Form.Mobile", "13900001111").SubmitAsync()).Location);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/admin/users")).Status);
    }

    private static PageForm FilledIn(PageAnswer page, string token) => page.FormWith("Form.Token")
        .Set("Form.Token", token).Set("Form.Department", "恒锐精密").Set("Form.DisplayName", "周文博").Set("Form.UserName", "boss")
        .Set("Form.NewPassword", "Quiet-river-42").Set("Form.RepeatedPassword", "Quiet-river-42");
}
