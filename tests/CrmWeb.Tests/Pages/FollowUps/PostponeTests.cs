using System.Net;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.FollowUps;

/// <summary>Moving one task, or those ticked, with one tap from the desk.</summary>
public sealed class PostponeTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;

    [Fact]
    public async Task One_tap_on_the_desk_moves_a_task_and_leads_back()
    {
        var task = await TaskAsync();
        var desk = await (await app.ClientAsync(Who.RepEast)).GetAsync("/");
        var done = await desk.Form($"#task-{task} form").Set("until", "afternoon").SubmitAsync();
        Assert.Equal("/?team=false", done.Location);
        Assert.Contains((await done.FollowAsync()).Texts(".toast-note"), t => t.Contains("已改到 11-18 14:00", StringComparison.Ordinal));
        Assert.Equal(new DateTime(2026, 11, 18, 6, 0, 0, DateTimeKind.Utc), (await ReadAsync(task)).PlannedAt);
    }

    [Fact]
    public async Task Several_ticked_ones_are_moved_at_once_each_keeping_its_hour()
    {
        var (one, other, left) = (await TaskAsync(11), await TaskAsync(15), await TaskAsync(16));
        var desk = await (await app.ClientAsync(Who.RepEast)).GetAsync("/");
        Assert.NotNull(desk.Document.QuerySelector($"input[form=several][value='{one}']"));
        var done = await desk.Form("#several").Set("id", $"{one}", $"{other}").Set("until", "tomorrow").SubmitAsync();
        Assert.Contains((await done.FollowAsync()).Texts(".toast-note"), t => t.Contains("已改期 2 项", StringComparison.Ordinal));
        Assert.Equal([19, 19, 18], new[] { await ReadAsync(one), await ReadAsync(other), await ReadAsync(left) }.Select(f => f.PlannedAt!.Value.AddHours(8).Day));
        Assert.Equal([11, 15], new[] { await ReadAsync(one), await ReadAsync(other) }.Select(f => f.PlannedAt!.Value.AddHours(8).Hour));
    }

    [Fact]
    public async Task One_of_a_series_moves_alone()
    {
        var task = await TaskAsync(10, FollowUpRecurrence.Weekly);
        var before = (await ReadAsync(task)).SeriesAt;
        await (await app.ClientAsync(Who.RepEast)).PostAsync($"/follow-ups/{task}/progress?handler=postpone", ("until", "tomorrow"));
        var after = await ReadAsync(task);
        Assert.Equal((before, 19), (after.SeriesAt, after.PlannedAt!.Value.AddHours(8).Day));
    }

    [Fact]
    public async Task A_time_nobody_knows_is_refused_and_one_that_is_over_is_not_offered()
    {
        var task = await TaskAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync($"/follow-ups/{task}/progress?handler=postpone", ("until", "never"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/follow-ups/several?handler=postpone", ("id", $"{task}"), ("until", ""))).Status);
        Assert.Equal($"/follow-ups/{task}", (await browser.PostAsync(
            $"/follow-ups/{task}/progress?handler=postpone", ("until", "1h"), ("Back", "https://evil.example/"))).Location);
        app.Clock.Now = new DateTime(2026, 11, 18, 9, 0, 0, DateTimeKind.Utc);
        try
        {
            Assert.DoesNotContain("今天下午", (await browser.GetAsync("/")).Text, StringComparison.Ordinal);
        }
        finally
        {
            app.Clock.Now = TestClock.Start;
        }
    }

    [Fact]
    public async Task An_afternoon_that_is_over_is_said_where_the_button_stood()
    {
        var (task, browser) = (await TaskAsync(), await app.SignInAsync(Who.RepEast));
        var before = (await ReadAsync(task)).PlannedAt;
        app.Clock.Now = new DateTime(2026, 11, 18, 9, 0, 0, DateTimeKind.Utc);
        try
        {
            foreach (var (address, field) in new[] { ($"/follow-ups/{task}/progress?handler=postpone", "Back"), ("/follow-ups/several?handler=postpone", "back") })
            {
                var refused = await browser.PostAsync(address, ("id", $"{task}"), ("until", "afternoon"), (field, "/?team=false"));
                Assert.Equal("/?team=false", refused.Location);
                Assert.Contains((await refused.FollowAsync()).Texts(".toast-note"), t => t.Contains("今天下午已过", StringComparison.Ordinal));
            }

            browser.Http.DefaultRequestHeaders.Add("X-Regions", "true");
            var inPlace = await browser.PostAsync($"/follow-ups/{task}/progress?handler=postpone", ("until", "afternoon"));
            Assert.Equal(HttpStatusCode.BadRequest, inPlace.Status);
            Assert.Contains(inPlace.Texts("[data-toast]"), t => t.Contains("今天下午已过", StringComparison.Ordinal));
        }
        finally
        {
            app.Clock.Now = TestClock.Start;
        }

        Assert.Equal(before, (await ReadAsync(task)).PlannedAt);
    }

    [Fact]
    public async Task The_bar_leads_to_the_page_that_asks_for_a_day()
    {
        var (one, other) = (await TaskAsync(), await TaskAsync());
        var answer = await (await app.ClientAsync(Who.RepEast)).PostAsync("/follow-ups/several?handler=choose", ("id", $"{one}"), ("id", $"{other}"), ("back", "/?team=false"));
        Assert.Equal($"/follow-ups/several?do=reschedule&back=%2F%3Fteam%3Dfalse&id={one}&id={other}", answer.Location);
        Assert.Equal(2, (await answer.FollowAsync()).Document.QuerySelectorAll("main .rows li").Length);
    }

    private async Task<int> TaskAsync(int hour = 10, FollowUpRecurrence recurrence = FollowUpRecurrence.None)
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer($"稍后再办第{Interlocked.Increment(ref count)}号铸件厂"));
        var form = Forms.Plan(new DateTime(2026, 11, 18, hour, 0, 0).AddMinutes(5));
        form.Recurrence = recurrence;
        return await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, form, app.As(Who.RepEast), None));
    }

    private Task<FollowUp> ReadAsync(int id) => app.DbAsync(db => db.FollowUps.AsNoTracking().SingleAsync(f => f.Id == id));
}
