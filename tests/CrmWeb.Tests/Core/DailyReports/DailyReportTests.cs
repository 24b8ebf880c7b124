using System.Globalization;
using CrmWeb.Core.DailyReports;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Inbox;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.DailyReports;

/// <summary>A report is sent, once more, twice at a time; who is told; who of a team did not send.</summary>
public sealed class DailyReportTests : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Wednesday = new(2026, 11, 18);
    private static int count;
    private readonly CoreFixture app;

    public DailyReportTests(CoreFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
    }

    [Fact]
    public async Task What_was_sent_stays_as_it_was_until_it_is_sent_again_on_the_same_day()
    {
        var start = app.Clock.Now = TestClock.Start.AddDays(1);
        var customer = await CustomerAsync(Who.RepSouth);
        var record = await RecordAsync(customer, Who.RepSouth, new DateTime(2026, 11, 19, 9, 0, 0));
        var id = await app.SendDayAsync(Who.RepSouth, "  上午拜访一家  ");
        app.Clock.Advance(TimeSpan.FromHours(1));
        await CustomerAsync(Who.RepSouth);
        await app.DbAsync(db => db.FollowUps.Where(f => f.Id == record).ExecuteUpdateAsync(s => s.SetProperty(f => f.Result, "改过的结果")));

        var sent = await app.ReadDayAsync(id, Who.RepSouth);
        Assert.Equal(("上午拜访一家", 1, start), (sent.Sent.Note, sent.Sent.TimesSent, sent.Sent.SentAt));
        Assert.Equal((1, 1), (sent.Figures.FollowUps, sent.Figures.NewCustomers));
        Assert.Equal("愿意看方案", sent.Rows.Single(r => r.Kind == DailyLineKind.FollowUp).Words);

        Assert.Equal(id, await app.SendDayAsync(Who.RepSouth, "下午又来一家"));
        sent = await app.ReadDayAsync(id, Who.RepSouth);
        Assert.Equal(("下午又来一家", 2, start.AddHours(1)), (sent.Sent.Note, sent.Sent.TimesSent, sent.Sent.SentAt));
        Assert.Equal((1, 2), (sent.Figures.FollowUps, sent.Figures.NewCustomers));
        Assert.Equal("改过的结果", sent.Rows.Single(r => r.Kind == DailyLineKind.FollowUp).Words);
        Assert.Equal(3, await app.DbAsync(db => db.DailyReportLines.CountAsync(l => l.ReportId == id)));

        // Once the day is over it stays.
        app.Clock.Now = start.AddDays(1);
        var late = await Assert.ThrowsAsync<ValidationException>(() => app.SendDayAsync(Who.RepSouth, "又改", Wednesday.AddDays(1)));
        Assert.Equal("这一天的日报已经发送，当天过后不能再改。", late.Errors.Single().ErrorMessage);
        Assert.False((await app.OwnDayAsync(Who.RepSouth, Wednesday.AddDays(1))).MaySend);
    }

    [Fact]
    public async Task A_day_that_was_forgotten_is_sent_for_some_days_and_none_that_lies_ahead()
    {
        app.Clock.Now = new DateTime(2026, 12, 20, 2, 0, 0, DateTimeKind.Utc);
        var id = await app.SendDayAsync(Who.RepEast2, day: new DateOnly(2026, 12, 14));
        Assert.Equal(new DateOnly(2026, 12, 14), (await app.ReadDayAsync(id, Who.RepEast2)).Sent.Day);
        foreach (var day in new[] { new DateOnly(2026, 12, 13), new DateOnly(2026, 12, 21), DateOnly.MinValue, DateOnly.MaxValue })
            await Assert.ThrowsAsync<ValidationException>(() => app.SendDayAsync(Who.RepEast2, day: day));
        foreach (var day in new[] { new DateOnly(2026, 12, 21), DateOnly.MinValue, DateOnly.MaxValue })
            await Assert.ThrowsAsync<BadQueryException>(() => app.OwnDayAsync(Who.RepEast2, day));
        Assert.False((await app.OwnDayAsync(Who.RepEast2, new DateOnly(2026, 12, 13))).MaySend);
    }

    [Fact]
    public async Task A_page_that_does_not_know_what_was_sent_meanwhile_is_told_and_replaces_it_only_then()
    {
        app.Clock.Now = TestClock.Start.AddDays(5);
        var first = new DailyReportForm { CreationKey = Guid.NewGuid(), Note = "第一页" };
        var second = new DailyReportForm { CreationKey = Guid.NewGuid(), Note = "第二页" };
        var id = await SendAsync(Who.RepEast2, first);
        var refused = await Assert.ThrowsAsync<ValidationException>(() => SendAsync(Who.RepEast2, second));
        Assert.Contains("第一页", refused.Errors.Single().ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("第一页", (await app.ReadDayAsync(id, Who.RepEast2)).Sent.Note);

        // The same form once more sends nothing; the same form with another sentence is another one.
        Assert.Equal(id, await SendAsync(Who.RepEast2, new DailyReportForm { CreationKey = first.CreationKey, Note = "第一页" }));
        Assert.Equal(1, (await app.ReadDayAsync(id, Who.RepEast2)).Sent.TimesSent);
        await Assert.ThrowsAsync<ValidationException>(() => SendAsync(Who.RepEast2, new DailyReportForm { CreationKey = first.CreationKey, Note = "改了" }));
        second.Version = await app.Services.SentVersionAsync(app.As(Who.RepEast2));
        Assert.Equal(id, await SendAsync(Who.RepEast2, second));
        Assert.Equal(("第二页", 2), await NoteAsync(id));

        var longer = await Assert.ThrowsAsync<ValidationException>(() => app.SendDayAsync(Who.RepEast2, new string('长', DailyReport.NoteMax + 1)));
        Assert.Equal((nameof(DailyReportForm.Note), "附言过长，请控制在 500 字以内。"), (longer.Errors.Single().PropertyName, longer.Errors.Single().ErrorMessage));
    }

    [Fact]
    public async Task Of_several_that_are_sent_at_once_one_is_left()
    {
        app.Clock.Now = TestClock.Start.AddDays(6);
        var key = Guid.NewGuid();
        var same = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(Who.RepEast3, new DailyReportForm { CreationKey = key, Note = "同一表单" })));
        Assert.Single(same.Distinct());
        Assert.Equal(("同一表单", 1), await NoteAsync(same[0]));

        app.Clock.Now = TestClock.Start.AddDays(7);
        var others = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            try
            {
                return await SendAsync(Who.RepEast3, new DailyReportForm { CreationKey = Guid.NewGuid(), Note = $"第{i}页" });
            }
            catch (ValidationException)
            {
                return 0;
            }
        }));
        var id = Assert.Single(others, o => o != 0);
        var me = app.Company[Who.RepEast3].Id;
        Assert.Equal([id], await app.DbAsync(db => db.DailyReports.Where(r => r.AuthorId == me && r.Day == Wednesday.AddDays(7)).Select(r => r.Id).ToListAsync()));
    }

    [Fact]
    public async Task The_next_head_who_can_open_it_is_told_once()
    {
        // The head of the group is a rep who sees nobody else's; the one above does.
        await app.HeadAsync(app.Company.DepartmentShanghai, Who.RepEast2);
        await app.HeadAsync(app.Company.DepartmentEast, Who.MgrEast);
        try
        {
            app.Clock.Now = TestClock.Start.AddDays(8);
            var id = await app.SendDayAsync(Who.RepEast, "一");
            await app.SendDayAsync(Who.RepEast, "二");
            Assert.Equal("陈立新", (await app.ReadDayAsync(id, Who.RepEast)).Sent.Head);
            var told = Assert.Single((await app.WithAsync<NotificationQueries, PageOf<InboxRow>>(
                q => q.ListAsync(new InboxFilter(false, NotificationKinds.DailyReport, new PageWanted(1, 100)), app.As(Who.MgrEast), None))).Rows);
            Assert.Equal(("王海涛 提交了 11月26日 的日报", CrmLinks.SentDailyReport(id)), (told.Text.Title, told.Text.Path));

            // The head's own goes up, where there is nobody.
            var own = await app.SendDayAsync(Who.MgrEast);
            Assert.Equal("", (await app.ReadDayAsync(own, Who.MgrEast)).Sent.Head);
            await app.HeadAsync(app.Company.DepartmentShanghai, Who.Admin);
            Assert.Equal("周文博", (await app.OwnDayAsync(Who.RepEast)).Head);
            await app.HeadAsync(app.Company.DepartmentShanghai, Who.RepEast);
            Assert.Equal("陈立新", (await app.OwnDayAsync(Who.RepEast)).Head);
        }
        finally
        {
            await app.HeadAsync(app.Company.DepartmentShanghai, null);
            await app.HeadAsync(app.Company.DepartmentEast, null);
        }
    }

    [Fact]
    public async Task The_team_is_who_sends_in_the_branch_those_who_did_not_first_and_on_days_off_nobody_has_to()
    {
        app.Clock.Now = new DateTime(2026, 12, 4, 2, 0, 0, DateTimeKind.Utc);
        var (friday, saturday) = (new DateOnly(2026, 12, 4), new DateOnly(2026, 12, 5));
        await CustomerAsync(Who.RepEast);
        var id = await app.SendDayAsync(Who.RepEast);
        await app.SendDayAsync(Who.RepSouth);
        var team = await app.TeamDayAsync(Who.MgrEast);
        Assert.True(team.IsWorkingDay);
        Assert.Equal(1, team.Sent);
        Assert.Equal(new[] { Who.RepEast, Who.RepEast2, Who.RepEast3 }.Select(w => app.Company[w].Id).Order(), team.Rows.Select(r => r.PersonId).Order());
        Assert.Equal((app.Company[Who.RepEast].Id, id, 1), (team.Rows[^1].PersonId, team.Rows[^1].ReportId, team.Rows[^1].Figures!.NewCustomers));
        Assert.All(team.Rows.SkipLast(1), r => Assert.Null(r.ReportId));
        Assert.Equal((friday, 1), (team.Days[0].Day, team.Days[0].Sent));
        Assert.Equal(2, (await app.TeamDayAsync(Who.Admin)).Sent);
        await Assert.ThrowsAsync<NotFoundException>(() => app.TeamDayAsync(Who.RepEast));

        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False((await app.TeamDayAsync(Who.MgrEast)).IsWorkingDay);
        await MarkAsync(saturday, DayMark.Worked);
        Assert.True((await app.TeamDayAsync(Who.MgrEast)).IsWorkingDay);
        await MarkAsync(saturday, DayMark.Usual);
        Assert.Equal(1, (await app.TeamDayAsync(Who.MgrEast, friday)).Sent);
    }

    private Task MarkAsync(DateOnly day, DayMark mark) =>
        app.WithAsync<CalendarService>(c => c.MarkAsync(new CalendarForm { From = day, Mark = mark }, app.As(Who.Admin), None));

    private Task<(string?, int)> NoteAsync(int id) => app.DbAsync(async db =>
    {
        var report = await db.DailyReports.SingleAsync(r => r.Id == id);
        return (report.Note, report.TimesSent);
    });

    private Task<int> SendAsync(Who who, DailyReportForm form) => app.WithAsync<DailyReportService, int>(s => s.SendAsync(null, form, app.As(who), None));

    private Task<int> CustomerAsync(Who who) => app.RegisterAsync(who, Forms.Customer($"日报发送第{Interlocked.Increment(ref count)}号阀门有限公司"));

    private Task<int> RecordAsync(int customer, Who who, DateTime at) =>
        app.WithAsync<FollowUpService, int>(w => w.RecordAsync(customer, Forms.Record(at), app.As(who), None));
}
