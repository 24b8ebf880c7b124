using System.Net;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Downloads;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Pages.Exports;

/// <summary>Exports in the background, from the form to the file.</summary>
public sealed class DownloadTests(BackgroundExportApp app) : IClassFixture<BackgroundExportApp>, IAsyncLifetime
{
    private const string Reason = "季度客户核对";
    private static readonly CancellationToken None = CancellationToken.None;

    public Task InitializeAsync() => ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task More_rows_than_one_waits_for_are_written_in_the_background_and_are_those_of_the_list()
    {
        var browser = await app.ClientAsync(Who.MgrEast);
        var page = await browser.GetAsync($"/customers/export?industry={ExportingApp.Industry}&sort=-name");
        Assert.Null(page.Document.QuerySelector("[name='Form.Later']"));
        Assert.Contains("超过 100 条的导出在后台生成", string.Join(' ', page.Texts("main")), StringComparison.Ordinal);
        var sent = await page.FormWith("Form.Reason").Set("Form.Reason", Reason).SubmitAsync();
        Assert.Equal("/exports", sent.Location);
        Assert.Contains("排队中", string.Join(' ', (await browser.GetAsync("/exports")).Texts("#exports")), StringComparison.Ordinal);
        Assert.Equal(0, await NotedAsync());

        Assert.Equal("exported=1", await app.WriteExportsAsync());

        var ready = await browser.GetAsync("/exports");
        Assert.Contains("可下载", string.Join(' ', ready.Texts("#exports")), StringComparison.Ordinal);
        Assert.Null(ready.Document.QuerySelector("#exports")!.GetAttribute("hx-trigger"));
        using var answer = await browser.Http.GetAsync(ready.Document.QuerySelector("#exports a.btn[download]")!.GetAttribute("href"));
        var local = TestClock.Start.AddHours(8);
        Assert.Equal($"客户-陈立新-{local:yyyyMMdd-HHmmss}.xlsx", answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition.DispositionType);
        var book = Workbook.Read(await answer.Content.ReadAsByteArrayAsync());
        var ids = await app.WithAsync<CustomerListQueries, IReadOnlyList<int>>(
            q => q.IdsAsync(new CustomerFilter { Industry = ExportingApp.Industry, Sort = "-name" }, 1000, app.As(Who.MgrEast), None));
        Assert.Equal(ExportingApp.Many, ids.Count);
        var numbers = await app.DbAsync(db => db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Number));
        Assert.Equal(ids.Select(id => numbers[id]), book.Column("客户编号"));
        Assert.Equal($"导出人：陈立新；导出时间：{local:yyyy-MM-dd HH:mm:ss}；共 {ids.Count} 条；导出原因：{Reason}", book.Mark);
        Assert.Equal(1, await NotedAsync());
        Assert.Contains("“客户”导出文件已生成，共 230 条", (await browser.GetAsync("/notifications")).Text, StringComparison.Ordinal);

        // A second run finds nothing to do.
        Assert.Null(await app.WriteExportsAsync());
    }

    [Fact]
    public async Task Few_rows_are_sent_at_once_unless_the_background_is_asked_for_and_twice_the_same_form_is_once()
    {
        var browser = await app.ClientAsync(Who.MgrEast);
        var page = await browser.GetAsync("/orders/export");
        var (direct, _) = await ExportingApp.SendAsync(browser, page.FormWith("Form.Reason").Set("Form.Reason", Reason));
        Assert.Equal(HttpStatusCode.OK, direct.StatusCode);
        Assert.Equal(0, await app.DbAsync(db => db.Downloads.CountAsync()));

        var form = page.FormWith("Form.Reason").Set("Form.Reason", Reason).Set("Form.Later", "true");
        Assert.Equal("/exports", (await form.SubmitAsync()).Location);
        Assert.Equal("/exports", (await form.SubmitAsync()).Location);
        Assert.Equal(1, await app.DbAsync(db => db.Downloads.CountAsync()));
        Assert.Equal("exported=1", await app.WriteExportsAsync());
    }

    [Fact]
    public async Task A_file_is_its_owners_alone_and_only_while_they_may_export_and_see_as_far()
    {
        var key = await app.WrittenExportAsync(Who.MgrEast, "华东季度");
        Assert.Equal(HttpStatusCode.OK, await FileAsync(Who.MgrEast, key));
        Assert.Equal(HttpStatusCode.NotFound, await FileAsync(Who.Admin, key));
        Assert.DoesNotContain("华东季度", (await (await app.ClientAsync(Who.Admin)).GetAsync("/exports")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.ClientAsync(Who.Admin)).PostAsync($"/exports?handler=delete&file={key}")).Status);

        await app.DbAsync(db => db.Downloads.ExecuteUpdateAsync(s => s.SetProperty(d => d.RightsStamp, "manager/Department/999/True")));
        Assert.Equal(HttpStatusCode.NotFound, await FileAsync(Who.MgrEast, key));
        var page = await (await app.ClientAsync(Who.MgrEast)).GetAsync("/exports");
        Assert.Contains("请重新导出", string.Join(' ', page.Texts("#exports")), StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("#exports a[download]"));
    }

    [Fact]
    public async Task Whoever_may_not_export_any_more_when_it_is_written_gets_nothing_and_is_told()
    {
        var key = await app.AskForExportAsync(Who.Marketer, reason: "市场活动名单");
        await GrantAsync(BuiltInRoles.Marketer, isGranted: false);
        try
        {
            Assert.Equal("failed=1", await app.WriteExportsAsync());
        }
        finally
        {
            await GrantAsync(BuiltInRoles.Marketer, isGranted: true);
        }

        var failed = await app.DownloadAsync(key);
        Assert.Equal((DownloadState.Failed, DownloadFault.NotAllowed, null), (failed.State, failed.Fault, failed.StoredName));
        Assert.Equal(0, await NotedAsync());
        Assert.Equal(1, await app.DbAsync(db => db.Notifications.CountAsync(n => n.Kind == NotificationKinds.Export && n.UserId == app.Company[Who.Marketer].Id)));
    }

    [Fact]
    public async Task A_full_disk_is_said_and_leaves_neither_file_nor_entry()
    {
        var key = await app.AskForExportAsync(Who.Admin);
        var before = Lying();
        app.Store.Room = 500;
        try
        {
            Assert.Equal("failed=1", await app.WriteExportsAsync());
        }
        finally
        {
            app.Store.Room = null;
        }

        Assert.Equal(DownloadFault.Storage, (await app.DownloadAsync(key)).Fault);
        Assert.Equal(before, Lying());
        Assert.Equal(0, await NotedAsync());
        var page = await (await app.ClientAsync(Who.Admin)).GetAsync("/exports");
        Assert.Contains("存储空间不足", string.Join(' ', page.Texts("#exports")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await FileAsync(Who.Admin, key));
    }

    [Fact]
    public async Task As_many_as_one_may_have_are_kept_and_no_more()
    {
        for (var i = 0; i < BackgroundExportApp.MostWaiting; i++)
            await app.AskForExportAsync(Who.MgrSouth, "orders", reason: $"第{i}次季度核对");
        var browser = await app.ClientAsync(Who.MgrSouth);
        var refused = await (await browser.GetAsync("/orders/export")).FormWith("Form.Reason").Set("Form.Reason", Reason).Set("Form.Later", "true").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("最多保留 5 个导出文件", string.Join(' ', refused.Texts("main")), StringComparison.Ordinal);
        Assert.Equal(Reason, refused.FormWith("Form.Reason")["Form.Reason"]);

        var deleted = await (await browser.GetAsync("/exports")).Form("#exports form").SubmitAsync();
        Assert.Equal("/exports", deleted.Location);
        Assert.Equal("/exports", (await refused.FormWith("Form.Reason").SubmitAsync()).Location);
    }

    [Fact]
    public async Task After_a_week_the_file_goes_with_its_row_and_not_before()
    {
        var key = await app.WrittenExportAsync(Who.Admin, "年度");
        var stored = (await app.DownloadAsync(key)).StoredName!;
        Assert.DoesNotContain("downloads", $"{await CleanAsync()}", StringComparison.Ordinal);
        Assert.Equal(TestClock.Start.AddDays(7), (await app.DownloadAsync(key)).Until);
        await app.DbAsync(db => db.Downloads.ExecuteUpdateAsync(s => s.SetProperty(d => d.Until, app.Clock.Now.AddSeconds(-1))));
        Assert.Equal(HttpStatusCode.NotFound, await FileAsync(Who.Admin, key));

        Assert.Contains("downloads=1", await CleanAsync(), StringComparison.Ordinal);
        Assert.Null(app.Store.Open(stored));
        Assert.Equal(0, await app.DbAsync(db => db.Downloads.CountAsync()));
    }

    private Task<string?> CleanAsync() => app.WithAsync<Cleaning, string?>(c => c.CleanAsync(None));

    private async Task<HttpStatusCode> FileAsync(Who who, Guid key)
    {
        using var answer = await (await app.ClientAsync(who)).Http.GetAsync($"/exports/{key}/file");
        return answer.StatusCode;
    }

    private List<string> Lying() => [.. app.Store.All().Select(f => f.Name).Order(StringComparer.Ordinal)];

    private Task<int> NotedAsync() => app.DbAsync(db => db.AuditEntries.CountAsync(a => a.Action == AuditAction.Exported && a.Field == "Reason"));

    private async Task GrantAsync(string role, bool isGranted)
    {
        await app.DbAsync(async db =>
        {
            var found = await db.Roles.SingleAsync(r => r.Code == role);
            if (isGranted)
                found.Grant([Permissions.CustomersExport]);
            else
                ((List<RolePermission>)found.Permissions).RemoveAll(p => p.Permission == Permissions.CustomersExport);
            return await db.SaveChangesAsync(UserScope.System, None);
        });
        app.Services.GetRequiredService<RoleDirectory>().Invalidate();
    }

    private Task ClearAsync() => app.DbAsync(async db =>
    {
        await db.Notifications.Where(n => n.Kind == NotificationKinds.Export).ExecuteDeleteAsync();
        await db.AuditEntries.Where(a => a.Action == AuditAction.Exported).ExecuteDeleteAsync();
        return await db.Downloads.ExecuteDeleteAsync();
    });
}
