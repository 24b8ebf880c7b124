using System.Net;
using CrmWeb.Core.Access;
using CrmWeb.Core.Targets;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages.Reports;

/// <summary>The pages of targets, without script: progress in numbers and words, the form, and the desk.</summary>
public sealed class TargetPagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task A_manager_sets_a_target_and_the_rep_reads_how_it_stands()
    {
        var manager = await app.ClientAsync(Who.MgrEast);
        var page = await manager.GetAsync("/reports/targets");
        var form = await manager.GetAsync(page.Document.QuerySelector("a[href^='/reports/targets/set']")!.GetAttribute("href")!);
        var answer = await form.FormWith("Form.Rows[0].Amount").Set(Cell(form, Who.RepEast, "Customers"), "20").Set(Cell(form, Who.RepEast, "FollowUps"), "１").SubmitAsync();
        Assert.Contains("目标已保存。", (await answer.FollowAsync()).Text, StringComparison.Ordinal);

        var rep = await app.ClientAsync(Who.RepEast);
        var own = await rep.GetAsync("/reports/targets");
        var told = Assert.Single(own.Texts(".targets-table tbody tr"));
        Assert.Contains("王海涛", told, StringComparison.Ordinal);
        Assert.Contains("5.0% · 落后", told, StringComparison.Ordinal);
        Assert.Contains("100.0% · 已达成", told, StringComparison.Ordinal);
        Assert.Empty(own.Document.QuerySelectorAll("a[href^='/reports/targets/set']"));

        // The same stands on the desk, and nothing on that of whoever has no target.
        Assert.Contains("落后", Assert.Single((await rep.GetAsync("/")).Texts(".desk-targets")), StringComparison.Ordinal);
        Assert.Empty((await (await app.ClientAsync(Who.RepEast2)).GetAsync("/")).Texts(".desk-targets"));
    }

    [Fact]
    public async Task Each_number_opens_exactly_what_it_counts()
    {
        foreach (var who in new[] { Who.RepEast, Who.MgrEast, Who.Admin })
        {
            var browser = await app.ClientAsync(who);
            var links = (await browser.GetAsync("/reports/targets")).Document.QuerySelectorAll(".target-numbers a");
            Assert.NotEmpty(links);
            foreach (var number in links)
            {
                var list = await browser.GetAsync(number.GetAttribute("href")!);
                Assert.Equal(HttpStatusCode.OK, list.Status);
                Assert.Equal(number.TextContent.Trim(), string.Concat(list.Texts(".list-total").First().Where(char.IsAsciiDigit)));
            }
        }
    }

    [Fact]
    public async Task What_is_refused_says_why_beside_its_cell_and_keeps_everything_typed()
    {
        var form = await (await app.ClientAsync(Who.MgrEast)).GetAsync("/reports/targets/set?month=2027-01");
        var (bad, good) = (Cell(form, Who.RepEast, "Amount"), Cell(form, Who.RepEast2, "Payments"));
        var refused = await form.FormWith(bad).Set(bad, "-3").Set(good, "5万").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(["目标必须大于 0；没有目标请留空。"], refused.Texts(".invalid-feedback"));
        Assert.Equal(("-3", "5万"), (refused.FormWith(bad)[bad], refused.FormWith(bad)[good]));
    }

    [Fact]
    public async Task The_second_of_two_is_told_the_cell_and_saves_with_both_numbers_in_view()
    {
        var browser = await app.ClientAsync(Who.MgrEast);
        var (one, other) = (await browser.GetAsync("/reports/targets/set?month=2027-02"), await browser.GetAsync("/reports/targets/set?month=2027-02"));
        var (cell, further) = (Cell(one, Who.RepEast, "Amount"), Cell(one, Who.RepEast2, "FollowUps"));
        await one.FormWith(cell).Set(cell, "100").SubmitAsync();
        var conflict = await other.FormWith(cell).Set(cell, "200").Set(further, "7").SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Equal(["他人已改为 ¥100.00"], conflict.Texts(".invalid-feedback"));
        Assert.Equal(("200", "7"), (conflict.FormWith(cell)[cell], conflict.FormWith(cell)[further]));
        Assert.True((await conflict.FormWith(cell).SubmitAsync()).IsRedirect);
        Assert.Equal("200", (await browser.GetAsync("/reports/targets/set?month=2027-02")).FormWith(cell)[cell]);
    }

    [Fact]
    public async Task Last_month_fills_the_form_and_is_not_saved_by_that()
    {
        await app.DbAsync(async db =>
        {
            db.SalesTargets.Add(new SalesTarget(new DateOnly(2027, 3, 1), app.Company[Who.RepEast].Id, null, new TargetValues(12345.6m, null, null, 9)));
            return await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        });
        var browser = await app.ClientAsync(Who.MgrEast);
        var form = await browser.GetAsync("/reports/targets/set?month=2027-04");
        var (cell, further) = (Cell(form, Who.RepEast, "Amount"), Cell(form, Who.RepEast2, "Amount"));
        var copy = form.Document.QuerySelector("button[formaction]")!.GetAttribute("formaction")!;
        var copied = await form.FormWith(cell).Set(further, "1").To(copy).SubmitAsync();
        Assert.Equal(("12345.6", "1"), (copied.FormWith(cell)[cell], copied.FormWith(cell)[further]));
        var again = await browser.GetAsync("/reports/targets/set?month=2027-04");
        Assert.True(string.IsNullOrEmpty(again.FormWith(cell)[cell]));
    }

    [Fact]
    public async Task Copying_says_how_many_cells_it_filled_and_from_which_month()
    {
        await app.DbAsync(async db =>
        {
            db.SalesTargets.Add(new SalesTarget(new DateOnly(2027, 6, 1), app.Company[Who.RepEast].Id, null, new TargetValues(null, null, 7, null)));
            return await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        });
        var form = await (await app.ClientAsync(Who.MgrEast)).GetAsync("/reports/targets/set?month=2027-09");
        var (cell, copy) = (Cell(form, Who.RepEast, "Customers"), form.Document.QuerySelector("button[formaction]")!.GetAttribute("formaction")!);
        var none = await form.FormWith(cell).To(copy).SubmitAsync();
        Assert.Contains("空白的格子在2027年8月也没有目标", none.Text, StringComparison.Ordinal);
        var copied = await none.FormWith(cell).Set("From", "2027-06").To(copy).SubmitAsync();
        Assert.Contains("已用2027年6月的目标填入 1 个空白的格子", copied.Text, StringComparison.Ordinal);
        Assert.Equal(("7", "2027-06"), (copied.FormWith(cell)[cell], copied.FormWith(cell)["From"]));
    }

    [Fact]
    public async Task A_rep_has_no_form_and_nobody_another_branch()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.ClientAsync(Who.RepEast)).GetAsync("/reports/targets/set")).Status);
        var manager = await app.ClientAsync(Who.MgrEast);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync($"/reports/targets?department={app.Company.DepartmentSouth}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync($"/reports/targets/set?department={app.Company.DepartmentSouth}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await manager.GetAsync("/reports/targets?month=soon")).Status);
        Assert.DoesNotContain("林志强", (await manager.GetAsync("/reports/targets")).Text, StringComparison.Ordinal);
    }

    /// <summary>The name of somebody's cell in the form.</summary>
    private string Cell(PageAnswer form, Who who, string measure)
    {
        var subject = form.Document.QuerySelector($"[value='u{app.Company[who].Id}']")!.GetAttribute("name")!;
        return subject.Replace("Subject", measure, StringComparison.Ordinal);
    }
}
