using System.Net;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Urging;

/// <summary>Ticking, looking at what would be urged about, urging.</summary>
public sealed class UrgingPagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;

    [Fact]
    public async Task What_was_ticked_is_shown_with_reasons_urged_about_and_leads_back()
    {
        var (customer, task) = await OverdueAsync();
        var browser = await app.ClientAsync(Who.MgrEast);
        var page = await browser.GetAsync($"/urging?id={task}&customer={customer}&back=%2Fcustomers%2F{customer}");
        Assert.Equal(2, page.Document.QuerySelectorAll("main tbody tr").Length);
        Assert.Contains(page.Texts("main .notice"), t => t.Contains("1 项当前不能催办", StringComparison.Ordinal));
        var done = await page.FormWith("Form.Note").Set("Form.Note", "请今天联系").SubmitAsync();
        Assert.Equal($"/customers/{customer}", done.Location);
        var record = await done.FollowAsync();
        Assert.Contains(record.Texts(".toast-note"), t => t.Contains("已催办 1 项", StringComparison.Ordinal));
        Assert.Contains(record.Texts("#timeline li"), t => t.Contains("催办了 王海涛", StringComparison.Ordinal) && t.Contains("请今天联系", StringComparison.Ordinal));
        Assert.Contains(record.Texts(".record-main .rows li"), t => t.Contains("已催办 1 次", StringComparison.Ordinal));

        // Once more is too soon, and says so.
        var again = await (await browser.GetAsync($"/urging?id={task}")).FormWith("Form.Note").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Contains("4 小时内已催办过", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_address_is_not_gone_back_to_and_nothing_ticked_leads_back()
    {
        var (_, task) = await OverdueAsync();
        var browser = await app.ClientAsync(Who.Admin);
        var page = await browser.GetAsync($"/urging?id={task}&back=https%3A%2F%2Fevil.example%2F");
        Assert.Equal("/", page.FormWith("Form.Note")["back"]);
        Assert.Equal("/", (await page.FormWith("Form.Note").SubmitAsync()).Location);
        Assert.Equal("/customers", (await browser.GetAsync("/urging?back=%2Fcustomers")).Location);
    }

    [Fact]
    public async Task Boxes_to_tick_are_there_for_those_who_may_urge()
    {
        var (customer, task) = await OverdueAsync();
        var manager = await app.ClientAsync(Who.MgrEast);
        Assert.NotNull((await manager.GetAsync("/customers?size=100")).Document.QuerySelector($"input[form=urge][name=customer][value='{customer}']"));
        Assert.NotNull((await manager.GetAsync("/?team=true")).Document.QuerySelector($"input[form=urge][name=id][value='{task}']"));
        Assert.NotNull((await manager.GetAsync($"/customers/{customer}")).Document.QuerySelector($"a[href^='/urging?id={task}&']"));
        var rep = await app.ClientAsync(Who.RepEast);
        foreach (var address in new[] { "/customers", "/", $"/customers/{customer}" })
            Assert.DoesNotContain("/urging", (await rep.GetAsync(address)).Text, StringComparison.Ordinal);
    }

    private async Task<(int Customer, int Task)> OverdueAsync()
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer($"上海催办页面{++count}号有限公司"));
        var task = await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, Forms.Plan(new DateTime(2026, 11, 18, 11, 0, 0)), app.As(Who.RepEast), None));
        var yesterday = TestClock.Start.AddDays(-1);
        await app.DbAsync(db => db.FollowUps.Where(f => f.Id == task).ExecuteUpdateAsync(s => s.SetProperty(f => f.At, yesterday).SetProperty(f => f.PlannedAt, yesterday)));
        return (customer, task);
    }
}
