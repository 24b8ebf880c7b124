using System.IO.Compression;
using System.Xml.Linq;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Reports;
using Xunit;

namespace CrmWeb.Tests.Core.Reports;

/// <summary>What a report's workbook holds: totals that go on adding up, numbers that are numbers, texts that are nothing else.</summary>
[Trait("Category", "Pure")]
public sealed class ReportWorkbookTests
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public async Task A_total_that_is_the_sum_of_its_rows_is_a_formula_over_them()
    {
        var sheet = (await SheetsAsync(Table([Row("上海", 0, 12, 0.5m), Row("杭州", 0, 30, 0.25m), Total(42, 0.32m)])))[0];
        Assert.Equal(("SUM(B2:B3)", "42"), Formula(sheet, "B4"));
        Assert.Equal(("", "0.32"), Formula(sheet, "C4"));
    }

    [Fact]
    public async Task In_a_tree_only_the_rows_at_the_top_are_added_up()
    {
        var sheet = (await SheetsAsync(Table([Row("华东", 0, 10, null), Row("上海", 1, 4, null), Row("杭州", 1, 6, null), Row("华南", 0, 5, null), Row("西南", 0, 1, null), Total(16, null)])))[0];
        Assert.Equal(("SUM(B2,B5:B6)", "16"), Formula(sheet, "B7"));
    }

    [Fact]
    public async Task A_total_that_is_no_sum_stays_the_number_it_is()
    {
        var sheet = (await SheetsAsync(Table([Row("王芳", 0, 3, null), Row("李雷", 0, 4, null), Total(5, null)])))[0];
        Assert.Equal(("", "5"), Formula(sheet, "B4"));
    }

    [Fact]
    public async Task A_label_that_looks_like_a_formula_is_a_text()
    {
        var sheet = (await SheetsAsync(Table([Row("=HYPERLINK(\"http://example.com\")", 0, 1, null)])))[0];
        var cell = sheet.Descendants(Main + "row").ElementAt(1).Elements(Main + "c").First();
        Assert.Empty(sheet.Descendants(Main + "f"));
        Assert.Equal("inlineStr", cell.Attribute("t")?.Value);
        Assert.Equal("=HYPERLINK(\"http://example.com\")", string.Concat(cell.Descendants(Main + "t").Select(t => t.Value)));
    }

    [Fact]
    public async Task Each_table_is_a_sheet_with_a_lawful_name_of_its_own_and_says_at_its_end_what_it_is()
    {
        var table = Table([Row("上海", 0, 1, null)]);
        var file = await ReportWorkbook.OfAsync(new ReportResult(null, [table, table with { Title = "客户*[1/2]" }]), "转化漏斗 · 本月 · 王芳", CancellationToken.None);
        using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
        using var book = zip.GetEntry("xl/workbook.xml")!.Open();
        Assert.Equal(["客户12", "客户12 2"], XDocument.Load(book).Descendants(Main + "sheet").Select(s => s.Attribute("name")!.Value));
        Assert.All(Sheets(zip), sheet => Assert.Equal("转化漏斗 · 本月 · 王芳", string.Concat(sheet.Descendants(Main + "row").Last().Descendants(Main + "t").Select(t => t.Value))));
    }

    [Theory]
    [InlineData("报表", "报表")]
    [InlineData("a:b\\c?d*e/f[g]h'i", "abcdefghi")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十𠮷野", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十")]
    public void The_name_of_a_sheet_is_one_that_excel_takes(string title, string name) => Assert.Equal(name, WorkbookText.SheetName(title));

    private static ReportTable Table(IReadOnlyList<ReportRow> rows) => new("客户[12]", "部门", [new ReportColumn("客户"), new ReportColumn("率", ReportUnit.Share)], rows);

    private static ReportRow Row(string label, int depth, decimal? count, decimal? share) => new(label, [new ReportCell(count), new ReportCell(share)]) { Depth = depth };

    private static ReportRow Total(decimal count, decimal? share) => Row("合计", 0, count, share) with { IsTotal = true };

    private static async Task<IReadOnlyList<XDocument>> SheetsAsync(ReportTable table)
    {
        using var zip = new ZipArchive(new MemoryStream(await ReportWorkbook.OfAsync(new ReportResult(null, [table]), "", CancellationToken.None)), ZipArchiveMode.Read);
        return Sheets(zip);
    }

    private static List<XDocument> Sheets(ZipArchive zip) => [.. zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).OrderBy(e => e.FullName).Select(Load)];

    private static XDocument Load(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        return XDocument.Load(content);
    }

    /// <summary>Formula and number of a cell; its place is told by counting where the file does not say it.</summary>
    private static (string Formula, string Value) Formula(XDocument sheet, string place)
    {
        var cell = sheet.Descendants(Main + "row").ElementAt(place[1] - '1').Elements(Main + "c").ElementAt(place[0] - 'A');
        return (cell.Element(Main + "f")?.Value ?? "", cell.Element(Main + "v")?.Value ?? "");
    }
}
