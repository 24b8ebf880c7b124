using System.Globalization;
using System.Net;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>The desk: what is due with the last words, who has waited longest, where the customers stand.</summary>
public sealed class DeskTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_due_task_comes_with_the_last_words_the_next_step_and_a_phone_to_tap()
    {
        await PlanAsync("今天打电话", new DateTime(2026, 11, 18, 16, 0, 0));
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync("/");
        var row = page.Texts(".due-rows li").First(t => t.Contains("今天打电话"));
        Assert.Contains(TestCompany.EastName, row);
        Assert.Contains("愿意看方案", row);
        Assert.NotNull(page.Document.QuerySelector($".due-rows a[href='tel:{TestCompany.EastMobile}']"));
        Assert.NotNull(page.Document.QuerySelector($".due-rows a[href='/follow-ups/new?customer={app.Company.EastCustomer}']"));
    }

    [Theory]
    [InlineData(Who.RepEast)]
    [InlineData(Who.MgrEast)]
    [InlineData(Who.Admin)]
    public async Task Every_number_opens_exactly_the_rows_counted(Who who)
    {
        var browser = await app.ClientAsync(who);
        var page = await browser.GetAsync("/");
        foreach (var link in page.Document.QuerySelectorAll("a.stat, .stage-counts a, .team-number"))
        {
            var number = (link.QuerySelector(".stat-value, .num") ?? link).TextContent.Trim();
            var behind = await browser.GetAsync(link.GetAttribute("href")! + (link.GetAttribute("href")!.Contains('?') ? "&size=100" : "?size=100"));
            Assert.Equal(HttpStatusCode.OK, behind.Status);
            Assert.Equal(number, behind.Document.QuerySelectorAll("main tbody tr").Length.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task A_manager_begins_with_the_team_and_switches_to_their_own()
    {
        var manager = await app.ClientAsync(Who.MgrEast);
        await PlanAsync("团队可见", new DateTime(2026, 11, 18, 17, 0, 0));
        var team = await manager.GetAsync("/");
        Assert.Contains("团队可见", team.Text);
        Assert.Equal(["我的", "团队"], team.Texts(".switch a"));
        Assert.DoesNotContain("团队可见", (await manager.GetAsync("/?team=false")).Text);
    }

    [Theory]
    [InlineData(Who.RepEast2)]
    [InlineData(Who.RepSouth)]
    [InlineData(Who.MgrSouth)]
    public async Task What_others_have_to_do_is_on_nobody_elses_desk(Who who)
    {
        await PlanAsync("别人看不到", new DateTime(2026, 11, 18, 18, 0, 0));
        var page = await (await app.ClientAsync(who)).GetAsync("/?team=true");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("别人看不到", page.Text);
    }

    [Theory]
    [InlineData(Who.Service)]
    [InlineData(Who.Marketer)]
    public async Task A_desk_without_customers_says_what_to_do(Who who)
    {
        var page = await (await app.ClientAsync(who)).GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("您名下还没有客户", page.Texts(".empty-title"));
        Assert.DoesNotContain("/follow-ups/new", page.Text);
    }

    [Fact]
    public async Task A_customer_with_nothing_planned_counts_its_days()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("上海久等客户有限公司"));
        app.Clock.Advance(TimeSpan.FromDays(9));
        try
        {
            var browser = await app.SignInAsync(Who.RepEast);
            var page = await browser.GetAsync("/");
            Assert.Contains(page.Texts(".record-side .rows li"), t => t.Contains("上海久等客户有限公司") && t.Contains("9 天未跟进"));
            Assert.Contains($"/follow-ups/new?customer={id}", page.Text);
        }
        finally
        {
            app.Clock.Now = TestClock.Start;
        }
    }

    [Fact]
    public async Task A_desk_nobody_has_is_answered_400() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await app.ClientAsync(Who.RepEast)).GetAsync("/?team=perhaps")).Status);

    private Task PlanAsync(string subject, DateTime local) => app.WithAsync<FollowUpService>(w =>
        w.PlanAsync(app.Company.EastCustomer, Forms.Plan(local, subject), app.As(Who.RepEast), None));
}
