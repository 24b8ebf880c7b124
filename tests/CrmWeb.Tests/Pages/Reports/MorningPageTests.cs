using System.Net;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Reports;

/// <summary>The manager's morning, without script: numbers that open their rows, and urging from there.</summary>
public sealed class MorningPageTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task A_number_opens_as_many_rows_and_what_is_overdue_is_urged_from_the_page()
    {
        // The plan of the test company was for an hour ago, and nobody has been followed up for days.
        var (before, idle) = (app.Clock.Now.AddHours(-1), app.Clock.Now.AddDays(-9));
        await app.DbAsync(db => db.FollowUps.Where(f => f.Id == app.Company.PlannedFollowUp).ExecuteUpdateAsync(s => s.SetProperty(f => f.At, before).SetProperty(f => f.PlannedAt, before)));
        await app.DbAsync(db => db.Customers.ExecuteUpdateAsync(s => s.SetProperty(c => c.IdleSince, idle).SetProperty(c => c.NextFollowUpAt, c => c.NextFollowUpAt == null ? null : before)));
        var browser = await app.ClientAsync(Who.MgrEast);
        var page = await browser.GetAsync("/reports/morning");
        Assert.Equal((HttpStatusCode.OK, "晨会"), (page.Status, Assert.Single(page.Texts("h1"))));
        var numbers = page.Document.QuerySelectorAll(".report-part td[data-label=逾期任务] a, .report-part td[data-label=沉默客户] a");
        Assert.NotEmpty(numbers);
        foreach (var number in numbers)
        {
            var list = await browser.GetAsync(number.GetAttribute("href")!);
            Assert.Equal(HttpStatusCode.OK, list.Status);
            Assert.Equal(number.TextContent.Trim(), string.Concat(list.Texts(".list-total").First().Where(char.IsAsciiDigit)));
        }

        // All that is overdue at once, through the page there is, and back again.
        var urging = await browser.GetAsync(page.Document.QuerySelectorAll(".morning-urge a").First(a => a.GetAttribute("href")!.Contains("allTasks=", StringComparison.Ordinal)).GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, urging.Status);
        var answer = await urging.FormWith("Form.Note").SubmitAsync();
        Assert.Equal("/reports/morning", answer.Location);
        Assert.Equal(1, await app.DbAsync(db => db.Urges.CountAsync(u => u.FollowUpId == app.Company.PlannedFollowUp)));

        var silent = await browser.GetAsync(page.Document.QuerySelectorAll(".morning-urge a").First(a => a.GetAttribute("href")!.Contains("all=watch", StringComparison.Ordinal)).GetAttribute("href")!);
        Assert.Contains(TestCompany.EastName, silent.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(TestCompany.SouthName, silent.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rep_finds_neither_the_page_nor_a_link_to_it_and_another_branch_is_nobody_s()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync("/reports/morning")).Status);
        Assert.Empty((await rep.GetAsync("/reports")).Document.QuerySelectorAll("a[href='/reports/morning']"));
        var manager = await app.ClientAsync(Who.MgrEast);
        Assert.NotEmpty((await manager.GetAsync("/?team=true")).Document.QuerySelectorAll("main a[href='/reports/morning']"));
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync($"/reports/morning?department={app.Company.DepartmentSouth}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await manager.GetAsync("/reports/morning?department=x")).Status);
        Assert.DoesNotContain("林志强", (await manager.GetAsync("/reports/morning")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reports_of_money_say_what_they_count_in_both_languages_and_are_taken_along()
    {
        foreach (var code in new[] { "team", "forecast", "order-share" })
        {
            var browser = await app.ClientAsync(Who.MgrEast);
            var page = await browser.GetAsync($"/reports/{code}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/reports/{code}/export")).Status);
            if (code != "forecast")
                Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync($"/reports/{code}?periodFrom=1901-01-01&periodTo=8999-12-31")).Status);
        }

        var rep = await (await app.ClientAsync(Who.RepEast)).GetAsync("/reports/team");
        Assert.Equal("个人业绩分析表", Assert.Single(rep.Texts("h1")));
        Assert.Single(rep.Document.QuerySelectorAll(".report-part"));
    }
}
