using System.Globalization;
using CrmWeb.Infrastructure;
using Microsoft.Extensions.Localization;

namespace CrmWeb.TagHelpers;

/// <summary>How a time is worded: relative where it is near, a date where it is far. All arguments are wall-clock times of one zone.</summary>
public static class RelativeTime
{
    /// <summary>For example 刚刚, 5 分钟前, 3 小时前, 昨天 15:20, 4 天前, 11月3日, 2025-11-03; ahead 20 分钟后, 今天 16:00, 明天 10:00, 周三 10:00.</summary>
    public static string Describe(DateTime time, DateTime now, IStringLocalizer<InterfaceText> text) =>
        time <= now ? Past(time, now, text) : Future(time, now, text);

    /// <summary>A day without a time: 今天, 明天, 昨天, otherwise the date.</summary>
    public static string Describe(DateOnly day, DateOnly today, IStringLocalizer<InterfaceText> text) =>
        (day.DayNumber - today.DayNumber) switch
        {
            -1 => text["Time.Yesterday"],
            0 => text["Time.Today"],
            1 => text["Time.Tomorrow"],
            _ => Date(day, today, text),
        };

    /// <summary>How long something has been due: 逾期 2 天.</summary>
    public static string Overdue(TimeSpan late, IStringLocalizer<InterfaceText> text) => late switch
    {
        { TotalDays: >= 1 } => text["Due.OverdueDays", (int)late.TotalDays],
        { TotalHours: >= 1 } => text["Due.OverdueHours", (int)late.TotalHours],
        _ => text["Due.OverdueMinutes", Math.Max(1, (int)late.TotalMinutes)],
    };

    /// <summary>The whole time, for the tooltip.</summary>
    public static string Full(DateTime time, IStringLocalizer<InterfaceText> text) =>
        time.ToString(text["Time.Full"], CultureInfo.CurrentUICulture);

    private static string Past(DateTime time, DateTime now, IStringLocalizer<InterfaceText> text)
    {
        var ago = now - time;
        var days = Days(time, now);
        return ago switch
        {
            { TotalMinutes: < 1 } => text["Time.JustNow"],
            { TotalHours: < 1 } => text["Time.MinutesAgo", (int)ago.TotalMinutes],
            _ when days == 0 => text["Time.HoursAgo", (int)ago.TotalHours],
            _ when days == -1 => $"{text["Time.Yesterday"]} {Clock(time)}",
            _ when days > -7 => text["Time.DaysAgo", -days],
            _ => Date(DateOnly.FromDateTime(time), DateOnly.FromDateTime(now), text),
        };
    }

    private static string Future(DateTime time, DateTime now, IStringLocalizer<InterfaceText> text)
    {
        var ahead = time - now;
        return Days(time, now) switch
        {
            _ when ahead.TotalMinutes < 1 => text["Time.Now"],
            _ when ahead.TotalHours < 1 => text["Time.InMinutes", (int)ahead.TotalMinutes],
            0 => $"{text["Time.Today"]} {Clock(time)}",
            1 => $"{text["Time.Tomorrow"]} {Clock(time)}",
            2 => $"{text["Time.DayAfterTomorrow", 2, Weekday(time, text)]} {Clock(time)}",
            < 7 => $"{Weekday(time, text)} {Clock(time)}",
            _ => $"{Date(DateOnly.FromDateTime(time), DateOnly.FromDateTime(now), text)} {Clock(time)}",
        };
    }

    private static int Days(DateTime time, DateTime now) => (time.Date - now.Date).Days;

    private static string Clock(DateTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Weekday(DateTime time, IStringLocalizer<InterfaceText> text) =>
        time.ToString(text["Time.Weekday"], CultureInfo.CurrentUICulture);

    private static string Date(DateOnly day, DateOnly today, IStringLocalizer<InterfaceText> text) =>
        day.Year == today.Year
            ? day.ToString(text["Time.Date"], CultureInfo.CurrentUICulture)
            : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
