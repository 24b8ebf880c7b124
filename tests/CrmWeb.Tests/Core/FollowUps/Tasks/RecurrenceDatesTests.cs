using System.Globalization;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Tasks;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps.Tasks;

/// <summary>When a recurring follow-up comes back.</summary>
[Trait("Category", "Pure")]
public sealed class RecurrenceDatesTests
{
    [Theory]
    [InlineData("2026-11-18T10:00", 18, FollowUpRecurrence.Weekly, "2026-11-25T10:00")]
    [InlineData("2026-11-18T10:00", 18, FollowUpRecurrence.Monthly, "2026-12-18T10:00")]
    [InlineData("2026-11-18T10:00", 18, FollowUpRecurrence.Quarterly, "2027-02-18T10:00")]
    [InlineData("2026-11-18T10:00", 18, FollowUpRecurrence.HalfYearly, "2027-05-18T10:00")]
    [InlineData("2026-11-18T23:30", 18, FollowUpRecurrence.Yearly, "2027-11-18T23:30")]
    [InlineData("2027-01-31T09:00", 31, FollowUpRecurrence.Monthly, "2027-02-28T09:00")]
    [InlineData("2027-02-28T09:00", 31, FollowUpRecurrence.Monthly, "2027-03-31T09:00")]
    [InlineData("2027-02-28T09:00", 28, FollowUpRecurrence.Monthly, "2027-03-28T09:00")]
    [InlineData("2026-11-30T09:00", 30, FollowUpRecurrence.Quarterly, "2027-02-28T09:00")]
    [InlineData("2028-02-29T09:00", 29, FollowUpRecurrence.Yearly, "2029-02-28T09:00")]
    [InlineData("2031-02-28T09:00", 29, FollowUpRecurrence.Yearly, "2032-02-29T09:00")]
    public void The_next_one_keeps_the_day_and_the_time(string planned, int day, FollowUpRecurrence recurrence, string expected) =>
        Assert.Equal(At(expected), RecurrenceDates.Next(At(planned), day, recurrence, At(planned)));

    [Theory]
    [InlineData(FollowUpRecurrence.Weekly, "2026-12-07T09:00", "2026-12-09T10:00")]
    [InlineData(FollowUpRecurrence.Weekly, "2026-12-09T10:00", "2026-12-16T10:00")]
    [InlineData(FollowUpRecurrence.Monthly, "2027-03-01T09:00", "2027-03-18T10:00")]
    [InlineData(FollowUpRecurrence.Quarterly, "2026-11-01T09:00", "2027-02-18T10:00")]
    public void Whoever_completes_late_finds_none_waiting_that_was_missed_and_whoever_is_early_skips_none(FollowUpRecurrence recurrence, string completed, string expected) =>
        Assert.Equal(At(expected), RecurrenceDates.Next(At("2026-11-18T10:00"), 18, recurrence, At(completed)));

    [Fact]
    public void What_does_not_recur_or_lies_beyond_the_century_does_not_come_back()
    {
        Assert.Null(RecurrenceDates.Next(At("2026-11-18T10:00"), 18, FollowUpRecurrence.None, At("2026-11-18T10:00")));
        Assert.Null(RecurrenceDates.Next(At("2099-11-18T10:00"), 18, FollowUpRecurrence.Yearly, At("2099-11-18T10:00")));
    }

    private static DateTime At(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
