using System.Globalization;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Requests;

namespace CrmWeb.Core.Targets;

/// <summary>A month of the organisation's days.</summary>
public sealed record TargetMonth
{
    private const string Format = "yyyy-MM";
    private const int FirstYear = 2000;
    private const int LastYear = 2099;

    private TargetMonth(DateOnly first) => First = first;

    /// <summary>Its first day.</summary>
    public DateOnly First { get; }

    /// <summary>Its last day.</summary>
    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    /// <summary>As addresses have it: 2026-11.</summary>
    public string Code => First.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The month of a day.</summary>
    public static TargetMonth Of(DateOnly day) => new(new DateOnly(day.Year, day.Month, 1));

    /// <summary>Reads the month of an address; the running one where it names none.</summary>
    /// <exception cref="BadQueryException">It is no month, or one nobody plans.</exception>
    public static TargetMonth Read(string? code, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(code))
            return Of(today);
        var isMonth = DateOnly.TryParseExact(code, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first);
        return isMonth && first.Year is >= FirstYear and <= LastYear
            ? new TargetMonth(first) : throw new BadQueryException("month");
    }

    /// <summary>So many months later, or earlier; the same where there is none to be asked for.</summary>
    public TargetMonth Plus(int months) => First.AddMonths(months) is { Year: >= FirstYear and <= LastYear } first ? new TargetMonth(first) : this;
}

/// <summary>How much of a month's working days has passed.</summary>
/// <param name="Passed">Working days that are over; today is not.</param>
/// <param name="Total">Working days of the month.</param>
/// <param name="HasBegun">Its first day has come.</param>
/// <param name="IsOver">Its last day is over.</param>
public sealed record TargetPace(int Passed, int Total, bool HasBegun, bool IsOver)
{
    internal static TargetPace Of(TargetMonth month, DateOnly today, WorkingDaySnapshot days)
    {
        var (before, yesterday) = (month.First.AddDays(-1), today.AddDays(-1));
        return new TargetPace(
            days.Between(before, yesterday < month.Last ? yesterday : month.Last), days.Between(before, month.Last), today >= month.First, today > month.Last);
    }
}
