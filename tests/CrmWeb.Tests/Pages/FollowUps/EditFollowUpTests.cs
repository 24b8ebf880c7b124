using System.Net;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.FollowUps;

/// <summary>Correcting a record, keeping promises, and what the browser is told of a saved form.</summary>
public sealed class EditFollowUpTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static int count;

    [Fact]
    public async Task The_author_corrects_a_record_and_everybody_sees_that_it_was()
    {
        var (customer, record) = await RecordAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        var page = await browser.GetAsync($"/follow-ups/{record}");
        Assert.NotNull(page.Document.QuerySelector($"a[href='/follow-ups/{record}/edit']"));
        var form = (await browser.GetAsync($"/follow-ups/{record}/edit")).FormWith("Form.Content");
        Assert.Null(form["Form.NextAt"]);
        Assert.Null(form["Form.Stage"]);

        var saved = await form.Set("Form.Content", "更正：对方要的是两台").SubmitAsync();
        Assert.Equal($"/follow-ups/{record}", saved.Location);
        var after = await saved.FollowAsync();
        Assert.Contains(after.Texts(".change"), t => t.Contains("跟进内容") && t.Contains("更正：对方要的是两台"));
        Assert.Contains((await browser.GetAsync($"/customers/{customer}")).Texts("#timeline .timeline-head"), t => t.Contains("王海涛 已修改"));
    }

    [Fact]
    public async Task A_conflict_keeps_what_was_typed_and_shows_what_the_other_wrote()
    {
        var (_, record) = await RecordAsync();
        var mine = (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/{record}/edit")).FormWith("Form.Content");
        await (await (await app.ClientAsync(Who.MgrEast)).GetAsync($"/follow-ups/{record}/edit")).FormWith("Form.Content").Set("Form.Content", "经理的更正").SubmitAsync();

        var answer = await mine.Set("Form.Content", "我的更正").SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("经理的更正", answer.Text);
        Assert.Equal("我的更正", answer.FormWith("Form.Content")["Form.Content"]);
        Assert.True((await answer.FormWith("Form.Content").SubmitAsync()).IsRedirect);
        Assert.Equal("我的更正", await app.DbAsync(db => db.FollowUps.Where(f => f.Id == record).Select(f => f.Content).SingleAsync()));
    }

    [Fact]
    public async Task Of_two_versions_the_others_is_chosen_in_the_table()
    {
        var (_, record) = await RecordAsync();
        var mine = (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/{record}/edit")).FormWith("Form.Content");
        await (await (await app.ClientAsync(Who.MgrEast)).GetAsync($"/follow-ups/{record}/edit")).FormWith("Form.Content")
            .Set("Form.Content", "经理的更正").Set("Form.Result", "经理写的结果").SubmitAsync();

        var answer = await mine.Set("Form.Content", "我的更正").Set("Form.Objections", "我写的异议").SubmitAsync();
        Assert.Equal(["跟进内容"], answer.Texts(".conflict tbody tr td:first-child"));
        Assert.Contains("陈立新同时改了跟进结果，已合并。", answer.Text, StringComparison.Ordinal);
        await answer.FormWith("Form.Content").Set("Form.TakeTheirs[0]", "Content").SubmitAsync();
        var saved = await app.DbAsync(db => db.FollowUps.SingleAsync(f => f.Id == record));
        Assert.Equal(("经理的更正", "经理写的结果", "我写的异议"), (saved.Content, saved.Result, saved.Objections));
    }

    [Fact]
    public async Task A_promise_is_kept_with_one_tap_that_can_be_taken_back()
    {
        var (customer, record) = await RecordAsync("周五前寄样品");
        var browser = await app.ClientAsync(Who.RepEast);
        var page = await browser.GetAsync($"/customers/{customer}");
        Assert.Contains(page.Texts(".promises li"), t => t.Contains("周五前寄样品") && t.Contains("王海涛 承诺于"));

        var kept = await page.Form(".promises form").SubmitAsync();
        Assert.Equal($"/customers/{customer}", kept.Location);
        var after = await kept.FollowAsync();
        Assert.Empty(after.Texts(".promises li"));
        Assert.Contains((await browser.GetAsync($"/follow-ups/{record}")).Texts(".promises li"), t => t.Contains("王海涛 标记已兑现"));

        await after.Form(".toast-note form").SubmitAsync();
        Assert.Single((await browser.GetAsync($"/customers/{customer}")).Texts(".promises li"));
    }

    [Fact]
    public async Task Who_only_looks_sees_the_promise_and_nothing_to_tap()
    {
        var (customer, _) = await RecordAsync("给看不给点");
        var page = await (await app.ClientAsync(Who.Marketer)).GetAsync($"/customers/{customer}");
        Assert.Single(page.Texts(".promises li"));
        Assert.Null(page.Document.QuerySelector(".promises form"));
    }

    [Fact]
    public async Task The_form_begins_with_the_method_used_last()
    {
        var (customer, _) = await RecordAsync();
        var browser = await app.ClientAsync(Who.RepEast3);
        Assert.Equal("phone", (await browser.GetAsync($"/follow-ups/new?customer={app.Company.EastCustomer}")).FormWith("Form.Content")["Form.Method"]);
        await (await browser.GetAsync($"/follow-ups/new?customer={app.Company.EastCustomer}")).FormWith("Form.Content")
            .Set("Form.Method", "visit").Set("Form.Content", "上门拜访").SubmitAsync();
        Assert.Equal("visit", (await browser.GetAsync($"/follow-ups/new?customer={app.Company.EastCustomer}")).FormWith("Form.Content")["Form.Method"]);
        Assert.NotEqual(0, customer);
    }

    [Fact]
    public async Task The_browser_is_told_once_which_form_was_saved_and_never_of_a_refused_one()
    {
        var (customer, _) = await RecordAsync();
        var browser = await app.SignInAsync(Who.RepEast);
        var form = (await browser.GetAsync($"/follow-ups/new?customer={customer}")).FormWith("Form.Content");
        Assert.Empty((await form.SubmitAsync()).Document.QuerySelectorAll("[data-draft-saved]"));

        var record = await (await form.Set("Form.Content", "存下来了").SubmitAsync()).FollowAsync();
        Assert.Equal(form["Form.CreationKey"], record.Document.QuerySelector("[data-draft-saved]")?.GetAttribute("data-draft-saved"));
        Assert.Null((await browser.GetAsync($"/customers/{customer}")).Document.QuerySelector("[data-draft-saved]"));
    }

    [Fact]
    public async Task A_form_keeps_what_is_typed_for_its_user_alone()
    {
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync("/customers/new");
        Assert.NotNull(page.Document.QuerySelector("form[data-draft] [name='Form.CreationKey']"));
        Assert.Equal($"{app.Company[Who.RepEast].Id}", page.Document.Body!.GetAttribute("data-user"));
        Assert.NotNull(page.Document.QuerySelector("form[action='/account/logout'][data-forget-drafts]"));
    }

    private async Task<(int Customer, int Record)> RecordAsync(string? commitments = null)
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer($"更正页面第{Interlocked.Increment(ref count)}号锻造厂"));
        var form = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0));
        form.Commitments = commitments;
        return (customer, await app.WithAsync<FollowUpService, int>(w => w.RecordAsync(customer, form, app.As(Who.RepEast), CancellationToken.None)));
    }
}
