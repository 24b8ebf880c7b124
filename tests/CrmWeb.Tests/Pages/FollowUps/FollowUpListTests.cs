using System.Net;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages.FollowUps;

/// <summary>The lists: overdue, today, planned, done; one's own or the team's.</summary>
public sealed class FollowUpListTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Each_tab_counts_and_shows_the_same_rows()
    {
        await PlanAsync("今天下午", new DateTime(2026, 11, 18, 15, 0, 0));
        await PlanAsync("下周", new DateTime(2026, 11, 25, 15, 0, 0));
        var browser = await app.ClientAsync(Who.RepEast);
        foreach (var (list, index) in new[] { ("overdue", 0), ("today", 1), ("planned", 2) })
        {
            var page = await browser.GetAsync($"/follow-ups?list={list}&size=100");
            var counted = int.Parse(page.Texts(".tab-count")[index], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(counted, page.Document.QuerySelectorAll("tbody tr").Length);
        }

        var done = await browser.GetAsync("/follow-ups?list=done");
        Assert.Contains($"/follow-ups/{app.Company.DoneFollowUp}", done.Document.QuerySelectorAll("tbody a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task Without_a_list_the_overdue_come_first_if_there_are_any()
    {
        var browser = await app.ClientAsync(Who.RepEast);
        Assert.StartsWith("今天", Assert.Single((await browser.GetAsync("/follow-ups")).Texts(".tabs a[aria-current]")), StringComparison.Ordinal);
        await PlanAsync("十点一刻", new DateTime(2026, 11, 18, 10, 15, 0));
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        try
        {
            var page = await browser.GetAsync("/follow-ups");
            Assert.StartsWith("已逾期", Assert.Single(page.Texts(".tabs a[aria-current]")), StringComparison.Ordinal);
            Assert.Contains("逾期 15 分钟", page.Texts(".due-overdue"));
        }
        finally
        {
            app.Clock.Now = TestClock.Start;
        }
    }

    [Fact]
    public async Task A_manager_switches_to_the_team_and_a_rep_cannot()
    {
        var address = $"/follow-ups/{app.Company.PlannedFollowUp}";
        var manager = await app.ClientAsync(Who.MgrEast);
        Assert.DoesNotContain(address, (await manager.GetAsync("/follow-ups?list=planned")).Text);
        var team = await manager.GetAsync("/follow-ups?list=planned&team=true");
        Assert.Contains(address, team.Text);
        Assert.Contains(team.Texts("tbody td"), t => t.Contains("王海涛"));

        var rep = await (await app.ClientAsync(Who.RepEast2)).GetAsync("/follow-ups?list=planned&team=true");
        Assert.Empty(rep.Document.QuerySelectorAll(".switch"));
        Assert.DoesNotContain(address, rep.Text);
        Assert.DoesNotContain(address, (await (await app.ClientAsync(Who.MgrSouth)).GetAsync("/follow-ups?list=planned&team=true")).Text);
    }

    [Theory]
    [InlineData("list=nope")]
    [InlineData("team=perhaps")]
    [InlineData("p=x")]
    [InlineData("size=0")]
    [InlineData("size=1000")]
    public async Task What_means_nothing_is_answered_400(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups?{query}")).Status);

    [Theory]
    [InlineData(Who.Service)]
    [InlineData(Who.Marketer)]
    public async Task Those_who_write_nothing_are_offered_nothing_to_write(Who who)
    {
        var page = await (await app.ClientAsync(who)).GetAsync("/follow-ups");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("/follow-ups/new", page.Text);
    }

    private Task PlanAsync(string subject, DateTime local) => app.WithAsync<FollowUpService>(w =>
        w.PlanAsync(app.Company.EastCustomer, Forms.Plan(local, subject), app.As(Who.RepEast), None));
}
