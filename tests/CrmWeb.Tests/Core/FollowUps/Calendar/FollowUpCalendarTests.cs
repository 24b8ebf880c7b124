using CrmWeb.Core.FollowUps.Calendar;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps.Calendar;

/// <summary>What the calendar shows of whom; the days are Shanghai's.</summary>
public sealed class FollowUpCalendarTests(CoreFixture app) : IClassFixture<CoreFixture>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Monday = new(2026, 11, 30);

    public async Task InitializeAsync()
    {
        app.Clock.Now = TestClock.Start;
        if ((await ReadAsync(Who.RepSouth, Monday, 7)).Count > 0)
            return;
        foreach (var local in new[] { new DateTime(2026, 11, 29, 23, 59, 0), new DateTime(2026, 11, 30, 0, 0, 0), new DateTime(2026, 12, 6, 23, 59, 0), new DateTime(2026, 12, 7, 0, 0, 0) })
            await app.WithAsync<FollowUpService>(w => w.PlanAsync(app.Company.SouthCustomer, Forms.Plan(local, $"{local:MMdd HH:mm}"), app.As(Who.RepSouth), None));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_week_begins_and_ends_at_midnight_in_Shanghai()
    {
        var week = await ReadAsync(Who.RepSouth, Monday, 7);
        Assert.Equal([new DateTime(2026, 11, 30, 0, 0, 0), new DateTime(2026, 12, 6, 23, 59, 0)], week.Select(e => e.At));
        Assert.All(week, e => Assert.True(e is { MayMove: true, IsDone: false, IsOverdue: false }));
    }

    [Theory]
    [InlineData(Who.MgrSouth, false, 0)]
    [InlineData(Who.MgrSouth, true, 2)]
    [InlineData(Who.MgrEast, true, 0)]
    [InlineData(Who.Admin, true, 2)]
    [InlineData(Who.RepEast, true, 0)]
    [InlineData(Who.Marketer, true, 0)]
    public async Task The_team_is_what_lies_inside_the_scope(Who who, bool team, int expected) =>
        Assert.Equal(expected, (await ReadAsync(who, Monday, 7, team)).Count);

    [Fact]
    public async Task One_colleague_of_the_team_can_be_looked_at()
    {
        Assert.Equal(2, (await ReadAsync(Who.Admin, Monday, 7, true, app.Company[Who.RepSouth].Id)).Count);
        Assert.Empty(await ReadAsync(Who.Admin, Monday, 7, true, app.Company[Who.RepEast].Id));
    }

    [Fact]
    public async Task What_is_done_stands_where_it_happened_and_cannot_be_moved()
    {
        var done = Assert.Single(await ReadAsync(Who.RepEast, new DateOnly(2026, 11, 17), 1));
        Assert.Equal((app.Company.DoneFollowUp, true, false), (done.Id, done.IsDone, done.MayMove));
    }

    private async Task<IReadOnlyList<CalendarEntry>> ReadAsync(Who who, DateOnly from, int days, bool team = false, int? person = null) =>
        (await app.WithAsync<FollowUpCalendar, CalendarEntries>(c => c.ReadAsync(from, days, new CalendarChoice(team, person is { } one ? [one] : [], Done: true), app.As(who), None))).Entries;
}
