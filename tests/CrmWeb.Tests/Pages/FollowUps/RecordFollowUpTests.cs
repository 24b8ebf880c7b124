using System.Net;
using CrmWeb.Core.FollowUps;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.FollowUps;

/// <summary>The one form: what happened, when to come back, the new stage.</summary>
public sealed class RecordFollowUpTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static int count;

    public static TheoryData<string, string, string> Refusals() => new()
    {
        { "Method", "", "请选择跟进方式" },
        { "Method", "pigeon", "没有这个选项" },
        { "At", "", "请填写跟进时间" },
        { "At", "昨天", "无法识别" },
        { "At", "1899-01-01T10:00", "2000 年至 2099 年" },
        { "At", "2026-11-19T10:00", "跟进时间不能晚于现在" },
        { "Content", " \t ", "请填写跟进内容" },
        { "Content", new string('长', 4001), "最多 4000 个字" },
        { "Subject", new string('长', 201), "最多 200 个字" },
        { "Contact", "999999", "没有这个选项" },
        { "NextAt", "2026-11-17T10:00", "必须晚于现在" },
        { "Assignee", "999999", "看不到此客户" },
        { "Priority", "9", "无法识别" },
        { "Stage", "nowhere", "没有这个阶段" },
        { "Stage", "initial", "客户已处于" },
        { "StageReason", new string('长', 501), "最多 500 个字" },
    };

    [Fact]
    public async Task One_form_notes_what_happened_plans_the_next_and_moves_the_stage()
    {
        var id = await CustomerAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        var page = await browser.GetAsync($"/follow-ups/new?customer={id}");
        Assert.Equal("2026-11-18T10:00", page.FormWith("Form.Content")["Form.At"]);

        var saved = await Filled(page).Set("Form.Result", "同意看方案").Set("Form.NextStep", "发方案").Set("Form.NextAt", "2026-11-20T10:00")
            .Set("Form.Priority", "High").Set("Form.Stage", "needs").Set("Form.StageReason", "需求已明确").SubmitAsync();
        Assert.Equal($"/customers/{id}", saved.Location);

        var rows = await FollowUpsAsync(id);
        Assert.Equal(2, rows.Count);
        Assert.Equal(FollowUpState.Done, rows[0].State);
        Assert.Equal("聊了需求", rows[0].Content);
        Assert.Equal(TestClock.Start, rows[0].HappenedAt);
        Assert.Equal((FollowUpState.Pending, "发方案", FollowUpPriority.High), (rows[1].State, rows[1].Subject, rows[1].Priority));
        Assert.Equal(new DateTime(2026, 11, 20, 2, 0, 0, DateTimeKind.Utc), rows[1].PlannedAt);
        var record = await saved.FollowAsync();
        Assert.Contains("需求确认", record.Texts(".stage"));
        Assert.Contains(record.Texts(".toast-note"), t => t.Contains("已安排下次跟进"));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_broken_rule_is_told_beside_its_field_and_everything_typed_is_kept(string field, string value, string message)
    {
        var id = await CustomerAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        var form = Filled(await browser.GetAsync($"/follow-ups/new?customer={id}")).Set("Form.Result", "保留的结果")
            .Set("Form.StageReason", "保留的原因").Set("Form.Stage", "needs");
        var answer = await form.Set($"Form.{field}", value).SubmitAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(message, Assert.Single(answer.Texts($"#Form_{field}_error")));
        var back = answer.FormWith("Form.Content");
        Assert.Equal("保留的结果", back["Form.Result"]);
        if (field != "Content")
            Assert.Equal("聊了需求", back["Form.Content"]);
        Assert.Empty(await FollowUpsAsync(id));
    }

    [Fact]
    public async Task Faults_of_the_stage_are_told_together_with_the_others()
    {
        var id = await CustomerAsync();
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/new?customer={id}");
        var answer = await Filled(page).Set("Form.Content", "").Set("Form.Stage", "lost").SubmitAsync();
        Assert.Single(answer.Texts("#Form_Content_error"));
        Assert.Contains("请选择流失原因", Assert.Single(answer.Texts("#Form_LossReason_error")));
        Assert.Equal("lost", answer.FormWith("Form.Stage")["Form.Stage"]);
    }

    [Fact]
    public async Task Fields_folded_away_open_when_they_hold_something()
    {
        var id = await CustomerAsync();
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/new?customer={id}");
        Assert.Null(page.Document.QuerySelector("details.form-more[open]"));
        var answer = await Filled(page).Set("Form.Method", "").Set("Form.Objections", "价格偏高").SubmitAsync();
        Assert.NotNull(answer.Document.QuerySelector("details.form-more[open]"));
    }

    [Fact]
    public async Task Somebody_who_moved_the_customer_meanwhile_is_told_once()
    {
        var id = await CustomerAsync();
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/new?customer={id}");
        await Filled(await (await app.ClientAsync(Who.MgrEast)).GetAsync($"/follow-ups/new?customer={id}")).Set("Form.Stage", "needs").SubmitAsync();

        var answer = await Filled(page).Set("Form.Stage", "quotation").SubmitAsync();
        Assert.Contains("刚被移到", Assert.Single(answer.Texts("#Form_Stage_error")));
        Assert.True((await answer.FormWith("Form.Content").SubmitAsync()).IsRedirect);
    }

    [Fact]
    public async Task The_same_form_sent_twice_writes_one_record_and_plans_once()
    {
        var id = await CustomerAsync();
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/new?customer={id}");
        var form = Filled(page).Set("Form.NextAt", "2026-11-20T10:00");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => form.SubmitAsync()));
        Assert.All(answers, a => Assert.Equal($"/customers/{id}", a.Location));
        Assert.Equal(2, (await FollowUpsAsync(id)).Count);
    }

    [Theory]
    [InlineData(Who.RepSouth)]
    [InlineData(Who.MgrSouth)]
    [InlineData(Who.RepEast2)]
    public async Task A_customer_one_may_not_change_does_not_exist_here(Who who)
    {
        var browser = await app.ClientAsync(who);
        var before = await app.SnapshotAsync();
        foreach (var query in new[] { "", "&plan=true" })
        {
            var address = $"/follow-ups/new?customer={app.Company.EastCustomer}{query}";
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(address)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync(address, ("Form.Content", "x"), ("Form.Method", "phone"), ("Form.At", "2026-11-18T09:00"))).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync(address, ("Form.At", "garbage"))).Status);
        }

        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    [Fact]
    public async Task Those_without_the_permission_are_told_which_right_is_missing()
    {
        var answer = await (await app.ClientAsync(Who.Service)).GetAsync("/follow-ups/new");
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("写跟进", answer.Text);
    }

    [Fact]
    public async Task Without_a_customer_the_page_offers_those_one_may_write_about()
    {
        var rep2 = await app.ClientAsync(Who.RepEast2);
        Assert.DoesNotContain(TestCompany.EastName, (await rep2.GetAsync("/follow-ups/new")).Text);

        var browser = await app.ClientAsync(Who.RepEast);
        var found = await browser.GetAsync("/follow-ups/new?q=恒锐");
        Assert.Equal($"/follow-ups/new?customer={app.Company.EastCustomer}", Assert.Single(found.Document.QuerySelectorAll(".choose .rows a")).GetAttribute("href"));
        Assert.Contains("没有匹配的客户", (await browser.GetAsync("/follow-ups/new?q=没有这家")).Text);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/follow-ups/new", ("Form.Content", "x"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/follow-ups/new?customer=abc")).Status);
    }

    private static PageForm Filled(PageAnswer page) => page.FormWith("Form.Content").Set("Form.Method", "phone").Set("Form.Content", "聊了需求");

    private Task<int> CustomerAsync() => app.RegisterAsync(Who.RepEast, Forms.Customer($"上海记录{Interlocked.Increment(ref count)}号有限公司"));

    private Task<List<FollowUp>> FollowUpsAsync(int customerId) =>
        app.DbAsync(db => db.FollowUps.AsNoTracking().Where(f => f.CustomerId == customerId).OrderBy(f => f.At).ToListAsync());
}
