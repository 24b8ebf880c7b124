using System.Net;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.FollowUps;

/// <summary>The calendar without script, what its script asks for, and the subscription.</summary>
public sealed class CalendarPageTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("month", "2026年11月", "/follow-ups/calendar?view=month&day=2026-12-01")]
    [InlineData("week", "11月16日 – 11月22日", "/follow-ups/calendar?view=week&day=2026-11-25")]
    [InlineData("day", "11月18日 星期三", "/follow-ups/calendar?view=day&day=2026-11-19")]
    public async Task Each_view_shows_its_days_and_leads_to_the_next(string view, string title, string next)
    {
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/calendar?view={view}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(title, Assert.Single(page.Texts(".cal-title")));
        Assert.Contains(next, page.Document.QuerySelectorAll(".cal-move a").Select(a => a.GetAttribute("href")));
        Assert.Equal(view == "month" ? 42 : 0, page.Document.QuerySelectorAll(".cal-month td").Length);
        Assert.Equal(view == "week" ? 7 : view == "day" ? 1 : 0, page.Document.QuerySelectorAll(".cal-days section").Length);
    }

    [Fact]
    public async Task A_task_stands_on_its_day_and_leads_to_the_form_that_moves_it()
    {
        var task = await PlanAsync(new DateTime(2026, 11, 24, 14, 15, 0));
        var browser = await app.ClientAsync(Who.RepEast);
        var day = await browser.GetAsync("/follow-ups/calendar?view=day&day=2026-11-24");
        var entry = day.Document.QuerySelector($"[data-event='{task}']")!;
        Assert.Equal(("2026-11-24T14:15:00", "true"), (entry.GetAttribute("data-at"), entry.GetAttribute("data-movable")));
        Assert.Contains($"/follow-ups/{task}?replan=true", day.Document.QuerySelectorAll(".cal-days a").Select(a => a.GetAttribute("href")));
        Assert.Contains($"/follow-ups/{task}", (await browser.GetAsync("/follow-ups/calendar?day=2026-11-01")).Text);
    }

    [Fact]
    public async Task A_dragged_task_is_moved_and_what_goes_wrong_is_said()
    {
        var task = await PlanAsync(new DateTime(2026, 11, 24, 15, 15, 0));
        var version = (await ReadAsync(task)).Version;
        var browser = await app.SignInAsync(Who.RepEast);
        browser.Http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        var moved = await MoveAsync(browser, task, "2026-11-26T09:30", version);
        Assert.Equal(HttpStatusCode.OK, moved.Status);
        Assert.Contains("11-26 09:30", moved.Text);
        var row = await ReadAsync(task);
        Assert.Equal(new DateTime(2026, 11, 26, 1, 30, 0), row.At);
        Assert.Contains(row.Version.ToString(), moved.Text);

        Assert.Equal(HttpStatusCode.Conflict, (await MoveAsync(browser, task, "2026-11-27T09:30", version)).Status);
        var past = await MoveAsync(browser, task, "2026-11-18T09:30", row.Version);
        Assert.Equal(HttpStatusCode.BadRequest, past.Status);
        Assert.Contains("\\u8BE5\\u65F6\\u95F4\\u5DF2\\u8FC7", past.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.NotFound, (await MoveAsync(await app.ClientAsync(Who.RepSouth), task, "2026-11-27T09:30", row.Version)).Status);
        Assert.Equal(row.At, (await ReadAsync(task)).At);

        var plain = await MoveAsync(await app.SignInAsync(Who.RepEast), task, "2026-11-18T09:30", row.Version);
        Assert.Equal("/follow-ups/calendar", new Uri(new Uri("http://crm"), plain.Location!).AbsolutePath);
        Assert.Contains((await plain.FollowAsync()).Texts(".toast-note"), t => t.Contains("该时间已过", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_of_a_series_asks_which_is_meant_and_a_form_without_script_asks_too()
    {
        var plan = Forms.Plan(new DateTime(2026, 11, 30, 15, 15, 0));
        plan.Recurrence = FollowUpRecurrence.Monthly;
        var task = await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(app.Company.EastCustomer, plan, app.As(Who.RepEast), None));
        var browser = await app.SignInAsync(Who.RepEast);
        var day = await browser.GetAsync("/follow-ups/calendar?view=day&day=2026-11-30");
        Assert.Equal("true", day.Document.QuerySelector($"[data-event='{task}']")!.GetAttribute("data-recurs"));
        var calendar = day.Document.QuerySelector("[data-calendar]")!;
        Assert.Equal(["仅这一次", "这一次及之后各次"], new[] { "data-text-scope-one", "data-text-scope-series" }.Select(calendar.GetAttribute));

        var form = (await browser.GetAsync($"/follow-ups/{task}?replan=true")).FormWith("Form.Scope");
        Assert.Equal("One", form["Form.Scope"]);
        Assert.True((await form.Set("Form.At", "2026-12-01T15:15").Set("Form.Scope", "Series").SubmitAsync()).IsRedirect);
        var row = await ReadAsync(task);
        Assert.Equal((new DateTime(2026, 12, 1, 7, 15, 0), 1), (row.SeriesAt!.Value, row.SeriesDay!.Value));
        browser.Http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        Assert.Equal(HttpStatusCode.OK, (await MoveAsync(browser, task, "2026-12-03T15:15", row.Version)).Status);
        row = await ReadAsync(task);
        Assert.Equal((new DateTime(2026, 12, 3, 7, 15, 0), new DateTime(2026, 12, 1, 7, 15, 0)), (row.At, row.SeriesAt!.Value));
    }

    [Theory]
    [InlineData("view=year")]
    [InlineData("day=1999-12-31")]
    [InlineData("day=2026-13-01")]
    [InlineData("day=9999-12-31")]
    [InlineData("person=x")]
    public async Task What_means_nothing_is_answered_400(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/calendar?{query}")).Status);

    [Fact]
    public async Task The_subscription_is_shown_once_and_read_without_signing_in()
    {
        var browser = await app.ClientAsync(Who.RepEast);
        var page = await browser.GetAsync("/account/calendar-feed");
        var made = await (await page.Form("form[action='/account/calendar-feed']").SubmitAsync()).FollowAsync();
        var address = made.Document.QuerySelector("#feed-address")!.GetAttribute("value")!;
        Assert.StartsWith("https://localhost/calendar/", address, StringComparison.Ordinal);
        Assert.StartsWith("webcal://localhost/calendar/", made.Document.QuerySelector("a[href^=webcal]")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Null((await browser.GetAsync("/account/calendar-feed")).Document.QuerySelector("#feed-address"));

        var stranger = app.Stranger();
        using var answer = await stranger.Http.GetAsync(new Uri(address));
        Assert.Equal(("text/calendar; charset=utf-8", "no-store"), (answer.Content.Headers.ContentType!.ToString(), answer.Headers.CacheControl!.ToString()));
        Assert.Contains("noindex", answer.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        Assert.StartsWith("BEGIN:VCALENDAR", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await made.Form("form[action$='handler=revoke']").SubmitAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(new Uri(address).PathAndQuery)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/calendar/nonsense.ics")).Status);
    }

    private static Task<PageAnswer> MoveAsync(Browser browser, int id, string at, Guid version) =>
        browser.PostAsync("/follow-ups/calendar?handler=move", ("id", $"{id}"), ("at", at), ("version", $"{version}"));

    private Task<FollowUp> ReadAsync(int id) => app.DbAsync(db => db.FollowUps.AsNoTracking().SingleAsync(f => f.Id == id));

    private Task<int> PlanAsync(DateTime at) => app.WithAsync<FollowUpService, int>(
        w => w.PlanAsync(app.Company.EastCustomer, Forms.Plan(at), app.As(Who.RepEast), None));
}
