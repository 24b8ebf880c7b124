using System.Globalization;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Jobs;

/// <summary>Says a cron expression in words. What is too odd for words is shown as it is written.</summary>
public static class ScheduleWords
{
    private const string Workweek = "MON-FRI";
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    public static string Of(string expression, IStringLocalizer<JobsText> text)
    {
        var fields = CronText.Fields(expression.ToUpperInvariant());
        if (fields is not [var second, var minute, var hour, var day, "*", var weekday])
            return expression;

        return (IsAny(day), IsAny(weekday)) switch
        {
            (true, true) when IsAny(hour) && IsAny(minute) && Step(second) is { } seconds => text["Every.Seconds", seconds],
            (true, true) when IsAny(hour) && IsAny(minute) && Number(second) is not null => text["Every.Minutes", 1],
            (true, true) when IsAny(hour) && Step(minute) is { } minutes => text["Every.Minutes", minutes],
            (true, true) when IsAny(hour) && Number(minute) is { } past => text["Every.Hour", past],
            (true, true) when Time(hour, minute) is { } time => text["Every.Day", time],
            (true, false) when weekday == Workweek && Time(hour, minute) is { } time => text["Every.MondayToFriday", time],
            (true, false) when Array.IndexOf(Days, weekday) is >= 0 and var named && Time(hour, minute) is { } time =>
                text["Every.Week", CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName((DayOfWeek)named), time],
            (false, true) when Number(day) is { } date && Time(hour, minute) is { } time => text["Every.Month", date, time],
            _ => expression,
        };
    }

    private static bool IsAny(string field) => field == "*";

    private static int? Number(string field) => int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The n of "from/n".</summary>
    private static int? Step(string field) => field.Split('/') is [var from, var step] && (from == "*" || Number(from) is not null) ? Number(step) : null;

    private static string? Time(string hour, string minute) =>
        Number(hour) is { } h && Number(minute) is { } m ? string.Create(CultureInfo.InvariantCulture, $"{h:00}:{m:00}") : null;
}
