using System.Globalization;
using System.Text;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Exports.Paper;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Reports;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using UglyToad.PdfPig;
using Xunit;

namespace CrmWeb.Tests.Core.Reports;

/// <summary>What a printed report says, read back out of it.</summary>
public sealed class ReportPdfTests(CoreFixture crm) : IClassFixture<CoreFixture>
{
    [Theory]
    [InlineData("𠮷野家（上海）")]
    [InlineData("￥1,280.50 ≥ ¥1,000")]
    [InlineData("繁體字型與簡体字")]
    [InlineData("户部门 — “引号” …①")]
    public async Task Chinese_can_be_read_out_again_as_it_was(string label)
    {
        var pages = Pages(await PrintAsync(new ReportTable("各部门", "部门", [new ReportColumn("客户数")], [new ReportRow(label, [new ReportCell(12)])])));
        Assert.Contains(Plain(label), Plain(pages.Single()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_character_that_no_font_has_is_a_box_and_no_fault()
    {
        var pages = Pages(await PrintAsync(new ReportTable("表", "部门", [new ReportColumn("数")], [new ReportRow("华东😀区", [new ReportCell(1)])])));
        Assert.Contains("华东□区", Plain(pages.Single()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_heads_of_a_long_table_stand_on_every_page_with_its_number_and_the_mark()
    {
        var rows = Enumerable.Range(1, 200).Select(i => new ReportRow($"第{i}个部门", [new ReportCell(i), new ReportCell(i / 1000m)])).ToList();
        var file = await PrintAsync(new ReportTable("各部门客户", "部门名称", [new ReportColumn("新增客户数"), new ReportColumn("转化率", ReportUnit.Share, "成交客户占全部客户的比例")], rows));
        var pages = Pages(file).ConvertAll(Plain);
        Assert.InRange(pages.Count, 4, 8);
        Assert.All(pages, (page, i) =>
        {
            Assert.Contains($"第{i + 1}页共{pages.Count}页", page, StringComparison.Ordinal);
            Assert.Contains("导出人：测试员", page, StringComparison.Ordinal);
            Assert.Contains("部门名称", page, StringComparison.Ordinal);
            Assert.Contains("新增客户数", page, StringComparison.Ordinal);
        });
        var all = string.Concat(pages);
        Assert.All(rows, row => Assert.Contains(row.Label, all, StringComparison.Ordinal));
        Assert.Contains("转化率：成交客户占全部客户的比例", all, StringComparison.Ordinal);

        // A part of the font is in the file, not all of its ten megabytes.
        Assert.Contains("/FontFile2", Encoding.Latin1.GetString(file), StringComparison.Ordinal);
        Assert.InRange(file.Length, 10_000, 400_000);
    }

    [Fact]
    public async Task Columns_that_do_not_fit_beside_each_other_go_on_below_with_the_same_rows()
    {
        var columns = Enumerable.Range(1, 30).Select(i => new ReportColumn($"栏目{i:D2}")).ToList();
        var file = await PrintAsync(new ReportTable("宽表", "部门", columns, [new ReportRow("华东销售部", [.. columns.Select((_, i) => new ReportCell(1000 + i))])]));
        using var paper = PdfDocument.Open(file);
        Assert.All(paper.GetPages(), page => Assert.True(page.Width > page.Height));
        var all = Plain(string.Concat(paper.GetPages().Select(p => p.Text)));
        for (var i = 0; i < columns.Count; i++)
        {
            Assert.Contains(columns[i].Name, all, StringComparison.Ordinal);
            Assert.Contains((1000 + i).ToString("N0", CultureInfo.InvariantCulture), all, StringComparison.Ordinal);
        }

        Assert.True(all.Split("华东销售部").Length > 3);
    }

    [Fact]
    public void A_line_begins_with_no_closing_mark_and_ends_with_no_opening_one_and_a_word_is_whole()
    {
        using var text = new PaperText();
        Assert.Equal(["推进用时", "（中位天", "数）。"], text.Lines("推进用时（中位天数）。", 5.5 * PaperSheet.Usual, PaperSheet.Usual));
        Assert.Equal(["客户数 of", "customers"], text.Lines("客户数 of customers", 7 * PaperSheet.Usual, PaperSheet.Usual));
        Assert.Equal("A123456789", string.Concat(text.Lines("A123456789", 20, PaperSheet.Usual)));
    }

    [Fact]
    public async Task More_than_is_read_on_paper_is_refused_beside_the_format_and_not_noted()
    {
        var row = new ReportRow("部门", [new ReportCell(1)]);
        var copy = Copy(new ReportTable("表", "部门", [new ReportColumn("数")], [.. Enumerable.Repeat(row, 31_000)]));
        var before = await NotedAsync();
        var refused = await Assert.ThrowsAsync<ValidationException>(() => BeginAsync(copy, ExportFormat.Pdf));
        Assert.Equal("Format", refused.Errors.Single().PropertyName);
        Assert.Equal(before, await NotedAsync());
        Assert.NotEmpty((await BeginAsync(copy, ExportFormat.Csv)).Content);
    }

    private static ReportCopy Copy(ReportTable table) => new("funnel", "报表", "", "2026-11-01 至 2026-11-30", ["部门：华东"], new ReportResult(null, [table]));

    private static List<string> Pages(byte[] file)
    {
        using var paper = PdfDocument.Open(file);
        return [.. paper.GetPages().Select(p => p.Text)];
    }

    private static string Plain(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private Task<byte[]> PrintAsync(ReportTable table)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        return ReportPdf.OfAsync(Copy(table), "导出人：测试员；导出原因：核对", crm.Services.GetRequiredService<IStringLocalizer<ReportsText>>(), CancellationToken.None);
    }

    private Task<ReportFile> BeginAsync(ReportCopy copy, string format) => crm.Services.RunAsync<ReportFiles, ReportFile>(
        f => f.BeginAsync(copy, new ReportExportForm { Format = format, Reason = "月度经营分析" }, crm.Company[Who.Admin].Scope, CancellationToken.None));

    private Task<int> NotedAsync() => crm.Services.RunAsync<CrmDbContext, int>(db => db.AuditEntries.CountAsync(a => a.Action == AuditAction.Exported));
}
