using System.Net;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.FollowUps;

/// <summary>A task in the panel over the page one is on: the same form and rules as its page, and the next task after it.</summary>
public sealed class TaskSheetTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;

    [Theory]
    [InlineData("", "完成任务")]
    [InlineData("?replan=true", "改期")]
    public async Task The_panel_holds_the_form_alone(string query, string heading)
    {
        var task = await TaskAsync(10);
        var panel = await (await PanelAsync()).GetAsync($"/follow-ups/{task}{query}");
        var region = panel.Document.QuerySelector("[data-region=sheet]")!;
        Assert.Equal(heading, region.GetAttribute("data-sheet-heading"));
        Assert.NotNull(region.QuerySelector("form[data-in-place][data-refreshes]"));
        Assert.Null(panel.Document.QuerySelector("main, nav"));
    }

    [Theory]
    [InlineData("tomorrow", 19)]
    [InlineData("in3days", 21)]
    [InlineData("monday", 23)]
    public async Task One_button_completes_and_plans_the_next(string then, int day)
    {
        var task = await TaskAsync(10);
        var panel = await (await PanelAsync()).GetAsync($"/follow-ups/{task}");
        var form = panel.FormWith("Form.Content").Set("Form.Content", "谈妥了范围。").Set("then", then);
        var done = await form.SubmitAsync();
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Contains(done.Texts("[data-toast]"), t => t.Contains("已安排下次跟进", StringComparison.Ordinal));
        Assert.Equal(form["Form.CreationKey"], done.Document.QuerySelector("[data-draft-saved]")!.GetAttribute("data-draft-saved"));
        Assert.Null(done.Document.QuerySelector("[data-region=sheet]"));
        var row = await ReadAsync(task);
        var next = await app.DbAsync(db => db.FollowUps.AsNoTracking().SingleAsync(f => f.CustomerId == row.CustomerId && f.Id != task));
        Assert.Equal((FollowUpState.Done, new DateTime(2026, 11, day, 2, 0, 0)), (row.State, next.PlannedAt!.Value));

        // The answer may be lost and the same form come again.
        Assert.Equal(HttpStatusCode.OK, (await form.SubmitAsync()).Status);
        Assert.Equal(2, await app.DbAsync(db => db.FollowUps.CountAsync(f => f.CustomerId == row.CustomerId)));
    }

    [Fact]
    public async Task The_next_task_of_the_day_takes_the_place_of_the_one_that_is_done()
    {
        var who = Who.RepEast2;
        var (first, second, third) = (await TaskAsync(11, who), await TaskAsync(13, who), await TaskAsync(15, who));
        var panel = await PanelAsync(who);
        Assert.Equal(third, await AfterAsync(panel, second));
        Assert.Equal(first, await AfterAsync(panel, third));
        var form = (await panel.GetAsync($"/follow-ups/{first}")).FormWith("Form.Content").Set("Form.Content", "最后一条。").Set("goOn", "true");
        var last = await form.SubmitAsync();
        Assert.Contains(last.Texts("[data-toast]"), t => t.Contains("今天没有其他待办了", StringComparison.Ordinal));
        Assert.Null(last.Document.QuerySelector("[data-region=sheet]"));
    }

    [Fact]
    public async Task Without_script_going_on_leads_to_the_next_task()
    {
        var who = Who.RepEast3;
        var (first, second) = (await TaskAsync(11, who), await TaskAsync(13, who));
        var page = await (await app.ClientAsync(who)).GetAsync($"/follow-ups/{first}");
        Assert.Equal($"/follow-ups/{second}", (await page.FormWith("Form.Content").Set("Form.Content", "已完成。").Set("goOn", "true").SubmitAsync()).Location);
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_the_panel_with_everything_typed()
    {
        var task = await TaskAsync(10);
        var panel = await (await PanelAsync()).GetAsync($"/follow-ups/{task}");
        var refused = await panel.FormWith("Form.Content").Set("Form.Result", "已确认").Set("then", "tomorrow").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotEmpty(Assert.Single(refused.Texts("[data-region=sheet] #Form_Content_error")));
        var form = refused.FormWith("Form.Content");
        Assert.Equal(("已确认", "2026-11-19T10:00"), (form["Form.Result"], form["Form.NextAt"]));
        Assert.Equal(HttpStatusCode.BadRequest, (await form.Set("Form.Content", "说清楚了。").Set("then", "someday").SubmitAsync()).Status);
        Assert.True((await ReadAsync(task)).IsOpen);
    }

    [Fact]
    public async Task What_somebody_else_completed_meanwhile_is_saved_beside_it_by_the_page_that_has_all_fields()
    {
        var task = await TaskAsync(10);
        var panel = await PanelAsync();
        var form = (await panel.GetAsync($"/follow-ups/{task}")).FormWith("Form.Content").Set("Form.Content", "我也写了一份。");
        await (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/{task}")).FormWith("Form.Content").Set("Form.Content", "先写完的。").SubmitAsync();
        var refused = await form.SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        var again = refused.Document.QuerySelector("[data-region=sheet] form")!;
        Assert.StartsWith("/follow-ups/new?customer=", again.GetAttribute("action"), StringComparison.Ordinal);

        // That page answers with a page, which the panel cannot show.
        Assert.False(again.HasAttribute("data-in-place"));
    }

    [Fact]
    public async Task Whoever_may_not_see_the_task_gets_no_panel_and_a_done_one_is_only_read()
    {
        var task = await TaskAsync(10);
        Assert.Equal(HttpStatusCode.NotFound, (await (await PanelAsync(Who.RepSouth)).GetAsync($"/follow-ups/{task}")).Status);
        var done = await (await PanelAsync()).GetAsync($"/follow-ups/{app.Company.DoneFollowUp}");
        Assert.Contains("电话沟通了需求", done.Text, StringComparison.Ordinal);
        Assert.Empty(done.Document.QuerySelectorAll("form"));
    }

    /// <summary>Completes a task and tells which one came in its place, with an empty form of its own.</summary>
    private static async Task<int> AfterAsync(Browser panel, int task)
    {
        var form = (await panel.GetAsync($"/follow-ups/{task}")).FormWith("Form.Content").Set("Form.Content", "谈完了。").Set("goOn", "true");
        var answer = await form.SubmitAsync();
        var next = answer.FormWith("Form.Content");
        Assert.Equal("", next["Form.Content"]);
        Assert.NotEqual(form["Form.CreationKey"], next["Form.CreationKey"]);
        Assert.Null(answer.Document.QuerySelector("form[data-unsaved]"));
        return int.Parse(next.Action.Split('/')[^1], null);
    }

    private async Task<Browser> PanelAsync(Who who = Who.RepEast)
    {
        var browser = await app.SignInAsync(who);
        browser.Http.DefaultRequestHeaders.Add("X-Regions", "true");
        return browser;
    }

    private async Task<int> TaskAsync(int hour, Who who = Who.RepEast)
    {
        var customer = await app.RegisterAsync(who, Forms.Customer($"就地完成第{Interlocked.Increment(ref count)}号齿轮厂"));
        return await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, Forms.Plan(new DateTime(2026, 11, 18, hour, 30, 0)), app.As(who), None));
    }

    private Task<FollowUp> ReadAsync(int id) => app.DbAsync(db => db.FollowUps.AsNoTracking().SingleAsync(f => f.Id == id));
}
