using System.Net;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Watching;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Admin;

public sealed class RulePagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task A_rule_is_added_tried_changed_and_deleted_without_script()
    {
        var admin = await app.ClientAsync(Who.Admin);
        Assert.True((await admin.GetAsync("/admin/rules")).Texts("tbody tr").Count >= 4);
        var form = (await admin.GetAsync("/admin/rules/new?kind=stuck")).FormWith("Form.ThresholdDays");
        Assert.Equal("Manager", form["Form.Recipient"]);
        var saved = await form.Set("Form.ThresholdDays", "21").Set("Form.Stage", "negotiation").Set("Form.Mail", "true").SubmitAsync();
        var row = Assert.Single((await saved.FollowAsync()).Texts("tbody tr"), t => t.Contains("阶段停留超过 21 天", StringComparison.Ordinal));
        Assert.Contains("商务谈判", row, StringComparison.Ordinal);
        Assert.Contains("系统弹窗、邮件", row, StringComparison.Ordinal);

        var id = await app.DbAsync(db => db.WatchRules.Where(r => r.ThresholdDays == 21).Select(r => r.Id).SingleAsync());
        var edit = await (await admin.GetAsync($"/admin/rules/{id}")).FormWith("Form.ThresholdDays").Set("Form.ThresholdDays", "30").Set("Form.IsActive", "false").SubmitAsync();
        Assert.Contains((await edit.FollowAsync()).Texts("tbody tr"), t => t.Contains("30 天", StringComparison.Ordinal) && t.Contains("已停用", StringComparison.Ordinal));
        await (await admin.GetAsync($"/admin/rules/{id}")).Form("form[action$='handler=delete']").SubmitAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/admin/rules/{id}")).Status);
    }

    [Fact]
    public async Task A_threshold_is_changed_and_its_dry_run_read_before_it_is_saved()
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer("试运行里的机械有限公司"));
        await app.DbAsync(db => db.Customers.Where(c => c.Id == customer).ExecuteUpdateAsync(s => s.SetProperty(c => c.IdleSince, TestClock.Start.AddDays(-40))));
        var rule = await app.DbAsync(async db =>
        {
            var added = new WatchRule("silent", new WatchRuleFacts(60, false, WatchRecipient.Owner, NotificationChannels.Page, null));
            db.WatchRules.Add(added);
            await db.SaveChangesAsync();
            return added.Id;
        });
        var admin = await app.ClientAsync(Who.Admin);
        Assert.Empty((await admin.GetAsync($"/admin/rules/{rule}?try=true")).Texts("#dry-run-result tbody tr"));

        var page = await admin.GetAsync($"/admin/rules/{rule}");
        var token = page.FormWith("Form.ThresholdDays");
        var tried = await admin.PostAsync($"/admin/rules/{rule}?handler=try", ("Form.Version", token["Form.Version"]), ("Form.ThresholdDays", "30"), ("Form.Recipient", "Owner"), ("Form.IsActive", "true"));
        Assert.Contains("已 40 天未跟进", Assert.Single(tried.Texts("#dry-run-result tbody tr")), StringComparison.Ordinal);
        Assert.NotNull(tried.Document.QuerySelector($"#dry-run-result a[href='/customers/{customer}']"));
        Assert.Equal("30", tried.FormWith("Form.ThresholdDays")["Form.ThresholdDays"]);
        Assert.Equal(60, await app.DbAsync(db => db.WatchRules.Where(r => r.Id == rule).Select(r => r.ThresholdDays).SingleAsync()));
        Assert.False(await app.DbAsync(db => db.WatchNotices.AnyAsync()));
    }

    [Fact]
    public async Task A_broken_rule_is_refused_beside_its_field_also_when_it_is_tried()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var refused = await (await admin.GetAsync("/admin/rules/new?kind=silent")).FormWith("Form.ThresholdDays").Set("Form.ThresholdDays", "0").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("#Form_ThresholdDays_error"));
        var tried = await admin.PostAsync("/admin/rules/new?handler=try", ("Form.Kind", "silent"), ("Form.Recipient", "Owner"));
        Assert.Equal(HttpStatusCode.BadRequest, tried.Status);
        Assert.NotNull(tried.Document.QuerySelector("#Form_ThresholdDays_error"));
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.GetAsync("/admin/rules/new?kind=nothing")).Status);
    }

    [Fact]
    public async Task Whoever_was_slower_reads_what_the_rule_says_now()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var id = await app.DbAsync(db => db.WatchRules.Where(r => r.Kind == "overdue" && r.ThresholdDays == 1).Select(r => r.Id).SingleAsync());
        var slow = (await admin.GetAsync($"/admin/rules/{id}")).FormWith("Form.ThresholdDays").Set("Form.ThresholdDays", "5");
        await (await admin.GetAsync($"/admin/rules/{id}")).FormWith("Form.ThresholdDays").Set("Form.ThresholdDays", "2").SubmitAsync();
        var answer = await slow.SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("逾期超过 2 天", Assert.Single(answer.Texts(".notice-warning")), StringComparison.Ordinal);
        await answer.FormWith("Form.ThresholdDays").SubmitAsync();
        Assert.Equal(5, await app.DbAsync(db => db.WatchRules.Where(r => r.Id == id).Select(r => r.ThresholdDays).SingleAsync()));
    }
}
