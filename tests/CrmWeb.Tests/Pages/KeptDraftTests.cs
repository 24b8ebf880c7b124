using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>Every form that is filled in again after signing in keeps what is typed in the browser as well, and the browser is told when it was saved.</summary>
public sealed class KeptDraftTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static readonly string[] Addresses =
    [
        "/customers/new", "/customers/{customer}/edit", "/account/notifications", "/account/profile", "/admin/calendar", "/admin/departments/new",
        "/admin/tags/new", "/admin/tags/groups/new", "/admin/stages/new", "/admin/users/new", "/admin/notifications/mail", "/admin/notifications/sms",
        "/admin/notifications/robots/new", "/admin/lists/source/new",
    ];

    public static TheoryData<string> Forms => [.. Addresses];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_keeps_what_is_typed(string address)
    {
        var page = await (await app.ClientAsync(Who.Admin)).GetAsync(address.Replace("{customer}", $"{app.Company.EastCustomer}", StringComparison.Ordinal));
        Assert.NotNull(page.Document.QuerySelector("form[data-draft]:not([data-draft=off]) [name='__draft']"));
    }

    [Fact]
    public async Task The_browser_is_told_of_a_form_that_was_saved_and_not_of_one_that_was_refused()
    {
        var browser = await app.SignInAsync(Who.Admin);
        var form = (await browser.GetAsync("/admin/departments/new")).FormWith("__draft");
        Assert.Empty((await form.SubmitAsync()).Document.QuerySelectorAll("[data-draft-saved]"));
        var next = await (await form.Set("Form.Name", "草稿测试部").SubmitAsync()).FollowAsync();
        Assert.Equal(form["__draft"], next.Document.QuerySelector("[data-draft-saved]")?.GetAttribute("data-draft-saved"));
    }

    [Fact]
    public async Task A_changed_customer_tells_of_its_form_by_the_creation_key()
    {
        var browser = await app.SignInAsync(Who.RepEast);
        var form = (await browser.GetAsync($"/customers/{app.Company.EastCustomer}/edit")).FormWith("Form.Name");
        var next = await (await form.Set("Form.Remarks", "草稿测试").SubmitAsync()).FollowAsync();
        Assert.Equal(form["Form.CreationKey"], next.Document.QuerySelector("[data-draft-saved]")?.GetAttribute("data-draft-saved"));
    }
}
