using CrmWeb.Core.Organization;
using CrmWeb.Core.Reports;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.Reports;

/// <summary>Which days a report is about, and which it is compared with.</summary>
[Trait("Category", "Pure")]
public sealed class ReportPeriodTests
{
    [Theory]
    [InlineData("2026-11-01", "2026-11-30", "2026-12-10", "2026-10-01", "2026-10-31")]
    [InlineData("2026-03-01", "2026-03-31", "2026-12-10", "2026-02-01", "2026-02-28")]
    [InlineData("2026-10-01", "2026-12-31", "2027-01-01", "2026-07-01", "2026-09-30")]
    [InlineData("2026-11-09", "2026-11-15", "2026-12-10", "2026-11-02", "2026-11-08")]
    [InlineData("2026-11-18", "2026-11-18", "2026-11-18", "2026-11-17", "2026-11-17")]
    [InlineData("2026-11-01", "2026-11-30", "2026-11-10", "2026-10-01", "2026-10-10")]
    [InlineData("2026-11-16", "2026-11-22", "2026-11-18", "2026-11-09", "2026-11-11")]
    [InlineData("2026-03-01", "2026-03-31", "2026-03-30", "2026-02-01", "2026-02-28")]
    public void The_period_before_is_as_many_months_or_days_and_of_a_running_one_as_much_as_has_passed(string first, string last, string today, string from, string to) =>
        Assert.Equal(Of(from, to), Of(first, last).Before(DateOnly.Parse(today, null)));

    [Theory]
    [InlineData("2026-11-01", "2026-11-30", "2026-12-10", "2025-11-01", "2025-11-30")]
    [InlineData("2025-02-01", "2025-02-28", "2026-12-10", "2024-02-01", "2024-02-29")]
    [InlineData("2024-02-29", "2024-02-29", "2026-12-10", "2023-02-28", "2023-02-28")]
    [InlineData("2026-11-01", "2026-11-30", "2026-11-10", "2025-11-01", "2025-11-10")]
    public void The_year_before_has_the_same_days(string first, string last, string today, string from, string to) =>
        Assert.Equal(Of(from, to), Of(first, last).YearBefore(DateOnly.Parse(today, null)));

    [Fact]
    public void What_has_no_beginning_is_compared_with_nothing()
    {
        var all = new ReportPeriod(null, new DateOnly(2026, 11, 18));
        Assert.Null(all.Before(all.Last));
        Assert.Null(all.YearBefore(all.Last));
        Assert.Equal(0, all.Days);
    }

    [Fact]
    public void It_begins_and_ends_at_midnight_in_Shanghai()
    {
        var clock = new OrganizationClock(new TestClock(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        var november = Of("2026-11-01", "2026-11-30");
        Assert.Equal(new DateTime(2026, 10, 31, 16, 0, 0, DateTimeKind.Utc), november.From(clock));
        Assert.Equal(new DateTime(2026, 11, 30, 16, 0, 0, DateTimeKind.Utc), november.Until(clock));
    }

    [Fact]
    public void Its_months_are_those_it_touches_the_last_ones_of_many()
    {
        Assert.Equal([new DateOnly(2026, 10, 1), new DateOnly(2026, 11, 1)], Of("2026-10-31", "2026-11-01").MonthStarts(24));
        Assert.Equal([new DateOnly(2026, 10, 1), new DateOnly(2026, 11, 1)], Of("2020-01-01", "2026-11-01").MonthStarts(2));
        Assert.Equal(24, new ReportPeriod(null, new DateOnly(2026, 11, 18)).MonthStarts(24).Count);
    }

    private static ReportPeriod Of(string first, string last) => new(DateOnly.Parse(first, null), DateOnly.Parse(last, null));
}
