namespace CrmWeb.Pages.FollowUps.Calendar;

/// <summary>The days a calendar page shows. Weeks begin on Monday.</summary>
/// <param name="View">month, week or day.</param>
/// <param name="Day">The day asked for.</param>
/// <param name="From">The first day shown; for a month the Monday on or before its first.</param>
/// <param name="Days">How many.</param>
public sealed record CalendarRange(string View, DateOnly Day, DateOnly From, int Days)
{
    private const int Earliest = 2000;
    private const int Latest = 2099;

    public DateOnly Last => From.AddDays(Days - 1);

    public DateOnly Before => View switch { "month" => First(Day).AddMonths(-1), "week" => Day.AddDays(-7), _ => Day.AddDays(-1) };

    public DateOnly After => View switch { "month" => First(Day).AddMonths(1), "week" => Day.AddDays(7), _ => Day.AddDays(1) };

    public IEnumerable<DateOnly> All => Enumerable.Range(0, Days).Select(From.AddDays);

    /// <summary>Whether the day belongs to the month shown; the rest of its first and last week does not.</summary>
    public bool Holds(DateOnly day) => View != "month" || (day.Month == Day.Month && day.Year == Day.Year);

    /// <exception cref="BadQueryException">There is no such view, or the day lies outside this century.</exception>
    public static CalendarRange Of(string? view, DateOnly day)
    {
        if (day.Year is < Earliest or > Latest)
            throw new BadQueryException("day");
        switch (view)
        {
            case "week":
                return new CalendarRange("week", day, Monday(day), 7);
            case "day":
                return new CalendarRange("day", day, day, 1);
            case null or "" or "month":
                var from = Monday(First(day));
                var end = First(day).AddMonths(1);
                return new CalendarRange("month", day, from, (end.DayNumber - from.DayNumber + 6) / 7 * 7);
            default:
                throw new BadQueryException("view");
        }
    }

    private static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
