using System.Text;
using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Calendar;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps.Calendar;

/// <summary>The calendar a phone subscribes to, as a calendar program reads it.</summary>
public sealed class CalendarFeedTests : IClassFixture<CoreFixture>
{
    private const string Site = "https://crm.example.com";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly CoreFixture app;

    public CalendarFeedTests(CoreFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task A_calendar_program_reads_the_times_the_product_shows()
    {
        var task = await PlanAsync(new DateTime(2026, 11, 20, 15, 30, 0), "上门演示；带样品, 合同\\报价", f => (f.ReminderLead, f.Content) = (45, "第一行\n第二行，" + new string('长', 300) + "🚀"));
        var row = await app.DbAsync(db => db.FollowUps.AsNoTracking().SingleAsync(f => f.Id == task));
        var read = Assert.Single(await EventsAsync(Who.RepEast), e => e.Uid == $"{row.CreationKey:N}@crmweb");

        Assert.Equal(new DateTime(2026, 11, 20, 7, 30, 0, DateTimeKind.Utc), read.Start.ToUniversalTime());
        Assert.Equal(row.At, read.Start.ToUniversalTime());
        Assert.Equal(("Asia/Shanghai", TimeSpan.FromMinutes(30), "-PT45M"), (read.Zone, read.End - read.Start, read.Alarm));
        Assert.Equal($"拜访 · {TestCompany.EastName} · 上门演示；带样品, 合同\\报价", read.Summary);
        Assert.Contains("第一行\n第二行，" + new string('长', 300) + "🚀", read.Description, StringComparison.Ordinal);
        Assert.EndsWith($"{Site}/follow-ups/{task}", read.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_are_folded_between_characters_and_end_as_the_standard_wants()
    {
        await PlanAsync(new DateTime(2026, 11, 20, 15, 30, 0), string.Concat(Enumerable.Repeat("🚀长", 60)));
        var text = await TextAsync(await SecretAsync(Who.RepEast));
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain('\uFFFD', text);
        Assert.All(text.Split("\r\n"), line =>
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75);
            Assert.False(line.Length > 0 && char.IsLowSurrogate(line[^1]) && !char.IsHighSurrogate(line[^2]));
            Assert.False(line.Length > 0 && char.IsHighSurrogate(line[^1]));
        });
    }

    [Fact]
    public async Task A_change_keeps_the_event_and_raises_its_sequence()
    {
        var task = await PlanAsync(new DateTime(2026, 11, 21, 15, 30, 0), "改期的任务");
        var before = await EventAsync("改期的任务");
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.WithAsync<TaskPlanner>(t => t.MoveAsync(task, new DateTime(2026, 11, 23, 9, 0, 0), null, MoveScope.One, app.As(Who.RepEast), None));
        var after = await EventAsync("改期的任务");
        Assert.Equal(before.Uid, after.Uid);
        Assert.True(after.Sequence > before.Sequence);
        Assert.Equal(new DateTime(2026, 11, 23, 1, 0, 0, DateTimeKind.Utc), after.Start.ToUniversalTime());

        await app.WithAsync<TaskActions>(t => t.SnoozeAsync(task, Snooze.OneHour, app.As(Who.RepEast), None));
        Assert.Equal(app.Clock.Now.AddHours(1), DateTime.Parse((await EventAsync("改期的任务")).Alarm, null, System.Globalization.DateTimeStyles.AdjustToUniversal));
        await app.WithAsync<TaskActions>(w => w.CancelAsync(task, null, app.As(Who.RepEast), None));
        Assert.DoesNotContain(await EventsAsync(Who.RepEast), e => e.Uid == after.Uid);
    }

    [Fact]
    public async Task Only_ones_own_tasks_of_customers_one_may_see_and_names_as_far_as_one_may_read_them()
    {
        var contact = await app.DbAsync(db => db.Contacts.Where(c => c.CustomerId == app.Company.EastCustomer).Select(c => c.Id).FirstAsync());
        await PlanAsync(new DateTime(2026, 11, 22, 9, 0, 0), "市场部的任务", f => (f.Assignee, f.Contact) = (app.Company[Who.Marketer].Id, contact));
        Assert.DoesNotContain(await EventsAsync(Who.RepEast), e => e.Summary.Contains("市场部的任务", StringComparison.Ordinal));
        var secret = await SecretAsync(Who.Marketer);
        var text = await TextAsync(secret);
        Assert.Contains("张**", Assert.Single(await CalendarReader.ReadAsync(text)).Description, StringComparison.Ordinal);
        Assert.DoesNotContain(TestCompany.EastContact, text, StringComparison.Ordinal);
        Assert.DoesNotContain(TestCompany.EastMobile, text, StringComparison.Ordinal);

        await PlanAsync(new DateTime(2026, 11, 22, 9, 0, 0), "协作任务", f => f.Assignee = app.Company[Who.RepEast3].Id);
        Assert.Single(await EventsAsync(Who.RepEast3), e => e.Summary.EndsWith("协作任务", StringComparison.Ordinal));
        await app.DbAsync(db => db.Set<Collaborator>().Where(c => c.UserId == app.Company[Who.RepEast3].Id).ExecuteDeleteAsync());
        Assert.DoesNotContain(await EventsAsync(Who.RepEast3), e => e.Summary.EndsWith("协作任务", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_address_ends_the_old_one_and_the_secret_is_not_kept()
    {
        var old = await SecretAsync(Who.MgrEast);
        Assert.Equal(32, old.Length);
        var next = await SecretAsync(Who.MgrEast);
        await Assert.ThrowsAsync<NotFoundException>(() => TextAsync(old));
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", await TextAsync(next), StringComparison.Ordinal);
        var feed = await app.DbAsync(db => db.CalendarFeeds.AsNoTracking().SingleAsync(f => f.UserId == app.Company[Who.MgrEast].Id));
        Assert.DoesNotContain(next, feed.TokenHash, StringComparison.Ordinal);
        Assert.Equal(app.Clock.Now, feed.LastReadAt);

        await app.WithAsync<CalendarFeeds>(f => f.RevokeAsync(app.As(Who.MgrEast), None));
        await Assert.ThrowsAsync<NotFoundException>(() => TextAsync(next));
        await Assert.ThrowsAsync<NotFoundException>(() => TextAsync(new string('0', 32)));
        await Assert.ThrowsAsync<NotFoundException>(() => TextAsync("../../etc"));
    }

    [Fact]
    public async Task Whoever_has_left_has_no_calendar_any_more()
    {
        var secret = await SecretAsync(Who.RepSouth);
        await TextAsync(secret);
        var directory = app.Services.GetRequiredService<UserDirectory>();
        await app.DbAsync(db => db.Users.Where(u => u.Id == app.Company[Who.RepSouth].Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.IsActive, false)));
        directory.Invalidate();
        await Assert.ThrowsAsync<NotFoundException>(() => TextAsync(secret));
        await app.DbAsync(db => db.Users.Where(u => u.Id == app.Company[Who.RepSouth].Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.IsActive, true)));
        directory.Invalidate();
    }

    [Theory]
    [InlineData("Asia/Shanghai", "DTSTART;TZID=Asia/Shanghai:20261120T153000", true)]
    [InlineData("America/New_York", "DTSTART:20261120T073000Z", false)]
    public void A_zone_that_changes_its_clocks_is_said_in_UTC(string zoneId, string expected, bool defines)
    {
        var from = TestClock.Start.AddDays(-60);
        var zone = new ICalendarZone(TimeZoneInfo.FindSystemTimeZoneById(zoneId), from, from.AddDays(460));
        var text = new ICalendarText();
        zone.Define(text);
        zone.Time(text, "DTSTART", new DateTime(2026, 11, 20, 7, 30, 0, DateTimeKind.Utc));
        Assert.Contains(expected + "\r\n", text.ToString(), StringComparison.Ordinal);
        Assert.Equal(defines, text.ToString().Contains("TZOFFSETTO:+0800", StringComparison.Ordinal));
    }

    private Task<int> PlanAsync(DateTime at, string subject, Action<FollowUpForm>? change = null)
    {
        var form = Forms.Plan(at, subject);
        change?.Invoke(form);
        return app.WithAsync<FollowUpService, int>(w => w.PlanAsync(app.Company.EastCustomer, form, app.As(Who.RepEast), None));
    }

    private Task<string> SecretAsync(Who who) => app.WithAsync<CalendarFeeds, string>(f => f.RenewAsync(app.As(who), None));

    private Task<string> TextAsync(string secret) => app.WithAsync<CalendarFeeds, string>(f => f.ReadAsync(secret, Site, None));

    private async Task<IReadOnlyList<ReadEvent>> EventsAsync(Who who) => await CalendarReader.ReadAsync(await TextAsync(await SecretAsync(who)));

    private async Task<ReadEvent> EventAsync(string subject) =>
        Assert.Single(await EventsAsync(Who.RepEast), e => e.Summary.EndsWith(subject, StringComparison.Ordinal));
}
