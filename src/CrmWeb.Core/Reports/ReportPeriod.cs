using CrmWeb.Core.Organization;

namespace CrmWeb.Core.Reports;

/// <summary>
/// The days a report is about, both ends included, in the organisation's time zone. What it is compared with follows from the days
/// alone: whole months go back by as many months, anything else by as many days, and of a period that is still running as many days are
/// compared as have passed of it.
/// </summary>
/// <param name="First">Null for everything up to the last day.</param>
public sealed record ReportPeriod(DateOnly? First, DateOnly Last)
{
    /// <summary>How many days it has; 0 where it has no beginning.</summary>
    public int Days => First is { } first ? Last.DayNumber - first.DayNumber + 1 : 0;

    /// <summary>The instant it begins at (UTC): the organisation's midnight.</summary>
    public DateTime From(OrganizationClock clock) => First is { } first ? clock.StartOfDay(first) : DateTime.UnixEpoch;

    /// <summary>The instant it is over at (UTC).</summary>
    public DateTime Until(OrganizationClock clock) => clock.StartOfDay(Last.AddDays(1));

    /// <summary>The period before, as far as this one has come (环比); null where it has no beginning.</summary>
    public ReportPeriod? Before(DateOnly today)
    {
        if (First is not { } first)
            return null;
        return Months is { } months
            ? Cut(first.AddMonths(-months), first.AddDays(-1), today)
            : Cut(first.AddDays(-Days), first.AddDays(-1), today);
    }

    /// <summary>The same days a year before, as far as this one has come (同比); null where it has no beginning.</summary>
    public ReportPeriod? YearBefore(DateOnly today)
    {
        if (First is not { } first)
            return null;
        var end = Months is null ? Last.AddYears(-1) : first.AddYears(-1).AddMonths(Months.Value).AddDays(-1);
        return Cut(first.AddYears(-1), end, today);
    }

    /// <summary>The first days of its months, the last included; of one without beginning the last two years.</summary>
    public IReadOnlyList<DateOnly> MonthStarts(int most)
    {
        var last = new DateOnly(Last.Year, Last.Month, 1);
        var first = First is { } begin ? new DateOnly(begin.Year, begin.Month, 1) : last.AddMonths(1 - most);
        var count = Math.Min(most, ((last.Year - first.Year) * 12) + last.Month - first.Month + 1);
        return [.. Enumerable.Range(0, Math.Max(1, count)).Select(i => last.AddMonths(i + 1 - Math.Max(1, count)))];
    }

    /// <summary>How many months it is made of; null where it begins or ends within one.</summary>
    private int? Months => First is { Day: 1 } first && Last.AddDays(1).Day == 1
        ? ((Last.AddDays(1).Year - first.Year) * 12) + Last.AddDays(1).Month - first.Month
        : null;

    /// <summary>A running period is compared with as many days of the other one.</summary>
    private ReportPeriod Cut(DateOnly first, DateOnly end, DateOnly today)
    {
        if (Last <= today || First > today)
            return new ReportPeriod(first, end);
        var passed = first.AddDays(today.DayNumber - First!.Value.DayNumber);
        return new ReportPeriod(first, passed < end ? passed : end);
    }
}
