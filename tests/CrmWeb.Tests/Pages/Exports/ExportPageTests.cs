using System.Net;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Exports;

/// <summary>The page on which one says how and what for, and what is noted of it.</summary>
public sealed class ExportPageTests(CrmApp app) : IClassFixture<CrmApp>
{
    private const string Reason = "华东区季度客户核对";

    [Fact]
    public async Task The_list_leads_to_the_export_of_what_it_shows_and_only_whoever_may_export()
    {
        var manager = await app.ClientAsync(Who.MgrEast);
        var list = await manager.GetAsync("/customers?stage=initial&sort=name&p=1&size=50");
        var link = list.Document.QuerySelector("#list a[href^='/customers/export']")!.GetAttribute("href");
        Assert.Equal("/customers/export?stage=initial&sort=name", link);
        var page = await manager.GetAsync(link!);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("跟进阶段：初步接洽", string.Join(' ', page.Texts("main")), StringComparison.Ordinal);
        Assert.Contains("1", page.Texts("dd").First());

        // Which of the tabs it was stands in the address, also where the list chose it itself.
        Assert.Contains("list=done&team=true", (await manager.GetAsync("/follow-ups?list=done&team=true")).Document.QuerySelector("#list a[href^='/follow-ups/export']")!.GetAttribute("href"), StringComparison.Ordinal);
        var rep = await app.ClientAsync(Who.RepEast);
        Assert.Null((await rep.GetAsync("/customers")).Document.QuerySelector("a[href^='/customers/export']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await rep.GetAsync("/customers/export")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync("/reports/export")).Status);
    }

    [Fact]
    public async Task The_file_is_named_after_list_user_and_time_and_its_last_line_says_who_when_and_what_for()
    {
        var browser = await app.ClientAsync(Who.MgrEast);
        var (answer, file) = await ExportingApp.SendAsync(browser, (await browser.GetAsync("/customers/export")).FormWith("Form.Reason").Set("Form.Reason", Reason));
        var local = TestClock.Start.AddHours(8);
        Assert.Equal($"客户-陈立新-{local:yyyyMMdd-HHmmss}.xlsx", answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition.DispositionType);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", answer.Content.Headers.ContentType!.MediaType);
        var book = Workbook.Read(file);
        Assert.Equal($"导出人：陈立新；导出时间：{local:yyyy-MM-dd HH:mm:ss}；共 {book.Body.Count} 条；导出原因：{Reason}", book.Mark);
    }

    [Fact]
    public async Task Each_export_is_noted_with_list_conditions_columns_rows_and_reason()
    {
        var browser = await app.ClientAsync(Who.Admin);
        var page = await browser.GetAsync("/customers/export?q=恒锐&cols=stage,owner");
        await ExportingApp.SendAsync(browser, page.FormWith("Form.Reason").Set("Form.Reason", Reason).Set("Form.Format", "csv"));
        var noted = await app.DbAsync(db => db.AuditEntries.AsNoTracking()
            .Where(a => a.Action == AuditAction.Exported && a.ActorId == app.Company[Who.Admin].Id && a.EntityType == "customers").OrderBy(a => a.Id).ToListAsync());
        Assert.Single(noted.Select(a => a.BatchId).Distinct());
        Assert.All(noted, a => Assert.Equal((ExportService.AuditRoot, TestClock.Start), (a.RootType, a.At)));
        Assert.Equal(
            ["Rows=1", "Query=q=%E6%81%92%E9%94%90&cols=stage,owner", "Columns=stage,owner", "Format=csv", $"Reason={Reason}"], noted.Select(a => $"{a.Field}={a.NewValue}"));
    }

    [Theory]
    [InlineData("", "请填写导出原因。")]
    [InlineData("无", "“无”没有说明用途，请具体填写。")]
    public async Task Without_a_reason_nothing_leaves_and_everything_else_is_kept(string reason, string said)
    {
        var browser = await app.ClientAsync(Who.MgrSouth);
        var before = await NotedAsync();
        var page = await browser.GetAsync("/orders/export?state=Active");
        var answer = await page.FormWith("Form.Reason").Set("Form.Reason", reason).Set("Form.Format", "csv").Set("Form.Columns", "all").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(said, answer.Texts("#Form_Reason ~ .invalid-feedback, .field:has(#Form_Reason) .invalid-feedback").First());
        var kept = answer.FormWith("Form.Reason");
        Assert.Equal(("csv", "all", "/orders/export?state=Active"), (kept["Form.Format"], kept["Form.Columns"], kept.Action));
        Assert.Equal(before, await NotedAsync());
    }

    [Fact]
    public async Task Conditions_that_cannot_be_read_are_said_and_there_is_no_form()
    {
        var page = await (await app.ClientAsync(Who.Admin)).GetAsync("/customers/export?createdFrom=someday");
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Null(page.Document.QuerySelector("[name='Form.Reason']"));
        Assert.Contains("筛选条件无法识别", string.Join(' ', page.Texts("main")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await (await app.ClientAsync(Who.Admin)).GetAsync("/customers/export?stage=nowhere")).Status);
    }

    private Task<int> NotedAsync() => app.DbAsync(db => db.AuditEntries.CountAsync(a => a.Action == AuditAction.Exported));
}

/// <summary>More rows than may be exported.</summary>
public sealed class CappedExportTests(CappedExportingApp app) : IClassFixture<CappedExportingApp>
{
    [Fact]
    public async Task More_rows_than_may_be_exported_are_refused_with_both_numbers_before_and_after_sending()
    {
        const string Said = "符合条件的共 2 条，一次最多导出 1 条，请增加筛选条件。";
        var browser = await app.ClientAsync(Who.Admin);
        var page = await browser.GetAsync("/customers/export");
        Assert.Contains(Said, page.Texts("[role=alert]"));
        Assert.Null(page.Document.QuerySelector("[name='Form.Reason']"));

        var before = await NotedAsync();
        var form = (await browser.GetAsync("/customers/export?q=恒锐")).FormWith("Form.Reason").Set("Form.Reason", "季度客户核对");
        var refused = await form.To("/customers/export").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains(Said, string.Join(' ', refused.Texts("main")), StringComparison.Ordinal);
        Assert.Equal(before, await NotedAsync());

        var (answer, _) = await ExportingApp.SendAsync(browser, form.To("/customers/export?q=恒锐"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual(before, await NotedAsync());
    }

    private Task<int> NotedAsync() => app.DbAsync(db => db.AuditEntries.CountAsync(a => a.Action == AuditAction.Exported));
}
