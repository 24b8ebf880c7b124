using System.Globalization;
using System.Text.RegularExpressions;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Formats;

/// <summary>
/// Days that move with today, as an address and a filter name them: <c>today</c>, <c>-7d</c> (seven days ago), <c>7d</c> (in seven
/// days), <c>week</c>, <c>last-month</c>, <c>next-quarter</c>, <c>year</c>. A period is its first day where a stretch begins and its
/// last where one ends, so that <c>createdFrom=month&amp;createdTo=month</c> is this month, whenever it is opened.
/// </summary>
public static partial class RelativeDay
{
    private const int Most = 3650;

    private static readonly Dictionary<string, string> Spoken = new(StringComparer.OrdinalIgnoreCase)
    {
        ["今天"] = "today",
        ["今日"] = "today",
        ["昨天"] = "yesterday",
        ["昨日"] = "yesterday",
        ["明天"] = "tomorrow",
        ["后天"] = "2d",
        ["前天"] = "-2d",
        ["本周"] = "week",
        ["这周"] = "week",
        ["上周"] = "last-week",
        ["下周"] = "next-week",
        ["本月"] = "month",
        ["这个月"] = "month",
        ["上月"] = "last-month",
        ["上个月"] = "last-month",
        ["下月"] = "next-month",
        ["下个月"] = "next-month",
        ["本季度"] = "quarter",
        ["上季度"] = "last-quarter",
        ["下季度"] = "next-quarter",
        ["今年"] = "year",
        ["本年"] = "year",
        ["去年"] = "last-year",
        ["明年"] = "next-year",
    };

    /// <param name="ends">Whether the day ends a stretch.</param>
    /// <param name="today">The organisation's day.</param>
    public static bool TryParse(string? typed, DateOnly today, bool ends, out DateOnly day)
    {
        day = today;
        if (CodeOf(typed) is not { } code)
            return false;
        if (code is "today" or "yesterday" or "tomorrow")
            day = today.AddDays(code switch { "yesterday" => -1, "tomorrow" => 1, _ => 0 });
        else if (code[^1] == 'd' && int.TryParse(code[..^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days))
            day = today.AddDays(days);
        else
            day = Period(code, today, ends);
        return true;
    }

    /// <summary>The spelling of an address; null for what names no such day.</summary>
    public static string? CodeOf(string? typed)
    {
        var plain = PlainText.Of(typed).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        if (Spoken.TryGetValue(plain, out var spoken))
            return spoken;
        if (plain is "today" or "yesterday" or "tomorrow" || PeriodPattern().IsMatch(plain))
            return plain;
        var match = DaysPattern().Match(ChineseNumeral.ToDigits(plain));
        if (!match.Success || !int.TryParse(match.Groups["days"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days > Most)
            return null;
        return days == 0 ? "today" : match.Groups["ago"].Success ? $"-{days}d" : $"{days}d";
    }

    private static DateOnly Period(string code, DateOnly today, bool ends)
    {
        var parts = code.Split('-');
        var shift = parts.Length == 1 ? 0 : parts[0] == "last" ? -1 : 1;
        var month = new DateOnly(today.Year, today.Month, 1);
        var (first, next) = parts[^1] switch
        {
            "week" => Stretch(today.AddDays(-(((int)today.DayOfWeek + 6) % 7) + (7 * shift)), d => d.AddDays(7)),
            "month" => Stretch(month.AddMonths(shift), d => d.AddMonths(1)),
            "quarter" => Stretch(month.AddMonths(-((today.Month - 1) % 3) + (3 * shift)), d => d.AddMonths(3)),
            _ => Stretch(new DateOnly(today.Year + shift, 1, 1), d => d.AddYears(1)),
        };
        return ends ? next.AddDays(-1) : first;
    }

    private static (DateOnly First, DateOnly Next) Stretch(DateOnly first, Func<DateOnly, DateOnly> next) => (first, next(first));

    [GeneratedRegex("^(?:(?:last|next)-)?(?:week|month|quarter|year)$", RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex PeriodPattern();

    [GeneratedRegex(
        "^(?:(?:(?<ago>-)|\\+)?(?<days>[0-9]{1,5})d|(?<ago>过去|最近|近)(?<days>[0-9]{1,5})[天日]|(?<days>[0-9]{1,5})(?:天|日|days?)(?:(?<ago>前|ago)|后|later))$",
        RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex DaysPattern();
}
