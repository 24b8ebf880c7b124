using System.Net;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages.Account;

/// <summary>Several tabs of one browser: what one does while another still shows an older page.</summary>
public sealed class TwoTabsTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static int count;

    [Fact]
    public async Task Signing_out_twice_leads_to_the_sign_in_page_and_keeps_nothing()
    {
        var browser = await app.SignInAsync(Who.RepEast);
        var (first, second) = (await browser.GetAsync("/customers"), await browser.GetAsync("/follow-ups"));
        Assert.True((await first.Form("form[action='/account/logout']").SubmitAsync()).LeadsToSignIn);

        var again = await second.Form("form[action='/account/logout']").SubmitAsync();
        Assert.True(again.LeadsToSignIn);
        var page = await again.FollowAsync();
        Assert.Empty(page.Document.QuerySelectorAll("[name=Draft], [name=draft]"));
        Assert.Equal("/", (await FillAsync(page, Who.RepEast)).Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/profile")).Status);
    }

    [Theory]
    [InlineData("zh-CN", "您已在此浏览器的其他标签页中以“", "继续")]
    [InlineData("en", "You are signed in already, as ", "Go on")]
    public async Task The_sign_in_page_of_a_second_tab_says_who_is_signed_in_and_leads_on(string language, string words, string button)
    {
        var browser = app.Stranger();
        await browser.PostAsync("/account/language", ("culture", language));
        var (first, second) = (await browser.GetAsync("/account/login"), await browser.GetAsync("/account/login?ReturnUrl=%2Fcontacts"));
        Assert.True((await FillAsync(first, Who.RepEast)).IsRedirect);

        var answer = await FillAsync(second, Who.RepSouth);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(answer.Texts("main"), t => t.Contains(words, StringComparison.Ordinal));
        Assert.Equal("/contacts", answer.Document.QuerySelectorAll("main a").Single(a => a.TextContent == button).GetAttribute("href"));
        Assert.True((await answer.Form("main form[action='/account/logout']").SubmitAsync()).LeadsToSignIn);
    }

    [Fact]
    public async Task A_form_kept_for_one_user_is_shown_when_that_user_has_signed_in_in_another_tab()
    {
        var (browser, refused) = await LateAsync(Who.RepEast, "同一人标签页");
        Assert.True((await FillAsync(await browser.GetAsync("/account/login"), Who.RepEast)).IsRedirect);

        var carried = await FillAsync(refused, Who.RepEast);
        Assert.Equal("同一人标签页", (await carried.Form("form[data-submit-now]").SubmitAsync()).FormWith("Form.Name")["Form.Name"]);
    }

    [Fact]
    public async Task What_one_user_typed_is_never_shown_to_another()
    {
        var (browser, refused) = await LateAsync(Who.RepEast, "别人看不到");
        var answer = await FillAsync(refused, Who.RepSouth);
        Assert.Equal("/", answer.Location);
        var desk = await answer.FollowAsync();
        Assert.DoesNotContain("别人看不到", desk.Text, StringComparison.Ordinal);
        Assert.Contains("之前填写的内容属于其他账号", desk.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("别人看不到", (await browser.GetAsync("/customers/new")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_the_user_before_is_not_saved_and_comes_back_to_that_user_alone()
    {
        var browser = await app.SignInAsync(Who.RepEast);
        var form = (await browser.GetAsync("/customers/new")).FormWith("Form.Name").Set("Form.Name", "前一位用户写的客户");
        Assert.True((await browser.PostAsync("/account/logout")).LeadsToSignIn);
        Assert.True((await FillAsync(await browser.GetAsync("/account/login"), Who.RepSouth)).IsRedirect);

        var answer = await form.SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains(answer.Texts("main"), t => t.Contains("未保存：页面与当前登录不符", StringComparison.Ordinal) && t.Contains("请用打开页面时的账号登录", StringComparison.Ordinal));
        Assert.DoesNotContain("前一位用户写的客户", answer.Text, StringComparison.Ordinal);

        var carried = await FillAsync(answer, Who.RepEast);
        Assert.Equal("前一位用户写的客户", (await carried.Form("form[data-submit-now]").SubmitAsync()).FormWith("Form.Name")["Form.Name"]);
    }

    [Fact]
    public async Task An_action_of_the_user_before_is_to_be_done_again()
    {
        var browser = await app.SignInAsync(Who.Admin);
        await browser.PrepareAsync();
        Assert.True((await browser.PostAsync("/account/logout")).LeadsToSignIn);
        Assert.True((await FillAsync(await browser.GetAsync("/account/login"), Who.RepSouth)).IsRedirect);

        var answer = await browser.PostAsync("/notifications?handler=readAll", ("upTo", "2000000000"));
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Empty(answer.Document.QuerySelectorAll("[name=Draft]"));
        Assert.Contains(answer.Texts("main"), t => t.Contains("请重新打开页面后再操作", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:8080")]
    [InlineData("Referer", "https://evil.example/localhost")]
    public async Task What_the_browser_calls_foreign_is_not_kept_even_with_a_token(string header, string value)
    {
        var browser = await app.SignInAsync(Who.RepEast);
        var form = (await browser.GetAsync("/customers/new")).FormWith("Form.Name").Set("Form.Name", $"外站提交{Interlocked.Increment(ref count)}");
        Assert.True((await browser.PostAsync("/account/logout")).LeadsToSignIn);
        browser.Http.DefaultRequestHeaders.Add(header, value);
        Assert.Empty((await form.SubmitAsync()).Document.QuerySelectorAll("[name=Draft]"));

        browser.Http.DefaultRequestHeaders.Remove(header);
        browser.Http.DefaultRequestHeaders.Add("Origin", "https://localhost");
        browser.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        Assert.Single((await form.SubmitAsync()).Document.QuerySelectorAll("[name=Draft]"));
    }

    [Fact]
    public async Task A_form_without_a_token_is_told_so_in_words()
    {
        var answer = await (await app.ClientAsync(Who.RepEast2)).SendAsync("/notifications?handler=readAll", [("upTo", "1")]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(answer.Texts("main"), t => t.Contains("表单未被接受", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_that_cannot_be_read_is_answered_as_such_signed_in_or_out()
    {
        var fields = Enumerable.Range(0, 3000).Select(i => ($"Form.Contacts[{i}].Name", (string?)"x")).ToArray();
        foreach (var browser in new[] { await app.ClientAsync(Who.RepEast2), app.Stranger() })
        {
            foreach (var address in new[] { "/customers/new", "/account/login" })
                Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(address, fields)).Status);
        }
    }

    [Fact]
    public async Task Signing_out_has_the_sign_in_page_forget_what_was_typed_and_an_expired_session_does_not()
    {
        var browser = await app.SignInAsync(Who.RepEast3);
        var page = await (await browser.PostAsync("/account/logout")).FollowAsync();
        Assert.Equal("true", page.Document.DocumentElement.GetAttribute("data-signed-out"));
        var later = await (await browser.GetAsync("/customers")).FollowAsync();
        Assert.NotEqual("true", later.Document.DocumentElement.GetAttribute("data-signed-out"));
    }

    [Fact]
    public async Task A_restored_form_never_reaches_a_handler_that_acts_at_once()
    {
        var browser = await app.SignInAsync(Who.Admin);
        var before = await app.SnapshotAsync();
        var answer = await browser.PostAsync("/admin/jobs?handler=pause", ("job", "cleaning"), ("__restore", "true"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    /// <summary>A form sent after its user had signed out in another tab.</summary>
    private async Task<(Browser Browser, PageAnswer Refused)> LateAsync(Who who, string name)
    {
        var browser = await app.SignInAsync(who);
        var form = (await browser.GetAsync("/customers/new")).FormWith("Form.Name").Set("Form.Name", name);
        Assert.True((await browser.PostAsync("/account/logout")).LeadsToSignIn);
        var refused = await form.SubmitAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        return (browser, refused);
    }

    private Task<PageAnswer> FillAsync(PageAnswer page, Who who) =>
        page.FormWith("Form.Password").Set("Form.UserName", app.Company[who].UserName).Set("Form.Password", TestCompany.Password).SubmitAsync();
}
