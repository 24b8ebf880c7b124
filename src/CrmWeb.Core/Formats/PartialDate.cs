using System.Globalization;
using System.Text.RegularExpressions;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Formats;

/// <summary>A date of which perhaps only the year, or year and month, is known: 2008, 2008-05, 2008-05-12.</summary>
/// <param name="Text">The form in which it is stored.</param>
/// <param name="First">The first day it can mean.</param>
public readonly partial record struct PartialDate(string Text, DateOnly First)
{
    /// <summary>The oldest firms that still trade are younger; an earlier year is a slip of the finger.</summary>
    private const int EarliestYear = 1500;

    /// <summary>Reads 2008, 2008-5, 2008/05/12, 2008.5.12 and 2008年5月12日, in full width too.</summary>
    public static bool TryParse(string? typed, out PartialDate date)
    {
        date = default;
        var match = Pattern().Match(PlainText.Of(typed).Replace(" ", ""));
        if (!match.Success)
            return false;

        var year = Number(match, "year");
        var (month, day) = (Number(match, "month"), Number(match, "day"));
        if (year < EarliestYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;

        var text = string.Create(CultureInfo.InvariantCulture, $"{year:D4}");
        if (match.Groups["month"].Success)
            text += string.Create(CultureInfo.InvariantCulture, $"-{month:D2}");
        if (match.Groups["day"].Success)
            text += string.Create(CultureInfo.InvariantCulture, $"-{day:D2}");
        date = new PartialDate(text, new DateOnly(year, month, day));
        return true;
    }

    /// <summary>What is not given counts as the first.</summary>
    private static int Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 1;

    [GeneratedRegex("^(?<year>[0-9]{4})(?:年?$|[-/.年](?<month>[0-9]{1,2})(?:月?$|[-/.月](?<day>[0-9]{1,2})日?$))", RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex Pattern();
}
