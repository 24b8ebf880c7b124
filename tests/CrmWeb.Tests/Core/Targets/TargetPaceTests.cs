using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Targets;
using Xunit;

namespace CrmWeb.Tests.Core.Targets;

/// <summary>How much of the working days has passed beside how much is done.</summary>
[Trait("Category", "Pure")]
public sealed class TargetPaceTests
{
    /// <summary>November of 2026 has 21 days from Monday to Friday; here the 6th is off and the 7th is worked.</summary>
    private static readonly WorkingDaySnapshot Days = new(new Dictionary<DateOnly, bool> { [new(2026, 11, 6)] = false, [new(2026, 11, 7)] = true });

    [Theory]
    [InlineData("2026-10-31", 0, false, false)]
    [InlineData("2026-11-01", 0, true, false)]
    [InlineData("2026-11-03", 1, true, false)]
    [InlineData("2026-11-07", 4, true, false)]
    [InlineData("2026-11-08", 5, true, false)]
    [InlineData("2026-11-18", 12, true, false)]
    [InlineData("2026-11-30", 20, true, false)]
    [InlineData("2026-12-01", 21, true, true)]
    [InlineData("2027-05-01", 21, true, true)]
    public void Days_that_are_over_count_and_today_does_not(string today, int passed, bool hasBegun, bool isOver) =>
        Assert.Equal(new TargetPace(passed, 21, hasBegun, isOver), On(today));

    [Theory]
    [InlineData("2026-11-18", "210000", "120000", TargetState.OnPace, "0")]
    [InlineData("2026-11-18", "210000", "119999.99", TargetState.Behind, "0.01")]
    [InlineData("2026-11-18", "210000", "210000", TargetState.Reached, "0")]
    [InlineData("2026-11-18", "0.01", "0", TargetState.Behind, "0.01")]
    [InlineData("2026-11-03", "0.10", "0", TargetState.OnPace, "0")]
    [InlineData("2026-10-18", "210000", "0", TargetState.Ahead, "0")]
    [InlineData("2026-12-01", "210000", "209999.5", TargetState.Missed, "0.5")]
    [InlineData("2026-12-01", "210000", "300000", TargetState.Reached, "0")]
    public void An_amount_is_on_pace_or_behind_to_the_fen(string today, string target, string done, TargetState state, string missing) =>
        Assert.Equal((state, Number(missing)), Of(TargetMeasure.Amount, today, target, done));

    [Theory]
    [InlineData("6", TargetState.OnPace, "0")]
    [InlineData("5", TargetState.Behind, "1")]
    [InlineData("0", TargetState.Behind, "6")]
    [InlineData("10", TargetState.Reached, "0")]
    public void Nobody_owes_a_part_of_a_customer(string done, TargetState state, string missing) =>
        Assert.Equal((state, Number(missing)), Of(TargetMeasure.Customers, "2026-11-18", "10", done));

    [Fact]
    public void What_is_not_quite_reached_is_not_rounded_up_and_without_a_target_there_is_no_share()
    {
        Assert.Equal(99.9m, new TargetProgress(TargetMeasure.Amount, 100000m, 99999.99m, On("2026-11-18")).Rate);
        var none = new TargetProgress(TargetMeasure.Amount, null, 5m, On("2026-11-18"));
        Assert.Equal((null, TargetState.None, 0m), (none.Rate, none.State, none.Missing));
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("202611")]
    [InlineData("1999-12")]
    [InlineData("2100-01")]
    [InlineData("november")]
    public void What_is_no_month_is_no_address(string month) => Assert.Equal("month", Assert.Throws<BadQueryException>(() => TargetMonth.Read(month, new DateOnly(2026, 11, 18))).Parameter);

    private static (TargetState, decimal) Of(TargetMeasure measure, string today, string target, string done)
    {
        var progress = new TargetProgress(measure, Number(target), Number(done), On(today));
        return (progress.State, progress.Missing);
    }

    private static TargetPace On(string today) => TargetPace.Of(TargetMonth.Read(Targeted.November, default), DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture), Days);

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
