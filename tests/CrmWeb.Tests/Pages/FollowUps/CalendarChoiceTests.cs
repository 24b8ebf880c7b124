using System.Net;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages.FollowUps;

/// <summary>Whose and which entries a calendar shows, what it says of days, and where its empty time leads.</summary>
public sealed class CalendarChoiceTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task What_is_done_is_shown_on_request_alone_and_stays_so_from_day_to_day()
    {
        var browser = await app.ClientAsync(Who.RepEast);
        var done = $"[data-event='{app.Company.DoneFollowUp}']";
        var page = await browser.GetAsync("/follow-ups/calendar");
        Assert.Null(page.Document.QuerySelector(done));
        var link = page.Document.QuerySelector("a[role=switch]")!;
        Assert.Equal("false", link.GetAttribute("aria-checked"));
        var all = await browser.GetAsync(link.GetAttribute("href")!);
        Assert.NotNull(all.Document.QuerySelector($"{done}.is-done"));
        Assert.All(all.Document.QuerySelectorAll(".cal-move a"), a => Assert.Contains("done=true", a.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_entry_says_its_method_by_sign_and_colour_and_all_of_itself_in_its_title()
    {
        var task = await PlanAsync(Who.RepEast, new DateTime(2026, 11, 24, 10, 0, 0));
        var entry = (await (await app.ClientAsync(Who.RepEast)).GetAsync("/follow-ups/calendar")).Document.QuerySelector($"[data-event='{task}']")!;
        Assert.Contains("stage-green", entry.ClassName, StringComparison.Ordinal);
        Assert.Equal("拜访", entry.QuerySelector("svg")!.GetAttribute("aria-label"));
        Assert.Equal("10:00 待处理 · 上海恒锐精密机械有限公司 · 拜访 · 上门演示 · 王海涛", entry.GetAttribute("title"));
        Assert.Equal(("", "drawer"), (entry.GetAttribute("data-sheet"), entry.GetAttribute("data-sheet-kind")));
    }

    [Fact]
    public async Task Several_of_the_team_stand_side_by_side_on_a_day()
    {
        var (mine, other) = (await PlanAsync(Who.RepEast, new DateTime(2026, 11, 25, 10, 0, 0)), await PlanAsync(Who.MgrEast, new DateTime(2026, 11, 25, 11, 0, 0)));
        var (first, second) = (app.Company[Who.RepEast].Id, app.Company[Who.MgrEast].Id);
        var manager = await app.ClientAsync(Who.MgrEast);
        var day = await manager.GetAsync($"/follow-ups/calendar?view=day&day=2026-11-25&team=true&person={first}&person={second}");
        Assert.Equal(2, day.Document.QuerySelectorAll(".cal-columns > section").Length);
        Assert.NotNull(day.Document.QuerySelector($"section[aria-labelledby='person-{first}'] [data-event='{mine}']"));
        Assert.NotNull(day.Document.QuerySelector($"section[aria-labelledby='person-{second}'] [data-event='{other}']"));
        Assert.Null(day.Document.QuerySelector($"section[aria-labelledby='person-{second}'] [data-event='{mine}']"));

        var one = await manager.GetAsync($"/follow-ups/calendar?view=day&day=2026-11-25&team=true&person={first}");
        Assert.Null(one.Document.QuerySelector(".cal-columns"));
        Assert.Null(one.Document.QuerySelector($"[data-event='{other}']"));

        // Whoever sees no team sees their own, whatever the address says.
        var rep = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/calendar?view=day&day=2026-11-25&team=true&person={second}");
        Assert.Null(rep.Document.QuerySelector($"[data-event='{other}']"));
        Assert.NotNull(rep.Document.QuerySelector($"[data-event='{mine}']"));
    }

    [Fact]
    public async Task The_working_calendar_marks_days_off_and_days_worked()
    {
        foreach (var (day, mark) in new[] { (1, DayMark.Off), (4, DayMark.Worked) })
            await app.WithAsync<CalendarService>(c => c.MarkAsync(new CalendarForm { From = new DateOnly(2031, 5, day), Mark = mark, Name = "劳动节" }, app.As(Who.Admin), None));
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync("/follow-ups/calendar?day=2031-05-10");
        Assert.Equal(["休", "班"], page.Texts(".cal-mark"));
        var place = page.Document.QuerySelector("[data-calendar]")!;
        Assert.Equal(("2031-05-01", "2031-05-04"), (place.GetAttribute("data-off"), place.GetAttribute("data-worked")));
    }

    [Fact]
    public async Task On_a_phone_the_days_before_today_wait_behind_a_box()
    {
        var browser = await app.ClientAsync(Who.RepEast);
        var page = await browser.GetAsync("/follow-ups/calendar");
        Assert.Single(page.Document.QuerySelectorAll(".cal-earlier"));
        Assert.Equal(23, page.Document.QuerySelectorAll(".cal-month td.is-past").Length);
        Assert.Empty((await browser.GetAsync("/follow-ups/calendar?day=2026-12-10")).Document.QuerySelectorAll(".cal-earlier"));
    }

    [Fact]
    public async Task Empty_time_leads_to_a_plan_for_just_then()
    {
        var browser = await app.ClientAsync(Who.RepEast);
        Assert.Equal("/follow-ups/new?plan=true", (await browser.GetAsync("/follow-ups/calendar")).Document.QuerySelector("[data-calendar]")!.GetAttribute("data-plan"));
        var choose = await browser.GetAsync("/follow-ups/new?plan=true&at=2026-11-27T15:30");
        var link = choose.Document.QuerySelector($"a[href^='/follow-ups/new?customer={app.Company.EastCustomer}&']")!.GetAttribute("href")!;
        Assert.Equal("2026-11-27T15:30", (await browser.GetAsync(link)).FormWith("Form.Subject")["Form.At"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/follow-ups/new?plan=true&at=soon")).Status);
        Assert.Equal("", (await (await app.ClientAsync(Who.Marketer)).GetAsync("/follow-ups/calendar")).Document.QuerySelector("[data-calendar]")!.GetAttribute("data-plan"));
    }

    private Task<int> PlanAsync(Who who, DateTime at) =>
        app.WithAsync<FollowUpService, int>(w => w.PlanAsync(app.Company.EastCustomer, Forms.Plan(at), app.As(who), None));
}
