using System.Net;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Customers;

/// <summary>What is offered to whoever types a customer that exists already.</summary>
public sealed class DuplicateHelpTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static int count;

    [Fact]
    public async Task What_lies_in_the_pool_is_claimed_with_one_tap()
    {
        var (id, name) = await NewAsync(pooled: true);
        var page = await OfferAsync(Who.RepSouth, name, "领取");
        var claimed = await page.Form("main form").SubmitAsync();
        Assert.Equal($"/customers/{id}", claimed.Location);
        Assert.Equal(HttpStatusCode.OK, (await claimed.FollowAsync()).Status);
        Assert.Equal(app.Company[Who.RepSouth].Id, await app.DbAsync(db => db.Customers.Where(c => c.Id == id).Select(c => c.OwnerId).SingleAsync()));

        Assert.Equal($"/customers/{id}", (await page.Form("main form").SubmitAsync()).Location);
    }

    [Fact]
    public async Task Whoever_is_late_is_told_so()
    {
        var (id, name) = await NewAsync(pooled: true);
        var late = await OfferAsync(Who.RepSouth, name, "领取");
        await (await OfferAsync(Who.RepEast3, name, "领取")).Form("main form").SubmitAsync();
        var answer = await late.Form("main form").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("刚被其他同事领取", Assert.Single(answer.Texts(".crm-errors li")));
        Assert.DoesNotContain($"/customers/{id}\"", answer.Text);
        Assert.DoesNotContain(name, answer.Text);
    }

    [Fact]
    public async Task What_somebody_owns_is_asked_for_and_seen_once_it_is_granted()
    {
        var (id, name) = await NewAsync();
        var rep = await app.ClientAsync(Who.RepSouth);
        var page = await OfferAsync(Who.RepSouth, name, "申请协作");
        Assert.DoesNotContain(name, page.Text);
        Assert.DoesNotContain($"/customers/{id}\"", page.Text);
        var asked = await page.FormWith("Form.Note").Set("Form.Note", "与对方总监相熟").SubmitAsync();
        Assert.Equal("/", asked.Location);
        Assert.Contains((await asked.FollowAsync()).Texts(".desk-collaboration li"), t => t.Contains("王海涛 负责的客户") && t.Contains("等待处理"));
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/customers/{id}")).Status);

        var owner = await app.ClientAsync(Who.RepEast);
        Assert.Contains((await owner.GetAsync("/")).Texts(".desk-collaboration li"), t => t.Contains("林志强") && t.Contains(name) && t.Contains("与对方总监相熟"));
        var record = await owner.GetAsync($"/customers/{id}");
        var granted = await record.Form(".collaboration-form").Set("Form.CanEdit", "true").SubmitAsync();
        Assert.Equal($"/customers/{id}", granted.Location);

        Assert.NotNull((await rep.GetAsync("/")).Document.QuerySelector($".desk-collaboration a[href='/customers/{id}']"));
        Assert.Equal(HttpStatusCode.OK, (await rep.GetAsync($"/customers/{id}/edit")).Status);
    }

    [Fact]
    public async Task A_day_that_has_passed_and_a_second_answer_are_told()
    {
        var (id, name) = await NewAsync();
        await (await OfferAsync(Who.RepSouth, name, "申请协作")).FormWith("Form.Note").SubmitAsync();
        var form = (await (await app.ClientAsync(Who.MgrEast)).GetAsync($"/customers/{id}")).Form(".collaboration-form");
        Assert.Contains("今天或以后", Assert.Single((await form.Set("Form.Until", "2026-11-01").SubmitAsync()).Texts(".crm-errors li")));
        Assert.True((await form.Set("Form.Until", "").SubmitAsync()).IsRedirect);
        Assert.Contains("已处理过", Assert.Single((await form.SubmitAsync()).Texts(".crm-errors li")));
    }

    [Fact]
    public async Task What_lies_in_the_bin_is_said_to_and_offers_nothing()
    {
        var (id, name) = await NewAsync();
        await app.WithAsync<RecycleBin>(b => b.DeleteAsync(id, app.As(Who.MgrEast), CancellationToken.None));
        var panel = await CheckAsync(Who.RepSouth, name);
        Assert.Contains("可请销售经理恢复", panel.Text);
        Assert.Null(panel.Document.QuerySelector("a"));
    }

    [Fact]
    public async Task What_one_sees_is_linked_and_needs_no_asking()
    {
        var (id, name) = await NewAsync();
        var link = Assert.Single((await CheckAsync(Who.RepEast, name)).Document.QuerySelectorAll("a"));
        Assert.Equal($"/customers/{id}", link.GetAttribute("href"));
    }

    [Fact]
    public async Task A_token_is_good_for_its_user_for_half_an_hour_and_nothing_else_is()
    {
        var (_, name) = await NewAsync();
        var address = (await CheckAsync(Who.RepSouth, name)).Document.QuerySelector("a[href^='/customers/existing']")!.GetAttribute("href")!;
        var rep = await app.ClientAsync(Who.RepSouth);
        Assert.Equal(HttpStatusCode.OK, (await rep.GetAsync(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.ClientAsync(Who.RepEast3)).GetAsync(address)).Status);
        foreach (var wrong in new[] { "/customers/existing", "/customers/existing?token=17", address + "x" })
            Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync(wrong)).Status);

        var form = (await rep.GetAsync(address)).FormWith("Form.Note");
        app.Clock.Advance(TimeSpan.FromMinutes(31));
        try
        {
            var before = await app.SnapshotAsync();
            var stale = await form.SubmitAsync();
            Assert.Equal(HttpStatusCode.NotFound, stale.Status);
            Assert.Contains("链接已失效", stale.Text);
            Assert.Empty(before.Changes(await app.SnapshotAsync()));
        }
        finally
        {
            app.Clock.Now = TestClock.Start;
        }
    }

    [Fact]
    public async Task A_refused_save_offers_the_same_help()
    {
        var (_, name) = await NewAsync(pooled: true);
        var browser = await app.ClientAsync(Who.RepSouth);
        var answer = await (await browser.GetAsync("/customers/new")).FormWith("Form.Name").Set("Form.Name", name).Set("Form.Industry", "C40")
            .Set("Form.Source", "online").Set("Form.Contacts[0].Name", "贺云").Set("Form.Contacts[0].Mobile", Forms.NewMobile()).SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("领取", answer.Texts("#duplicates a"));
    }

    private async Task<PageAnswer> OfferAsync(Who who, string name, string action)
    {
        var link = (await CheckAsync(who, name)).Document.QuerySelectorAll("a").Single(a => a.TextContent.Trim() == action);
        return await (await app.ClientAsync(who)).GetAsync(link.GetAttribute("href")!);
    }

    private async Task<PageAnswer> CheckAsync(Who who, string name) =>
        await (await app.ClientAsync(who)).PostAsync("/customers/duplicate-check", ("Form.Name", name));

    private async Task<(int Id, string Name)> NewAsync(bool pooled = false)
    {
        var name = $"重复求助第{Interlocked.Increment(ref count)}号锻造有限公司";
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer(name));
        if (pooled)
            await app.DbAsync(db => db.Customers.Where(c => c.Id == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.OwnerId, (int?)null).SetProperty(c => c.DepartmentId, (int?)null)));
        return (id, name);
    }
}
