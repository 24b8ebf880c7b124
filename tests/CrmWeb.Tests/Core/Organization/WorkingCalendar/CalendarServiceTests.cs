using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Watching;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Organization.WorkingCalendar;

public sealed class CalendarServiceTests(ForgetfulFixture app) : IClassFixture<ForgetfulFixture>
{
    [Fact]
    public async Task A_new_database_holds_the_calendar_of_2026_and_keeps_what_was_changed()
    {
        Assert.Equal(248, (await YearAsync(2026)).WorkingDays);
        await MarkAsync(new CalendarForm { From = new DateOnly(2026, 12, 24), Mark = DayMark.Off, Name = "公司日" });
        await app.WithAsync<DatabaseInitializer>(i => i.InitializeAsync(CancellationToken.None));
        Assert.Equal(247, (await YearAsync(2026)).WorkingDays);
        await MarkAsync(new CalendarForm { From = new DateOnly(2026, 12, 24), Mark = DayMark.Usual });
        Assert.Equal(248, (await YearAsync(2026)).WorkingDays);
    }

    [Fact]
    public async Task Marked_days_count_at_once_and_are_noted()
    {
        var (from, to) = (new DateOnly(2028, 2, 1), new DateOnly(2028, 2, 4));
        Assert.False((await YearAsync(2028)).HasData);
        await MarkAsync(new CalendarForm { From = from, To = to, Mark = DayMark.Off, Name = " 春节 " });
        var year = await YearAsync(2028);
        Assert.True(year.HasData);
        Assert.Equal([new CalendarSpan(from, to, false, "春节")], year.Marked);
        Assert.Equal(new DateOnly(2028, 2, 7), (await CalendarAsync()).Add(new DateOnly(2028, 1, 31), 1));

        await MarkAsync(new CalendarForm { From = to, Mark = DayMark.Worked });
        Assert.Equal(2, (await YearAsync(2028)).Marked.Count);
        Assert.Equal(to, (await CalendarAsync()).Add(new DateOnly(2028, 1, 31), 1));
        var id = await app.DbAsync(db => db.CalendarDays.Where(d => d.Date == to).Select(d => d.Id).SingleAsync());
        Assert.Contains(await app.DbAsync(db => db.AuditEntries.Where(a => a.RootType == nameof(CalendarDay) && a.RootId == id).Select(a => a.Field).ToListAsync()), f => f == nameof(CalendarDay.IsWorkingDay));
    }

    [Fact]
    public async Task Each_broken_rule_stands_at_its_field()
    {
        Assert.Equal(["From", "Mark", "Name"], await FieldsAsync(new CalendarForm { Name = new string('长', 61) }));
        Assert.Equal(["From"], await FieldsAsync(new CalendarForm { From = new DateOnly(1999, 1, 1), Mark = DayMark.Off }));
        Assert.Equal(["To"], await FieldsAsync(new CalendarForm { From = new DateOnly(2027, 5, 2), To = new DateOnly(2027, 5, 1), Mark = DayMark.Off }));
        Assert.Equal(["To"], await FieldsAsync(new CalendarForm { From = new DateOnly(2027, 5, 1), To = new DateOnly(2027, 6, 1), Mark = DayMark.Off }));
    }

    [Fact]
    public async Task Only_who_may_keep_the_calendar_does()
    {
        var before = await app.SnapshotAsync();
        foreach (var who in new[] { Who.RepEast, Who.MgrEast, Who.Service, Who.Marketer })
        {
            await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<CalendarService>(e => e.MarkAsync(
                new CalendarForm { From = new DateOnly(2027, 5, 1), Mark = DayMark.Off }, app.As(who), CancellationToken.None)));
            await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<CalendarQueries, CalendarYear>(q => q.ReadAsync(2026, app.As(who), CancellationToken.None)));
        }

        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    [Theory]
    [InlineData("2026-10-31", "")]
    [InlineData("2026-11-01", "2027")]
    [InlineData("2027-03-01", "2027")]
    [InlineData("2027-11-01", "2027 2028")]
    public void A_year_is_missed_while_it_runs_and_from_November_before(string today, string missing)
    {
        var snapshot = new WorkingDaySnapshot(new Dictionary<DateOnly, bool> { [new DateOnly(2026, 1, 1)] = false });
        Assert.Equal(missing, string.Join(' ', CalendarCheck.Missing(snapshot, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task Whoever_keeps_the_calendar_is_told_of_a_missing_year_once_a_month()
    {
        await CheckAsync();
        Assert.Equal(0, await CheckAsync());
        var told = await app.DbAsync(db => db.Notifications.Where(n => n.Kind == NotificationKinds.System).Select(n => new { n.UserId, n.Key }).ToListAsync());
        Assert.Equal([(app.Company[Who.Admin].Id, $"system:calendar:2027:202611:{app.Company[Who.Admin].Id}")], told.Select(t => (t.UserId, t.Key)));
    }

    private Task<int> CheckAsync() => app.WithAsync<CalendarCheck, int>(c => c.RunAsync(CancellationToken.None));

    private Task MarkAsync(CalendarForm form) => app.WithAsync<CalendarService>(e => e.MarkAsync(form, app.As(Who.Admin), CancellationToken.None));

    private async Task<IEnumerable<string>> FieldsAsync(CalendarForm form) => (await Newcomers.RefusedAsync(() => MarkAsync(form))).Select(e => e.Key).Order();

    private Task<CalendarYear> YearAsync(int year) => app.WithAsync<CalendarQueries, CalendarYear>(q => q.ReadAsync(year, app.As(Who.Admin), CancellationToken.None));

    private Task<WorkingDaySnapshot> CalendarAsync() => app.Services.GetRequiredService<WorkingDayCalendar>().GetAsync(CancellationToken.None).AsTask();
}
