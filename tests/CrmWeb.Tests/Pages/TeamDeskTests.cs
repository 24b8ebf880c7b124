using System.Globalization;
using System.Net;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>The team's desk by colleague: what each has left undone, with the way to just those rows, and to urging.</summary>
public sealed class TeamDeskTests(TeamApp app) : IClassFixture<TeamApp>
{
    private static readonly string[] Columns = ["已逾期", "今天待办", "久未跟进", "停滞", "今日已跟进"];

    [Theory]
    [InlineData(Who.MgrEast)]
    [InlineData(Who.MgrSouth)]
    [InlineData(Who.Admin)]
    public async Task Each_number_opens_exactly_the_rows_it_counts(Who who)
    {
        var browser = await app.ClientAsync(who);
        var desk = await browser.GetAsync("/");
        List<string> wrong = [];
        foreach (var number in desk.Document.QuerySelectorAll(".team-number"))
        {
            var list = await browser.GetAsync($"{number.GetAttribute("href")}&size=100");
            var rows = list.Document.QuerySelectorAll("main tbody tr").Length;
            if (list.Status != HttpStatusCode.OK || number.TextContent.Trim() != rows.ToString(CultureInfo.InvariantCulture))
                wrong.Add($"{number.GetAttribute("aria-label")} leads to {rows} rows: {number.GetAttribute("href")}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_manager_sees_how_each_of_the_branch_stands_and_nobody_elses_figures()
    {
        var rows = await RowsAsync(Who.MgrEast);
        Assert.Equal([2, 1, 2, 1, 1], rows["王海涛"]);
        Assert.Equal([1, 0, 1, 1, 0], rows["李思敏"]);
        Assert.True(rows.ContainsKey("何家宝"));
        Assert.False(rows.ContainsKey("黄嘉怡"));

        // One of the south's customers is shared with the east's manager; of its owner's figures that one alone is seen.
        Assert.Equal([0, 0, 1, 1, 0], rows["林志强"]);
        foreach (var above in new[] { Who.MgrSouth, Who.Admin })
        {
            var seen = await RowsAsync(above);
            Assert.Equal([0, 0, 2, 1, 0], seen["林志强"]);
        }
    }

    [Theory]
    [InlineData(Who.RepEast)]
    [InlineData(Who.Service)]
    public async Task Whoever_leads_nobody_has_no_such_block(Who who) =>
        Assert.Null((await (await app.ClientAsync(who)).GetAsync("/?team=true")).Document.QuerySelector(".team"));

    [Fact]
    public async Task What_one_colleague_has_left_undone_is_urged_about_at_once()
    {
        var browser = await app.ClientAsync(Who.MgrEast);
        var desk = await browser.GetAsync("/");
        var link = desk.Document.QuerySelector("a[aria-label='催办 李思敏']")!.GetAttribute("href")!;
        var page = await browser.GetAsync(link);
        Assert.Equal(2, page.Document.QuerySelectorAll("main tbody tr").Length);
        var done = await page.FormWith("Form.Note").SubmitAsync();
        Assert.Equal("/?team=true", done.Location);
        var after = await done.FollowAsync();
        Assert.Contains(after.Texts(".toast-note"), t => t.Contains("已催办 2 项", StringComparison.Ordinal));
        Assert.Contains(after.Texts(".due-rows li"), t => t.Contains("李思敏", StringComparison.Ordinal) && t.Contains("已催办 1 次", StringComparison.Ordinal));

        // Of colleagues elsewhere, and of one's own, there is nothing to urge about; a rep urges nobody.
        foreach (var other in new[] { Who.MgrSouth, Who.MgrEast })
            Assert.Equal("/", (await browser.GetAsync($"/urging?person={app.Company[other].Id}")).Location);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.ClientAsync(Who.RepEast)).GetAsync(link)).Status);
    }

    private async Task<Dictionary<string, int[]>> RowsAsync(Who who)
    {
        var page = await (await app.ClientAsync(who)).GetAsync("/");
        return page.Document.QuerySelectorAll(".team-table tbody tr").ToDictionary(
            row => row.QuerySelector(".primary-link")!.TextContent,
            row => Columns.Select(c => int.Parse(row.QuerySelector($"td[data-label='{c}'] a")!.TextContent.Trim(), CultureInfo.InvariantCulture)).ToArray());
    }
}

/// <summary>The company after three weeks, with different things left undone by different people.</summary>
public sealed class TeamApp : CrmApp, IAsyncLifetime
{
    private static readonly DateTime Today = new(2026, 12, 9, 1, 0, 0, DateTimeKind.Utc);

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        var east = await NewAsync(Who.RepEast, 3);
        var (second, south) = ((await NewAsync(Who.RepEast2, 1))[0], await NewAsync(Who.RepSouth, 1));
        foreach (var (customer, who) in new[] { (east[0], Who.RepEast), (second, Who.RepEast2) })
            await PlanAsync(customer, who, new DateTime(2026, 11, 20, 9, 0, 0));
        int[] quoted = [east[1], second, south[0]];
        var stage = await DbAsync(db => db.Stages.Where(s => s.Code == "quotation").Select(s => s.Id).SingleAsync());
        await DbAsync(db => db.Customers.Where(c => quoted.Contains(c.Id)).ExecuteUpdateAsync(s => s.SetProperty(c => c.StageId, stage)));
        await DbAsync(async db =>
        {
            (await db.Customers.Include(c => c.Collaborators).SingleAsync(c => c.Id == south[0])).AddCollaborator(new CrmWeb.Core.Customers.Collaborator(Company[Who.MgrEast].Id, canEdit: false, until: null));
            return await db.SaveChangesAsync(As(Who.Admin), CancellationToken.None);
        });

        Clock.Now = Today;
        await PlanAsync(east[1], Who.RepEast, new DateTime(2026, 12, 9, 17, 0, 0));
        await WithAsync<FollowUpService, int>(w => w.RecordAsync(east[2], Forms.Record(new DateTime(2026, 12, 9, 8, 30, 0)), As(Who.RepEast), CancellationToken.None));
    }

    private async Task<int[]> NewAsync(Who who, int many)
    {
        List<int> ids = [];
        for (var i = 0; i < many; i++)
            ids.Add(await RegisterAsync(who, Forms.Customer($"{who}团队测试第{i}号阀门厂")));
        return [.. ids];
    }

    private Task PlanAsync(int customer, Who who, DateTime local) =>
        WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, Forms.Plan(local), As(who), CancellationToken.None));
}
