using System.Net;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Exports;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Pages.Reports;

/// <summary>The pages of templates, without script: put together, looked at, saved, opened and changed.</summary>
public sealed class TemplatePagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task A_template_is_put_together_looked_at_and_saved_and_its_numbers_open_exactly_what_they_count()
    {
        var manager = await app.ClientAsync(Who.MgrEast);
        var choice = await manager.GetAsync("/reports/templates/new");
        var page = await manager.GetAsync(choice.Document.QuerySelectorAll("a.primary-link").Single(a => a.TextContent == "客户").GetAttribute("href")!);
        var form = page.FormWith("Form.Name").Set("Form.Name", "按行业与负责人").Set("Form.Row", "industry").Set("Form.SecondRow", "owner").Set("Form.Measures", "count")
            .Set("Form.Conditions[createdAt].From", "本年").Set("Form.Conditions[category].In", "New", "Key");
        var preview = await form.To("/reports/templates/new?subject=customers&handler=preview").SubmitAsync();
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Contains("制造业", Assert.Single(preview.Texts("#report-table-0")), StringComparison.Ordinal);
        Assert.Equal("按行业与负责人", preview.FormWith("Form.Name")["Form.Name"]);

        var shown = await (await form.To("/reports/templates/new?subject=customers").SubmitAsync()).FollowAsync();
        Assert.Contains("按行业与负责人", shown.Texts("h1").Single(), StringComparison.Ordinal);
        Assert.Empty(shown.Document.QuerySelectorAll("#report-table-0 td a"));
        var id = shown.Document.QuerySelector("a[href$='/edit']")!.GetAttribute("href")!;
        await (await manager.GetAsync(id)).FormWith("Form.Name").Set("Form.Conditions[category].In", "New").SubmitAsync();
        shown = await manager.GetAsync(id[..^"/edit".Length]);
        var links = shown.Document.QuerySelectorAll("#report-table-0 td a").ToList();
        Assert.Equal(3, links.Count);
        foreach (var number in links)
            Assert.Equal(number.TextContent.Trim(), string.Concat((await manager.GetAsync(number.GetAttribute("href")!)).Texts(".list-total").First().Where(char.IsAsciiDigit)));
    }

    [Fact]
    public async Task What_is_refused_says_why_beside_its_field_and_keeps_everything_typed()
    {
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync("/reports/templates/new?subject=orders");
        var refused = await page.FormWith("Form.Name").Set("Form.Name", "我的订单").Set("Form.Row", "orderedOn.month").Set("Form.Conditions[orderedOn].From", "前年今日").Set("Form.Conditions[amount].To", "5万").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(["请至少选择一个指标或比率。", "“前年今日”不是日期。可填 2026-01-05、本月、上周、-30d 等。"], refused.Texts(".invalid-feedback"));
        var kept = refused.FormWith("Form.Name");
        Assert.Equal(("我的订单", "orderedOn.month", "前年今日", "5万"), (kept["Form.Name"], kept["Form.Row"], kept["Form.Conditions[orderedOn].From"], kept["Form.Conditions[amount].To"]));
    }

    [Fact]
    public async Task Of_two_who_edit_at_once_the_second_sees_both_versions_and_saves_again()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var address = (await admin.GetAsync("/reports/templates")).Document.QuerySelectorAll("a[href$='/edit']").First().GetAttribute("href")!;
        var (one, other) = (await admin.GetAsync(address), await admin.GetAsync(address));
        Assert.True((await one.FormWith("Form.Name").Set("Form.Measures", "count").Set("Form.Chart", "line").SubmitAsync()).IsRedirect);
        var conflict = await other.FormWith("Form.Name").Set("Form.Name", "第二个人的名字").SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("他人刚保存为：折线图", conflict.Texts(".field-warning"));
        Assert.Contains("他人刚保存为：数量", conflict.Texts(".field-warning"));
        Assert.Equal("第二个人的名字", conflict.FormWith("Form.Name")["Form.Name"]);
        Assert.True((await conflict.FormWith("Form.Name").SubmitAsync()).IsRedirect);
    }

    [Fact]
    public async Task What_is_no_longer_there_is_left_out_in_words()
    {
        var field = await app.WithAsync<CustomFieldService, int>(s => s.CreateAsync(
            new CustomFieldForm { Type = CustomFieldType.YesNo, Zh = "是否驻场", En = "On site", Key = "on-site" }, app.As(Who.Admin), CancellationToken.None));
        var manager = await app.ClientAsync(Who.MgrEast);
        var page = await manager.GetAsync("/reports/templates/new?subject=customers");
        var shown = await page.FormWith("Form.Name").Set("Form.Name", "按驻场").Set("Form.Row", "cf.on-site").Set("Form.Measures", "count").SubmitAsync();
        var edit = await manager.GetAsync($"{shown.Location}/edit");
        Assert.DoesNotContain(edit.Texts(".notice"), t => t.Contains("未列在下面", StringComparison.Ordinal));
        Assert.Equal("cf.on-site", edit.FormWith("Form.Name")["Form.Row"]);

        await app.DbAsync(db => db.CustomFields.Where(f => f.Id == field).ExecuteUpdateAsync(s => s.SetProperty(f => f.IsActive, false)));
        app.Services.GetRequiredService<CustomFieldCatalog>().Invalidate();
        edit = await manager.GetAsync($"{shown.Location}/edit");
        Assert.Contains(edit.Texts(".notice"), t => t.Contains("未列在下面", StringComparison.Ordinal));
        Assert.Equal("", edit.FormWith("Form.Name")["Form.Row"]);
    }

    [Fact]
    public async Task Rows_leave_as_a_file_for_those_alone_who_may_take_lists_along_and_are_noted()
    {
        async Task<string> MakeAsync(Browser browser)
        {
            var page = await browser.GetAsync("/reports/templates/new?subject=customers");
            return (await page.FormWith("Form.Name").Set("Form.Name", "客户清单").Set("Form.Fields", "customer", "createdAt").SubmitAsync()).Location!;
        }

        var (rep, manager) = (await app.ClientAsync(Who.RepEast), await app.ClientAsync(Who.MgrEast));
        var own = await MakeAsync(rep);
        var shown = await rep.GetAsync(own);
        Assert.Contains(TestCompany.EastName, shown.Text, StringComparison.Ordinal);
        Assert.Empty(shown.Document.QuerySelectorAll("a[href$='/export']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await rep.GetAsync($"{own}/export")).Status);

        Task<int> NotedAsync() => app.DbAsync(db => db.AuditEntries.Where(e => e.RootType == ExportService.AuditRoot).Select(e => e.BatchId).Distinct().CountAsync());
        var before = await NotedAsync();
        var asked = await manager.GetAsync($"{await MakeAsync(manager)}/export");
        var refused = await asked.FormWith("Form.Reason").Set("Form.Format", "csv").SubmitAsync();
        Assert.NotNull(refused.Document.QuerySelector("#Form_Reason_error"));
        Assert.Equal(before, await NotedAsync());
        var file = await refused.FormWith("Form.Reason").Set("Form.Format", "csv").Set("Form.Reason", "核对新增客户").SubmitAsync();
        Assert.Contains(TestCompany.EastName, file.Text, StringComparison.Ordinal);
        Assert.Equal(before + 1, await NotedAsync());
        Assert.Equal("核对新增客户", await app.DbAsync(db => db.AuditEntries.Where(e => e.RootType == ExportService.AuditRoot && e.Field == "Reason").OrderByDescending(e => e.Id).Select(e => e.NewValue).FirstAsync()));
    }

    [Fact]
    public async Task One_subscribes_for_oneself_sees_when_it_comes_and_ends_it()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        var address = (await rep.GetAsync("/reports/templates")).Document.QuerySelectorAll("a[href$='/mail']").First().GetAttribute("href")!;
        var saved = await (await (await rep.GetAsync(address)).FormWith("Form.Period").Set("Form.Period", "Weekly").Set("Form.Weekday", "1").Set("Form.Hour", "9").SubmitAsync()).FollowAsync();
        Assert.Contains("下次发送：2026-11-23 09:00", saved.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("下次发送", (await (await app.ClientAsync(Who.RepEast2)).GetAsync(address)).Text, StringComparison.Ordinal);
        await saved.Form("form[action$='handler=end']").SubmitAsync();
        Assert.DoesNotContain("下次发送", (await rep.GetAsync(address)).Text, StringComparison.Ordinal);
    }
}
