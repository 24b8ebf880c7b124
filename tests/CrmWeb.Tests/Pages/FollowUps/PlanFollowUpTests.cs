using System.Net;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.FollowUps;

/// <summary>Planning, moving and calling off.</summary>
public sealed class PlanFollowUpTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;

    [Fact]
    public async Task A_plan_is_written_with_time_assignee_and_priority()
    {
        var id = await CustomerAsync();
        var page = await (await app.ClientAsync(Who.MgrEast)).GetAsync($"/follow-ups/new?customer={id}&plan=true");
        Assert.Equal("2026-11-19T10:00", page.FormWith("Form.Subject")["Form.At"]);
        var answer = await page.FormWith("Form.Subject").Set("Form.Method", "visit").Set("Form.Subject", "上门演示")
            .Set("Form.Assignee", $"{app.Company[Who.RepEast].Id}").Set("Form.Priority", "Low").SubmitAsync();
        Assert.Equal($"/customers/{id}", answer.Location);

        var task = await app.DbAsync(db => db.FollowUps.AsNoTracking().SingleAsync(f => f.CustomerId == id));
        Assert.Equal((FollowUpState.Pending, FollowUpPriority.Low, app.Company[Who.RepEast].Id), (task.State, task.Priority, task.AssigneeId));
        Assert.Equal(new DateTime(2026, 11, 19, 2, 0, 0, DateTimeKind.Utc), task.PlannedAt);
    }

    [Theory]
    [InlineData("At", "2026-11-18T09:00", "该时间已过")]
    [InlineData("Subject", "", "请填写跟进主题或内容")]
    [InlineData("Method", "", "请选择跟进方式")]
    public async Task A_plan_that_breaks_a_rule_comes_back(string field, string value, string message)
    {
        var id = await CustomerAsync();
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/new?customer={id}&plan=true");
        var answer = await page.FormWith("Form.Subject").Set("Form.Method", "visit").Set("Form.Subject", "上门演示").Set($"Form.{field}", value).SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(message, Assert.Single(answer.Texts($"#Form_{field}_error")));
        Assert.Equal("安排跟进", Assert.Single(answer.Texts("h1")));
    }

    [Fact]
    public async Task Only_those_who_can_see_the_customer_are_offered_as_assignees()
    {
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/new?customer={app.Company.EastCustomer}&plan=true");
        var names = page.Texts("#Form_Assignee option");
        Assert.Contains("王海涛", names);
        Assert.Contains("李思敏", names);
        Assert.Contains("陈立新", names);
        Assert.DoesNotContain("林志强", names);
        Assert.DoesNotContain("黄嘉怡", names);
    }

    [Fact]
    public async Task Moving_a_task_changes_time_assignee_and_priority_and_nothing_else()
    {
        var (_, task) = await TaskAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        var page = await browser.GetAsync($"/follow-ups/{task}?replan=true");
        Assert.Equal("2026-11-19T15:00", page.FormWith("Form.Priority")["Form.At"]);
        var answer = await page.FormWith("Form.Priority").Set("Form.At", "2026-11-23T09:30").Set("Form.Priority", "High").SubmitAsync();
        Assert.Equal($"/follow-ups/{task}", answer.Location);

        var moved = await ReadAsync(task);
        Assert.Equal((FollowUpPriority.High, "上门演示", FollowUpState.Pending), (moved.Priority, moved.Subject, moved.State));
        Assert.Equal(new DateTime(2026, 11, 23, 1, 30, 0, DateTimeKind.Utc), moved.PlannedAt);

        var late = await page.FormWith("Form.Priority").Set("Form.At", "2026-11-24T09:30").SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal("2026-11-24T09:30", late.FormWith("Form.Priority")["Form.At"]);
        Assert.True((await late.FormWith("Form.Priority").SubmitAsync()).IsRedirect);
    }

    [Fact]
    public async Task A_time_that_has_passed_is_refused_beside_the_field()
    {
        var (_, task) = await TaskAsync();
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/{task}?replan=true");
        var answer = await page.FormWith("Form.Priority").Set("Form.At", "2026-11-01T09:30").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("该时间已过", Assert.Single(answer.Texts("#Form_At_error")));
    }

    [Fact]
    public async Task A_cancelled_task_leaves_the_lists_and_cannot_be_completed()
    {
        var (_, task) = await TaskAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        var page = await browser.GetAsync($"/follow-ups/{task}");
        var answer = await page.FormWith("version").SubmitAsync();
        Assert.Equal($"/follow-ups/{task}", answer.Location);
        Assert.Equal(FollowUpState.Cancelled, (await ReadAsync(task)).State);
        Assert.Contains("已取消", (await answer.FollowAsync()).Texts(".facts dd"));
        Assert.DoesNotContain($"/follow-ups/{task}\"", (await browser.GetAsync("/follow-ups?list=planned")).Text);

        var again = await page.FormWith("version").SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
    }

    [Theory]
    [InlineData(Who.RepSouth)]
    [InlineData(Who.MgrSouth)]
    public async Task Other_branches_find_no_task(Who who)
    {
        var (_, task) = await TaskAsync();
        var browser = await app.ClientAsync(who);
        var before = await app.SnapshotAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/follow-ups/{task}")).Status);
        foreach (var handler in new[] { "", "?handler=Replan&replan=true", "?handler=Cancel" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/follow-ups/{task}{handler}",
                ("Form.Method", "phone"), ("Form.At", "2026-11-18T09:00"), ("Form.Content", "x"))).Status);
        }

        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    [Fact]
    public async Task A_reader_sees_the_task_but_cannot_touch_it()
    {
        var browser = await app.ClientAsync(Who.RepEast2);
        var before = await app.SnapshotAsync();
        var page = await browser.GetAsync($"/follow-ups/{app.Company.PlannedFollowUp}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(page.Document.QuerySelectorAll("main form"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/follow-ups/{app.Company.PlannedFollowUp}?handler=Cancel")).Status);
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    private Task<int> CustomerAsync() => app.RegisterAsync(Who.RepEast, Forms.Customer($"上海计划{Interlocked.Increment(ref count)}号有限公司"));

    private Task<FollowUp> ReadAsync(int id) => app.DbAsync(db => db.FollowUps.AsNoTracking().SingleAsync(f => f.Id == id));

    private async Task<(int Customer, int Task)> TaskAsync()
    {
        var customer = await CustomerAsync();
        var task = await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(
            customer, Forms.Plan(new DateTime(2026, 11, 19, 15, 0, 0)), app.As(Who.RepEast), None));
        return (customer, task);
    }
}
