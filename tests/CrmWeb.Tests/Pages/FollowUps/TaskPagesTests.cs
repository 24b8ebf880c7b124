using System.Net;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.FollowUps;

/// <summary>The buttons of a task, its reminder and its series, and several of them at once.</summary>
public sealed class TaskPagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;

    [Fact]
    public async Task A_plan_says_when_to_remind_and_how_often_it_comes_back()
    {
        var (customer, _) = await TaskAsync();
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/new?customer={customer}&plan=true");
        Assert.Equal("10", page.FormWith("Form.Subject")["Form.ReminderLead"]);
        var answer = await page.FormWith("Form.Subject").Set("Form.Method", "visit").Set("Form.Subject", "季度回访")
            .Set("Form.ReminderLead", "60").Set("Form.Recurrence", "Quarterly").SubmitAsync();
        Assert.True(answer.IsRedirect);
        var task = await app.DbAsync(db => db.FollowUps.AsNoTracking().SingleAsync(f => f.CustomerId == customer && f.Subject == "季度回访"));
        Assert.Equal((60, NotificationChannels.Page, FollowUpRecurrence.Quarterly), (task.ReminderLeadMinutes, task.ReminderChannels, task.Recurrence));

        var shown = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/{task.Id}");
        Assert.Contains("每季度", shown.Texts(".facts dd"));
        Assert.Contains("完成后将自动安排下一次", shown.Text);
    }

    [Fact]
    public async Task Another_time_keeps_reminder_and_series_as_the_form_shows_them()
    {
        var (_, task) = await TaskAsync(f => (f.ReminderLead, f.Recurrence, f.Channels) = (45, FollowUpRecurrence.Monthly, [NotificationChannels.Mail]));
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/{task}?replan=true");
        var form = page.FormWith("Form.Recurrence");
        Assert.Equal(("45", "Monthly"), (form["Form.ReminderLead"], form["Form.Recurrence"]));
        await form.Set("Form.At", "2026-11-26T09:00").SubmitAsync();
        var row = await ReadAsync(task);
        Assert.Equal((45, NotificationChannels.Page | NotificationChannels.Mail, FollowUpRecurrence.Monthly), (row.ReminderLeadMinutes, row.ReminderChannels, row.Recurrence));

        await (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/{task}?replan=true")).FormWith("Form.Recurrence")
            .Set("Form.Channels", "Page").SubmitAsync();
        Assert.Equal(NotificationChannels.Page, (await ReadAsync(task)).ReminderChannels);
    }

    [Fact]
    public async Task Completing_one_of_a_series_with_a_time_of_its_own_keeps_what_the_series_is()
    {
        var colleague = app.Company[Who.MgrEast].Id;
        var (customer, task) = await TaskAsync(f => (f.Recurrence, f.Priority, f.ReminderLead, f.Channels, f.Assignee, f.Content) =
            (FollowUpRecurrence.Quarterly, FollowUpPriority.High, 60, [NotificationChannels.Mail], colleague, "问问使用情况"));
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/{task}");
        var form = page.FormWith("Form.NextAt");
        Assert.Equal((null, $"{colleague}", "High", "60"), (form["Form.Content"] is "" ? null : form["Form.Content"], form["Form.Assignee"], form["Form.Priority"], form["Form.ReminderLead"]));
        Assert.NotNull(page.Document.QuerySelector("details.form-more[open]"));
        var answer = await form.Set("Form.Content", "已回访").Set("Form.NextAt", "2027-02-25T10:00").SubmitAsync();
        Assert.Equal($"/customers/{customer}", answer.Location);

        var next = await app.DbAsync(db => db.FollowUps.AsNoTracking().SingleAsync(f => f.RepeatsId == task));
        Assert.Equal((new DateTime(2027, 2, 25, 2, 0, 0), colleague, FollowUpPriority.High, 60), (next.PlannedAt!.Value, next.AssigneeId, next.Priority, next.ReminderLeadMinutes));
        Assert.Equal((NotificationChannels.Page | NotificationChannels.Mail, FollowUpRecurrence.Quarterly, "问问使用情况"), (next.ReminderChannels, next.Recurrence, next.Content));
    }

    [Fact]
    public async Task A_reminder_that_popped_up_is_put_off_without_leaving_the_page()
    {
        var (_, task) = await TaskAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        var page = await browser.GetAsync($"/follow-ups/{task}");
        var bell = page.Document.QuerySelector("[data-notifications]")!;
        Assert.Equal(("10m;1h;tomorrow", "10 分钟后;1 小时后;明天 09:00"), (bell.GetAttribute("data-snoozes"), bell.GetAttribute("data-text-snoozes")));

        using var asked = new HttpRequestMessage(HttpMethod.Post, $"/follow-ups/{task}/progress?handler=snooze");
        asked.Headers.Accept.ParseAdd("text/plain");
        asked.Headers.Add("X-CSRF-TOKEN", page.FormWith("Form.Content")["__RequestVerificationToken"]);
        asked.Content = new FormUrlEncodedContent([KeyValuePair.Create("until", "1h")]);
        using var answer = await browser.Http.SendAsync(asked);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("将于 11-18 11:00 再次提醒。", await answer.Content.ReadAsStringAsync());
        Assert.Equal(TestClock.Start.AddHours(1), (await ReadAsync(task)).RemindAt);
        Assert.DoesNotContain("再次提醒。", (await browser.GetAsync("/follow-ups")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_tap_begins_a_task_and_one_puts_its_reminder_off()
    {
        var (_, task) = await TaskAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        var answer = await (await browser.GetAsync($"/follow-ups/{task}")).Form($"form[action='/follow-ups/{task}/progress?handler=start']").SubmitAsync();
        Assert.Equal($"/follow-ups/{task}", answer.Location);
        Assert.Contains("进行中", (await answer.FollowAsync()).Texts(".facts dd"));

        var page = await browser.GetAsync($"/follow-ups/{task}");
        Assert.Equal(["10 分钟后", "1 小时后", "明天 09:00"], page.Texts("button[name=until]"));
        var later = await page.Form($"form[action='/follow-ups/{task}/progress?handler=snooze']").Set("until", "1h").SubmitAsync();
        Assert.Contains("将于 11-18 11:00 再次提醒", (await later.FollowAsync()).Text);
        Assert.Equal(TestClock.Start.AddHours(1), (await ReadAsync(task)).RemindAt);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync($"/follow-ups/{task}/progress?handler=snooze", ("until", "never"))).Status);

        var manager = await (await app.ClientAsync(Who.MgrEast)).GetAsync($"/follow-ups/{task}");
        Assert.Empty(manager.Document.QuerySelectorAll("button[name=until]"));
    }

    [Fact]
    public async Task Ticked_tasks_are_shown_with_what_is_to_be_done_and_moved()
    {
        var (_, one) = await TaskAsync();
        var (_, other) = await TaskAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        var list = await browser.GetAsync("/follow-ups?list=planned&size=100");
        Assert.Equal(list.Document.QuerySelectorAll("tbody tr").Length, list.Document.QuerySelectorAll("input[form=several][name=id]").Length);

        var page = await browser.GetAsync($"/follow-ups/several?do=reschedule&id={one}&id={other}&back=%2Ffollow-ups%3Flist%3Dplanned");
        Assert.Equal("改期 2 项任务", Assert.Single(page.Texts("h1")));
        var refused = await page.FormWith("Form.Day").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("请选择改到哪一天", refused.Text);
        var answer = await refused.FormWith("Form.Day").Set("Form.Day", "2026-11-27").Set("Form.Time", "09:30").SubmitAsync();
        Assert.Equal("/follow-ups?list=planned", answer.Location);
        Assert.Contains("已改期 2 项任务", (await answer.FollowAsync()).Text);
        Assert.Equal(new DateTime(2026, 11, 27, 1, 30, 0), (await ReadAsync(other)).PlannedAt);
    }

    [Fact]
    public async Task A_manager_gives_tasks_to_somebody_else_and_sees_the_list_by_person()
    {
        var (_, task) = await TaskAsync();
        var manager = await app.ClientAsync(Who.MgrEast);
        var page = await manager.GetAsync($"/follow-ups/several?do=reassign&id={task}");
        var answer = await page.FormWith("Form.Assignee").Set("Form.Assignee", $"{app.Company[Who.MgrEast].Id}").SubmitAsync();
        Assert.Equal("/follow-ups", answer.Location);

        var team = await manager.GetAsync($"/follow-ups?list=planned&team=true&size=100&person={app.Company[Who.MgrEast].Id}");
        Assert.Contains($"/follow-ups/{task}", team.Text);
        Assert.All(team.Document.QuerySelectorAll("tbody tr"), tr => Assert.Contains("陈立新", tr.TextContent));
        Assert.Contains(team.Texts("select[name=person] option"), o => o.StartsWith("陈立新（", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_ticked_says_so_and_calling_off_asks_first()
    {
        var (_, task) = await TaskAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        var none = await browser.GetAsync("/follow-ups/several?do=cancel&back=https%3A%2F%2Fevil.example%2F");
        Assert.Equal("/follow-ups", none.Location);
        Assert.Contains("请先勾选任务", (await none.FollowAsync()).Text);

        var page = await browser.GetAsync($"/follow-ups/several?do=cancel&id={task}");
        Assert.Equal(FollowUpState.Pending, (await ReadAsync(task)).State);
        await page.Form("form[action='/follow-ups/several?handler=cancel']").SubmitAsync();
        Assert.Equal(FollowUpState.Cancelled, (await ReadAsync(task)).State);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync($"/follow-ups/several?do=nothing&id={task}")).Status);
    }

    private Task<FollowUp> ReadAsync(int id) => app.DbAsync(db => db.FollowUps.AsNoTracking().SingleAsync(f => f.Id == id));

    private async Task<(int Customer, int Task)> TaskAsync(Action<FollowUpForm>? change = null)
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer($"上海任务{Interlocked.Increment(ref count)}号有限公司"));
        var plan = Forms.Plan(new DateTime(2026, 11, 19, 15, 0, 0));
        change?.Invoke(plan);
        return (customer, await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, plan, app.As(Who.RepEast), None)));
    }
}
