namespace CrmWeb.Core.FollowUps.Tasks;

/// <summary>When a recurring follow-up comes back. Wall-clock times, so that ten o'clock stays ten o'clock when clocks are changed.</summary>
public static class RecurrenceDates
{
    /// <summary>
    /// The next time of the series that lies after <paramref name="after"/>: whoever completes late does not find missed ones
    /// waiting. A day that a month does not have becomes its last day.
    /// </summary>
    /// <param name="planned">The time the series goes on from.</param>
    /// <param name="dayOfMonth">The day meant, 1 to 31: the 31st comes back after a shorter month.</param>
    /// <returns>Null where it does not recur, or not within this century.</returns>
    public static DateTime? Next(DateTime planned, int dayOfMonth, FollowUpRecurrence recurrence, DateTime after)
    {
        if (recurrence == FollowUpRecurrence.None)
            return null;
        for (var i = 1; ; i++)
        {
            var next = recurrence == FollowUpRecurrence.Weekly ? planned.AddDays(7 * i) : OnDay(planned, i * Months(recurrence), dayOfMonth);
            if (next.Year >= 2100)
                return null;
            if (next > after)
                return next;
        }
    }

    /// <summary>The last day of its month: the day meant may be a later one.</summary>
    public static bool MayBeCut(DateTime planned, FollowUpRecurrence recurrence) =>
        recurrence > FollowUpRecurrence.Weekly && planned.Day == DateTime.DaysInMonth(planned.Year, planned.Month) && planned.Day < 31;

    private static DateTime OnDay(DateTime planned, int months, int dayOfMonth)
    {
        var month = new DateTime(planned.Year, planned.Month, 1).AddMonths(months);
        return month.AddDays(Math.Min(dayOfMonth, DateTime.DaysInMonth(month.Year, month.Month)) - 1) + planned.TimeOfDay;
    }

    private static int Months(FollowUpRecurrence recurrence) => recurrence switch
    {
        FollowUpRecurrence.Monthly => 1,
        FollowUpRecurrence.Quarterly => 3,
        FollowUpRecurrence.HalfYearly => 6,
        _ => 12,
    };
}
