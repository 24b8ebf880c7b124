using System.Globalization;
using System.Net;
using System.Text;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Testing;
using CrmWeb.Tests.Pages.Exports;
using Microsoft.EntityFrameworkCore;
using UglyToad.PdfPig;
using Xunit;

namespace CrmWeb.Tests.Pages.Reports;

/// <summary>Reports taken along as files: by the rules of lists, with what the page says.</summary>
public sealed class ReportFileTests(ExportingApp app) : IClassFixture<ExportingApp>
{
    private const string Reason = "月度经营分析";

    [Theory]
    [InlineData(Who.RepEast)]
    [InlineData(Who.Marketer)]
    public async Task The_workbook_of_a_report_says_what_its_page_says(Who who)
    {
        var browser = await app.ClientAsync(who);
        foreach (var code in ReportPageTests.Codes)
        {
            var page = await browser.GetAsync($"/reports/{code}?periodFrom=year&periodTo=year");
            var book = Workbook.Read(await FileAsync(browser, $"/reports/{code}/export?periodFrom=year&periodTo=year"));
            var rows = page.Document.QuerySelectorAll("#report-table-0 tbody tr");
            Assert.Equal(rows.Select(r => r.QuerySelector("td")!.TextContent.Trim()), book.Body.Take(rows.Length).Select(r => r[0].Value.Trim('\u3000')));
            Assert.Equal(
                rows.SelectMany(r => r.QuerySelectorAll("td[data-value]")).Select(c => Rounded(c.GetAttribute("data-value")!)),
                book.Body.Take(rows.Length).SelectMany(r => r.Skip(1)).Select(c => Rounded(c.Value)));
            Assert.EndsWith($"导出原因：{Reason}", book.Mark, StringComparison.Ordinal);
        }

        static decimal? Rounded(string number) => number.Length == 0 ? null : decimal.Round(decimal.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture), 4);
    }

    [Fact]
    public async Task The_values_have_the_same_tables_and_end_with_who_took_them_along()
    {
        var browser = await app.ClientAsync(Who.MgrEast);
        var page = await browser.GetAsync("/reports/funnel?periodFrom=2026-11-01&periodTo=2026-11-30&category=new");
        var link = page.Document.QuerySelector("#list a[href^='/reports/funnel/export']")!.GetAttribute("href")!;
        var lines = Encoding.UTF8.GetString(await FileAsync(browser, link, "csv")).Split("\r\n");
        Assert.Equal(page.Document.QuerySelectorAll("#report-table-0 tbody tr").Length, lines.Skip(2).TakeWhile(l => l.Length > 0).Count());
        Assert.Contains("客户分类：新客户", lines[^2], StringComparison.Ordinal);
        Assert.Contains("导出人：陈立新", lines[^2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_paper_it_has_title_days_conditions_tables_definitions_and_a_mark_on_every_page()
    {
        var browser = await app.ClientAsync(Who.MgrEast);
        var file = await FileAsync(browser, "/reports/funnel/export?periodFrom=2026-11-01&periodTo=2026-11-30&category=new", "pdf");
        using var paper = PdfDocument.Open(file);
        var pages = paper.GetPages().Select(p => string.Concat(p.Text.Where(c => c != ' '))).ToList();
        foreach (var said in new[] { "转化漏斗", "2026-11-01至2026-11-30", "筛选条件：客户分类：新客户", "初步接洽", "跳过的阶段视为经过" })
            Assert.Contains(said, string.Concat(pages), StringComparison.Ordinal);
        Assert.All(pages, (page, i) => Assert.Contains($"第{i + 1}页共{pages.Count}页", page, StringComparison.Ordinal));
        Assert.All(pages, page => Assert.Contains($"导出人：陈立新；导出时间：{TestClock.Start.AddHours(8):yyyy-MM-dd}", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_reason_nothing_leaves_and_with_one_it_is_noted()
    {
        var browser = await app.ClientAsync(Who.MgrSouth);
        var before = await NotedAsync();
        var page = await browser.GetAsync("/reports/losses/export?periodFrom=year");
        var refused = await page.FormWith("Form.Reason").Set("Form.Reason", "").Set("Form.Format", "pdf").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("请填写导出原因。", refused.Texts(".field:has(#Form_Reason) .invalid-feedback").First());
        Assert.Equal("pdf", refused.FormWith("Form.Reason")["Form.Format"]);
        Assert.Equal(before, await NotedAsync());

        await FileAsync(browser, "/reports/losses/export?periodFrom=year", "pdf");
        var noted = await app.DbAsync(db => db.AuditEntries.AsNoTracking().Where(a => a.Action == AuditAction.Exported && a.EntityType == "reports/losses" && a.ActorId == app.Company[Who.MgrSouth].Id).OrderBy(a => a.Id).ToListAsync());
        Assert.Equal(["Query=periodFrom=year", "Format=pdf", $"Reason={Reason}"], noted.Where(a => a.Field != "Rows").Select(a => $"{a.Field}={a.NewValue}"));
    }

    [Fact]
    public async Task The_addresses_that_needed_neither_right_nor_reason_are_gone()
    {
        var browser = await app.ClientAsync(Who.Admin);
        foreach (var handler in new[] { "csv", "xlsx" })
        {
            using var answer = await browser.Http.GetAsync($"/reports/funnel?handler={handler}");
            Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
            Assert.Null(answer.Content.Headers.ContentDisposition);
        }
    }

    [Fact]
    public async Task Conditions_that_cannot_be_read_are_said_and_there_is_no_form()
    {
        var page = await (await app.ClientAsync(Who.Admin)).GetAsync("/reports/funnel/export?periodFrom=someday");
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Null(page.Document.QuerySelector("[name='Form.Reason']"));
        Assert.Contains("筛选条件无法识别", string.Join(' ', page.Texts("main")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_masked_reader_takes_no_names_along()
    {
        var browser = await app.ClientAsync(Who.Marketer);
        foreach (var (code, format) in ReportPageTests.Codes.SelectMany(c => new[] { (c, "csv"), (c, "pdf") }))
        {
            var file = await FileAsync(browser, $"/reports/{code}/export", format);
            var text = format == "csv" ? Encoding.UTF8.GetString(file) : string.Concat(PdfDocument.Open(file).GetPages().Select(p => p.Text));
            Assert.DoesNotContain(TestCompany.EastMobile, text, StringComparison.Ordinal);
            Assert.DoesNotContain(TestCompany.EastContact, text, StringComparison.Ordinal);
        }
    }

    private Task<int> NotedAsync() => app.DbAsync(db => db.AuditEntries.CountAsync(a => a.Action == AuditAction.Exported));

    private static async Task<byte[]> FileAsync(Browser browser, string address, string format = "xlsx")
    {
        var page = await browser.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var (answer, file) = await ExportingApp.SendAsync(browser, page.FormWith("Form.Reason").Set("Form.Reason", Reason).Set("Form.Format", format));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        return file;
    }
}
