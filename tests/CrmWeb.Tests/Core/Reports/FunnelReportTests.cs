using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Reports;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Reports;

/// <summary>The funnel and the other reports about the way through the pipeline, with figures computed by hand.</summary>
public sealed class FunnelReportTests(ReportFixture fixture) : IClassFixture<ReportFixture>
{
    private static readonly ReportFilter November = new() { PeriodFrom = "2026-11-01", PeriodTo = "2026-11-30" };

    /// <summary>Standing now, reached, further, lost, open.</summary>
    [Theory]
    [InlineData(Who.Admin, "2 6 4 0 2", "1 4 3 1 0", "1 3 2 0 1", "0 1 1 0 0", "2 1 0 0 1")]
    [InlineData(Who.Marketer, "2 6 4 0 2", "1 4 3 1 0", "1 3 2 0 1", "0 1 1 0 0", "2 1 0 0 1")]
    [InlineData(Who.MgrEast, "1 4 3 0 1", "0 4 3 1 0", "1 3 2 0 1", "0 1 1 0 0", "2 1 0 0 1")]
    [InlineData(Who.MgrSouth, "1 2 1 0 1", "1 0 0 0 0", "0 0 0 0 0", "0 0 0 0 0", "0 0 0 0 0")]
    [InlineData(Who.RepEast, "1 2 1 0 1", "0 2 2 0 0", "1 2 1 0 1", "0 0 0 0 0", "1 0 0 0 0")]
    [InlineData(Who.RepEast2, "1 2 1 0 1", "0 1 0 1 0", "0 0 0 0 0", "0 0 0 0 0", "0 0 0 0 0")]
    public async Task Each_step_counts_who_stands_there_and_what_became_of_those_who_came_so_far_in_November(Who who, params string[] steps)
    {
        var table = (await fixture.ReadAsync("funnel", November, fixture.As(who))).Tables[0];
        Assert.Equal(steps, table.Rows.Take(steps.Length).Select(r => string.Join(' ', new[] { 0, 1, 4, 7, 8 }.Select(i => r.Cells[i].Value))));
        Assert.Equal([], table.Rows.Skip(5).SelectMany(r => r.Cells.Skip(1)).Where(c => c.Value is > 0));
    }

    [Fact]
    public async Task The_time_to_the_next_step_is_the_median_of_those_who_did_not_skip()
    {
        var table = (await fixture.ReadAsync("funnel", November, fixture.As(Who.Admin))).Tables[0];

        // 9.5, 1, 2 and 11 days; 10 and 2, one skipped; 20.5 and 1; 23 days and 15:59:59.
        Assert.Equal([5.75m, 6m, 10.75m, 23.6m, null], table.Rows.Take(5).Select(r => r.Cells[9].Value));
        Assert.Equal([0.6667m, 0.75m, 0.6667m, 1m], table.Rows.Take(4).Select(r => decimal.Round(r.Cells[5].Value!.Value, 4)));
    }

    [Fact]
    public async Task The_edge_of_the_month_lies_at_midnight_in_Shanghai()
    {
        var october = (await fixture.ReadAsync("funnel", new ReportFilter { PeriodFrom = "2026-10-01", PeriodTo = "2026-10-31" }, fixture.As(Who.Admin))).Tables[0];
        Assert.Equal(1, october.Rows[0].Cells[1].Value);
        var december = (await fixture.ReadAsync("funnel", new ReportFilter { PeriodFrom = "2026-12-01", PeriodTo = "2026-12-01" }, fixture.As(Who.Admin))).Tables[0];
        Assert.Equal([0, 1, 0, 1, 1], december.Rows.Take(5).Select(r => r.Cells[1].Value));

        // 5 more than one of October, 环比.
        var november = (await fixture.ReadAsync("funnel", November, fixture.As(Who.Admin))).Tables[0];
        Assert.Equal(5m, november.Rows[0].Cells[2].Value);
        Assert.Null(november.Rows[0].Cells[3].Value);

        var growth = (await fixture.ReadAsync("growth", new ReportFilter { PeriodFrom = "2026-10-01", PeriodTo = "2026-12-31" }, fixture.As(Who.Admin))).Tables[0];
        Assert.Equal([1, 6, 0], growth.Rows.Select(r => r.Cells[0].Value));
        Assert.Equal([0, 1, 1], growth.Rows.Select(r => r.Cells[3].Value));
    }

    [Fact]
    public async Task A_lost_customer_counts_as_long_as_it_is_lost()
    {
        var table = (await fixture.ReadAsync("losses", November, fixture.As(Who.Admin))).Tables[0];
        Assert.Equal(1, table.Rows.Single(r => r.IsTotal).Cells[0].Value);
        Assert.Equal(2, table.Rows.Count(r => !r.IsTotal));
        Assert.Equal(0, (await fixture.ReadAsync("losses", November, fixture.As(Who.MgrSouth))).Tables[0].Rows.Single(r => r.IsTotal).Cells[0].Value);
    }

    [Fact]
    public async Task The_team_is_compared_by_those_who_see_it_and_a_department_takes_its_customers_along_when_it_moves()
    {
        Assert.Single((await fixture.ReadAsync("funnel", November, fixture.As(Who.RepEast))).Tables);
        Assert.Single((await fixture.ReadAsync("funnel", November, fixture.As(Who.Marketer))).Tables);
        Assert.Equal(["  华东区 5 4 1", "    上海组 4 3 0", "    杭州组 1 1 1", "= 5 4 1"], await ByDepartmentAsync(Who.MgrEast));
        Assert.Equal(["  华东区 5 4 1", "    上海组 4 3 0", "    杭州组 1 1 1", "  华南区 2 2 0", "= 7 6 1"], await ByDepartmentAsync(Who.Admin));

        await MoveAsync(fixture.Company.DepartmentSouth);
        try
        {
            Assert.Equal(["  华东区 4 3 0", "    上海组 4 3 0", "  华南区 3 3 1", "    杭州组 1 1 1", "= 7 6 1"], await ByDepartmentAsync(Who.Admin));
        }
        finally
        {
            await MoveAsync(fixture.Company.DepartmentEast);
        }
    }

    [Fact]
    public async Task Health_is_compared_by_the_same_departments()
    {
        async Task<IEnumerable<string>> NamedAsync(Who who, string? department = null) =>
            (await fixture.ReadAsync("health", new ReportFilter { Department = department }, fixture.As(who))).Tables[1].Rows
                .Where(r => !r.IsTotal).Select(r => $"{r.Depth} {r.Label}");
        Assert.Equal(["0 华东区", "1 上海组", "1 杭州组"], await NamedAsync(Who.MgrEast));
        Assert.Equal(["0 华东区", "1 上海组", "1 杭州组", "0 华南区"], await NamedAsync(Who.Admin));
        Assert.Equal(["1 上海组"], await NamedAsync(Who.Admin, $"{fixture.Company.DepartmentShanghai}"));
    }

    [Fact]
    public async Task By_owner_the_rows_add_up_to_the_total()
    {
        var table = (await fixture.ReadAsync("funnel", November, fixture.As(Who.Admin))).Tables[2];
        Assert.Equal(["何家宝", "李思敏", "林志强", "王海涛", "="], table.Rows.Select(r => r.IsTotal ? "=" : r.Label));
        foreach (var column in new[] { 0, 1, table.Columns.Count - 2 })
            Assert.Equal(table.Rows[^1].Cells[column].Value, table.Rows.SkipLast(1).Sum(r => r.Cells[column].Value));
    }

    /// <summary>Of the period reached, further and lost; of the one before reached and further; of the year before reached alone.</summary>
    [Fact]
    public async Task Of_each_period_only_what_is_shown_is_asked()
    {
        var by = fixture.As(Who.Admin);
        await fixture.ReadAsync("funnel", November, by);
        fixture.Sql.Clear();
        var steps = (await fixture.ReadAsync("funnel", November, by)).Tables[0].Rows.Count(r => r.Cells[1].Value is not null);
        var parts = fixture.Sql.Commands.Select(c => c.Split("UNION ALL").Length).ToList();
        foreach (var asked in new[] { (3 * steps) - 2, (2 * steps) - 1, steps })
            Assert.Single(parts, p => p == asked);
    }

    private async Task<IEnumerable<string>> ByDepartmentAsync(Who who)
    {
        var table = (await fixture.ReadAsync("funnel", November, fixture.As(who))).Tables[1];
        return table.Rows.Select(r => $"{(r.IsTotal ? "" : new string(' ', 2 * (r.Depth + 1)))}{(r.IsTotal ? "=" : r.Label)} {r.Cells[0].Value} {r.Cells[1].Value} {r.Cells[^2].Value}");
    }

    private async Task MoveAsync(int parent)
    {
        await fixture.DbAsync(db => db.Departments.Where(d => d.Id == fixture.Company.DepartmentHangzhou).ExecuteUpdateAsync(s => s.SetProperty(d => d.ParentId, parent)));
        await fixture.WithAsync<DepartmentTree>(tree =>
        {
            tree.Invalidate();
            return Task.CompletedTask;
        });
    }
}
