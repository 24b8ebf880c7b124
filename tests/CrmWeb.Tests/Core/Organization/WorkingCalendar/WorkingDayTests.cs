using System.Globalization;
using CrmWeb.Core.Organization.WorkingCalendar;
using Xunit;

namespace CrmWeb.Tests.Core.Organization.WorkingCalendar;

/// <summary>Counting by the calendar of 2026, and by none.</summary>
[Trait("Category", "Pure")]
public sealed class WorkingDayTests
{
    private static readonly WorkingDaySnapshot Calendar = new(HolidaySeed.Holidays
        .SelectMany(h => Enumerable.Range(0, h.To.DayNumber - h.From.DayNumber + 1).Select(i => (Day: h.From.AddDays(i), Worked: false)).Concat(h.Worked.Select(d => (Day: d, Worked: true))))
        .ToDictionary(d => d.Day, d => d.Worked));

    [Theory]
    [InlineData("2025-12-31", "2026-01-04")]
    [InlineData("2026-02-13", "2026-02-14")]
    [InlineData("2026-02-14", "2026-02-24")]
    [InlineData("2026-02-27", "2026-02-28")]
    [InlineData("2026-04-03", "2026-04-07")]
    [InlineData("2026-04-30", "2026-05-06")]
    [InlineData("2026-05-08", "2026-05-09")]
    [InlineData("2026-06-18", "2026-06-22")]
    [InlineData("2026-09-18", "2026-09-20")]
    [InlineData("2026-09-24", "2026-09-28")]
    [InlineData("2026-09-30", "2026-10-08")]
    [InlineData("2026-10-09", "2026-10-10")]
    public void A_working_day_later_is_the_day_the_notice_makes_it(string from, string expected)
    {
        Assert.Equal(Day(expected), Calendar.Add(Day(from), 1));
        Assert.Equal(1, Calendar.Between(Day(from), Day(expected)));
    }

    [Fact]
    public void The_year_2026_has_248_working_days() => Assert.Equal(248, Calendar.Between(Day("2025-12-31"), Day("2026-12-31")));

    [Theory]
    [InlineData("2026-09-30", 3, "2026-10-10")]
    [InlineData("2026-10-03", 1, "2026-10-08")]
    [InlineData("2026-10-03", 0, "2026-10-08")]
    [InlineData("2026-10-10", 0, "2026-10-10")]
    [InlineData("2026-02-10", 10, "2026-03-02")]
    public void More_days_are_counted_one_by_one(string from, int days, string expected) => Assert.Equal(Day(expected), Calendar.Add(Day(from), days));

    [Fact]
    public void Between_and_add_agree_for_every_day_of_the_year()
    {
        for (var day = Day("2025-12-31"); day.Year < 2027; day = day.AddDays(1))
        {
            for (var days = 1; days <= 12; days++)
                Assert.Equal(days, Calendar.Between(day, Calendar.Add(day, days)));
        }
    }

    [Fact]
    public void A_year_without_data_counts_Monday_to_Friday()
    {
        Assert.True(Calendar.HasData(2026));
        Assert.False(Calendar.HasData(2027));
        Assert.True(Calendar.IsWorkingDay(Day("2027-01-01")));
        Assert.False(Calendar.IsWorkingDay(Day("2027-01-02")));
        Assert.Equal(Day("2027-10-04"), Calendar.Add(Day("2027-10-01"), 1));
    }

    [Theory]
    // A plain week: Thursday's three working days ago is Monday at the same hour.
    [InlineData("2026-11-19 10:00", 3, "2026-11-16 10:00")]
    // Over a weekend.
    [InlineData("2026-11-16 10:00", 1, "2026-11-13 10:00")]
    // The national holiday with a Saturday that is worked after it.
    [InlineData("2026-10-10 10:00", 3, "2026-09-30 10:00")]
    // On a day off, what began on the last working day is as old as at its midnight.
    [InlineData("2026-11-15 15:00", 1, "2026-11-13 00:00")]
    // At once: on a working day now, on a day off only what began before it.
    [InlineData("2026-11-18 10:00", 0, "2026-11-18 10:00")]
    [InlineData("2026-11-15 15:00", 0, "2026-11-14 00:00")]
    // At midnight after a weekend nothing has grown older since Friday's.
    [InlineData("2026-11-16 00:00", 0, "2026-11-14 00:00")]
    [InlineData("2026-11-16 00:00", 1, "2026-11-13 00:00")]
    [InlineData("2026-11-17 00:00", 1, "2026-11-14 00:00")]
    public void What_began_before_this_moment_has_lasted_longer(string now, int days, string expected) =>
        Assert.Equal(Time(expected), Calendar.Before(Time(now), days));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTime Time(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
