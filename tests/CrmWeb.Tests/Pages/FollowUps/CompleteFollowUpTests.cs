using System.Net;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.FollowUps;

/// <summary>From planned to done, in the form that also plans on and moves the stage.</summary>
public sealed class CompleteFollowUpTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;

    [Fact]
    public async Task Completing_notes_the_result_plans_on_and_moves_the_stage()
    {
        var (customer, task) = await TaskAsync(Who.RepEast);
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/{task}");
        var form = page.FormWith("Form.Content");
        Assert.Equal(("visit", "上门演示", "2026-11-18T10:00"), (form["Form.Method"], form["Form.Subject"], form["Form.At"]));
        Assert.Null(page.Document.QuerySelector("details.form-more[open]"));

        var answer = await form.Set("Form.Content", "演示完成").Set("Form.Result", "认可").Set("Form.NextAt", "2026-11-23T10:00")
            .Set("Form.Stage", "quotation").SubmitAsync();
        Assert.Equal($"/customers/{customer}", answer.Location);
        var rows = await app.DbAsync(db => db.FollowUps.AsNoTracking().Where(f => f.CustomerId == customer).OrderBy(f => f.At).ToListAsync());
        Assert.Equal([FollowUpState.Done, FollowUpState.Pending], rows.Select(f => f.State));
        Assert.Equal((task, "认可"), (rows[0].Id, rows[0].Result));
        Assert.Contains("方案报价", (await answer.FollowAsync()).Texts(".stage"));
    }

    [Fact]
    public async Task What_is_missing_is_told_beside_the_field_and_the_task_stays_open()
    {
        var (_, task) = await TaskAsync(Who.RepEast);
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/{task}");
        var answer = await page.FormWith("Form.Content").Set("Form.Result", "保留的结果").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Single(answer.Texts("#Form_Content_error"));
        Assert.Equal("保留的结果", answer.FormWith("Form.Content")["Form.Result"]);
        Assert.True((await ReadAsync(task)).IsOpen);
    }

    [Fact]
    public async Task What_a_colleague_completed_meanwhile_keeps_my_words_for_a_record_of_their_own()
    {
        var (customer, task) = await TaskAsync(Who.RepEast);
        var mine = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/{task}");
        await (await (await app.ClientAsync(Who.MgrEast)).GetAsync($"/follow-ups/{task}")).FormWith("Form.Content").Set("Form.Content", "经理先做了").SubmitAsync();

        var answer = await mine.FormWith("Form.Content").Set("Form.Content", "我也写了").SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("经理先做了", answer.Text);
        var form = answer.FormWith("Form.Content");
        Assert.Equal("我也写了", form["Form.Content"]);
        Assert.Equal("经理先做了", (await ReadAsync(task)).Content);

        Assert.Equal($"/customers/{customer}", (await form.SubmitAsync()).Location);
        Assert.Equal(2, await app.DbAsync(db => db.FollowUps.CountAsync(f => f.CustomerId == customer && f.State == FollowUpState.Done)));
    }

    [Fact]
    public async Task The_same_completion_sent_twice_is_done_once()
    {
        var (customer, task) = await TaskAsync(Who.RepEast);
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/{task}");
        var form = page.FormWith("Form.Content").Set("Form.Content", "只一次").Set("Form.NextAt", "2026-11-23T10:00");
        await Task.WhenAll(form.SubmitAsync(), form.SubmitAsync());
        Assert.Equal(2, await app.DbAsync(db => db.FollowUps.CountAsync(f => f.CustomerId == customer)));
    }

    [Fact]
    public async Task Whoever_merely_does_the_task_says_how_it_went_but_neither_plans_nor_moves()
    {
        var (customer, task) = await TaskAsync(Who.Service);
        var browser = await app.ClientAsync(Who.Service);
        var page = await browser.GetAsync($"/follow-ups/{task}");
        Assert.Null(page.Document.QuerySelector("[name='Form.Stage'], [name='Form.NextAt'], [name='Form.Assignee']"));

        var before = await app.SnapshotAsync();
        var form = page.FormWith("Form.Content").Set("Form.Content", "已回访");
        Assert.Equal(HttpStatusCode.NotFound, (await form.Set("Form.Stage", "needs").SubmitAsync()).Status);
        Assert.Empty(before.Changes(await app.SnapshotAsync()));

        Assert.Equal($"/customers/{customer}", (await form.Set("Form.Stage", "").SubmitAsync()).Location);
        Assert.Equal("已回访", (await ReadAsync(task)).Content);
    }

    [Fact]
    public async Task A_done_one_says_everything_and_offers_no_form_but_that_for_files()
    {
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/{app.Company.DoneFollowUp}");
        Assert.Contains("电话沟通了需求", page.Text);
        Assert.Contains("准备方案初稿", page.Text);
        Assert.All(page.Document.QuerySelectorAll("main form"), form => Assert.StartsWith("/files/upload?", form.GetAttribute("action"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_contact_is_named_to_the_rep_and_masked_for_the_marketer_planned_or_done()
    {
        var (planned, done) = (await WithContactAsync(), await WithContactAsync());
        var record = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0));
        record.Contact = (await ReadAsync(done)).ContactId;
        await app.WithAsync<FollowUpCompletion>(w => w.CompleteAsync(done, record, app.As(Who.Marketer), None));
        foreach (var address in new[] { $"/follow-ups/{planned}", $"/follow-ups/{done}", "/follow-ups?list=planned&team=true", "/follow-ups?list=done&team=true", $"/customers/{app.Company.EastCustomer}" })
        {
            var clear = await (await app.ClientAsync(Who.MgrEast)).GetAsync(address);
            Assert.True(clear.Text.Contains(TestCompany.EastContact, StringComparison.Ordinal), address);
            var page = await (await app.ClientAsync(Who.Marketer)).GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.True(page.Text.Contains("张**", StringComparison.Ordinal), address);
            Assert.DoesNotContain(TestCompany.EastContact, page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(TestCompany.EastMobile, page.Text, StringComparison.Ordinal);
        }
    }

    /// <summary>A task at the east's customer, to be done with the contact there.</summary>
    private async Task<int> WithContactAsync()
    {
        var plan = Forms.Plan(new DateTime(2026, 11, 19, 15, 0, 0));
        plan.Assignee = app.Company[Who.Marketer].Id;
        plan.Contact = await app.DbAsync(db => db.Contacts.Where(c => c.CustomerId == app.Company.EastCustomer).Select(c => c.Id).SingleAsync());
        return await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(app.Company.EastCustomer, plan, app.As(Who.RepEast), None));
    }

    private Task<FollowUp> ReadAsync(int id) => app.DbAsync(db => db.FollowUps.AsNoTracking().SingleAsync(f => f.Id == id));

    private async Task<(int Customer, int Task)> TaskAsync(Who assignee)
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer($"上海完成{Interlocked.Increment(ref count)}号有限公司"));
        var plan = Forms.Plan(new DateTime(2026, 11, 19, 15, 0, 0));
        plan.Assignee = app.Company[assignee].Id;
        return (customer, await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, plan, app.As(Who.RepEast), None)));
    }
}
