using System.Text;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Reports.Funnel;
using Xunit;

namespace CrmWeb.Tests.Core.Reports;

/// <summary>What spreadsheets make of a report's file, and how the middle of many times is found.</summary>
[Trait("Category", "Pure")]
public sealed class ReportCsvTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("＝cmd", "'＝cmd")]
    [InlineData("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0")]
    [InlineData("\tx", "'\tx")]
    [InlineData("-5", "-5")]
    [InlineData("+86 138 0013 8000", "+86 138 0013 8000")]
    [InlineData("华东区, \"上海\"", "\"华东区, \"\"上海\"\"\"")]
    [InlineData("", "")]
    public void A_text_that_begins_like_a_formula_is_none(string text, string cell) => Assert.Equal(cell, CsvCell.Text(text));

    [Fact]
    public void The_file_begins_with_its_mark_and_numbers_are_numbers()
    {
        var table = new ReportTable("表", "部门", [new ReportColumn("客户"), new ReportColumn("率", ReportUnit.Share)], [new ReportRow("=上海", [new ReportCell(12), new ReportCell(0.25m)]), new ReportRow("杭州", [new ReportCell(0), new ReportCell(null)])]);
        var file = ReportCsv.Of(new ReportResult(null, [table]));
        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        Assert.Equal("表\r\n部门,客户,率\r\n'=上海,12,0.25\r\n杭州,0,\r\n", Encoding.UTF8.GetString(file[3..]));
    }

    [Fact]
    public void The_median_is_the_middle_one_or_half_way_between_two()
    {
        Assert.Null(FunnelQueries.Median([]));
        Assert.Equal(1.5m, FunnelQueries.Median([(15, 1)]));
        Assert.Equal(2m, FunnelQueries.Median([(30, 1), (10, 1)]));
        Assert.Equal(1m, FunnelQueries.Median([(10, 5), (900, 4)]));
    }

    [Fact]
    public void Whoever_is_still_there_has_stayed_at_least_so_long()
    {
        // Four left after a day, four are there for three: half have left after a day. Of five that stay, it is not yet known.
        Assert.Equal(1m, StageTimeReport.Expected([(10, 4)], [(30, 4)]));
        Assert.Null(StageTimeReport.Expected([(10, 4)], [(30, 5)]));

        // Those who came an hour ago say nothing about the second day.
        Assert.Equal(2m, StageTimeReport.Expected([(10, 1), (20, 3)], [(0, 100)]));

        // Where all have left it is the middle one, whatever fourteenths come to.
        Assert.Equal(7m, StageTimeReport.Expected([.. Enumerable.Range(1, 14).Select(day => (10L * day, 1))], []));
    }
}
