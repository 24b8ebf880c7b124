using CrmWeb.Core.Access;
using CrmWeb.Core.Reports;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.Reports;

/// <summary>Customers of this December, which runs until the tenth so far, of November and of last year's December.</summary>
public sealed class GrowingCompany : ReportFixture
{
    protected override Task FillAsync() => DbAsync(async db =>
    {
        Add(db, "去年初", Who.RepEast3, "2025-12-05T02:00:00", []);
        Add(db, "去年同日", Who.RepEast3, "2025-12-10T15:59:59", []);
        Add(db, "去年次日", Who.RepEast3, "2025-12-10T16:00:00", []);
        Add(db, "去年末", Who.RepEast3, "2025-12-31T02:00:00", []);
        Add(db, "上月初", Who.RepEast3, "2026-11-10T02:00:00", [("won", "2026-12-01T02:00:00")]);
        Add(db, "上月末", Who.RepEast3, "2026-11-25T02:00:00", [("won", "2026-11-26T02:00:00")]);
        Add(db, "本月一", Who.RepEast3, "2026-12-01T02:00:00", []);
        Add(db, "本月二", Who.RepEast3, "2026-12-02T02:00:00", []);
        Add(db, "本月三", Who.RepEast3, "2026-12-10T01:00:00", []);
        return await db.SaveChangesAsync(UserScope.System, None);
    });
}

/// <summary>What a month is compared with, and which months there are.</summary>
public sealed class GrowthReportTests(GrowingCompany fixture) : IClassFixture<GrowingCompany>
{
    private const int NewCustomers = 0;
    private const int MonthBefore = 1;
    private const int YearBefore = 2;
    private const int Won = 3;

    /// <summary>Without what somebody shares with them.</summary>
    private static readonly ReportFilter Own = new() { Owner = "me" };

    [Fact]
    public async Task The_running_month_is_compared_with_as_many_days_as_have_passed()
    {
        var rows = (await fixture.ReadAsync("growth", Own, fixture.As(Who.RepEast3))).Tables[0].Rows;

        // Three by the tenth; two by the tenth of last December, one by the tenth of November.
        Assert.Equal([3m, 2m, 0.5m], new[] { NewCustomers, MonthBefore, YearBefore }.Select(i => rows[^1].Cells[i].Value!.Value));
        Assert.Equal((1m, null), (rows[^1].Cells[Won].Value, rows[^1].Cells[Won + 1].Value));
    }

    [Fact]
    public async Task A_month_that_is_over_is_compared_with_whole_months()
    {
        fixture.Clock.Now = new DateTime(2027, 1, 15, 2, 0, 0, DateTimeKind.Utc);
        try
        {
            var december = (await fixture.ReadAsync("growth", Own with { PeriodFrom = "2026-12-01", PeriodTo = "2026-12-31" }, fixture.As(Who.RepEast3))).Tables[0].Rows.Single();
            Assert.Equal([3m, 0.5m, -0.25m], new[] { NewCustomers, MonthBefore, YearBefore }.Select(i => december.Cells[i].Value!.Value));
            Assert.Equal((1m, 0m), (december.Cells[Won].Value, december.Cells[Won + 1].Value));
        }
        finally
        {
            fixture.Clock.Now = new DateTime(2026, 12, 10, 2, 0, 0, DateTimeKind.Utc);
        }
    }

    [Theory]
    [InlineData("2026-12-10")]
    [InlineData("2026-12-31")]
    [InlineData("2027-03-31")]
    public async Task Nobody_asked_for_days_shows_twelve_months_whichever_day_it_is(string today)
    {
        fixture.Clock.Now = Time(today);
        try
        {
            var report = await fixture.ReadAsync("growth", Own, fixture.As(Who.RepEast3));
            Assert.Equal(12, report.Tables[0].Rows.Count);
            Assert.Equal(DateOnly.Parse(today, null), report.Period!.Last.AddDays(DateOnly.Parse(today, null).Day - report.Period.Last.Day));
        }
        finally
        {
            fixture.Clock.Now = Time("2026-12-10");
        }
    }

    private static DateTime Time(string day) => DateTime.SpecifyKind(DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc).AddHours(2);
}
