using System.Globalization;
using System.Text.RegularExpressions;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Text;
using FluentValidation.Results;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.List;

/// <summary>
/// Numbers, days and amounts as people type them into filters: whatever an entry form understands, a filter understands too. What
/// neither understands is said beside its field.
/// </summary>
public static partial class FilterValues
{
    private const int MostDays = 3650;
    private const int Whole = 100;
    private const int DaysOfWeek = 7;
    private const decimal MostYuan = 1_000_000_000_000m;

    private static readonly (string Name, Func<CustomerFilter, string?> Of, int Most)[] Numbers =
    [
        ("idleDays", f => f.IdleDays, MostDays), ("stuckDays", f => f.StuckDays, MostDays), ("completeness", f => f.Completeness, Whole),
        ("healthFrom", f => f.HealthFrom, Whole), ("healthTo", f => f.HealthTo, Whole),
    ];

    private static readonly (string Name, Func<CustomerFilter, string?> Of)[] Days =
    [
        ("lastFollowUpFrom", f => f.LastFollowUpFrom), ("lastFollowUpTo", f => f.LastFollowUpTo), ("nextFrom", f => f.NextFrom), ("nextTo", f => f.NextTo),
        ("firstContactFrom", f => f.FirstContactFrom), ("firstContactTo", f => f.FirstContactTo), ("signedFrom", f => f.SignedFrom), ("signedTo", f => f.SignedTo),
        ("createdFrom", f => f.CreatedFrom), ("createdTo", f => f.CreatedTo), ("reachedOnFrom", f => f.ReachedOnFrom),
        ("reachedOnTo", f => f.ReachedOnTo), ("lostOnFrom", f => f.LostOnFrom), ("lostOnTo", f => f.LostOnTo), ("expectedFrom", f => f.ExpectedFrom), ("expectedTo", f => f.ExpectedTo),
        ("orderedFrom", f => f.OrderedFrom), ("orderedTo", f => f.OrderedTo),
    ];

    /// <summary>What of the filter cannot be read, by the name it has in the address.</summary>
    /// <param name="today">The organisation's day, whose year a day without one is in.</param>
    public static IReadOnlyList<ValidationFailure> Faults(CustomerFilter filter, DateOnly today, IStringLocalizer<CustomersText> text) =>
    [
        .. Numbers.Where(n => IsTyped(n.Of(filter)) && !TryNumber(n.Of(filter), n.Most, out _))
            .Select(n => new ValidationFailure(n.Name, text["Error.FilterNumber", Shown(n.Of(filter)), n.Most])),
        .. DayFaults(Days.Select(d => (d.Name, d.Of(filter))), today, text),
        .. AmountFaults([("amountFrom", filter.AmountFrom), ("amountTo", filter.AmountTo)], text),
    ];

    /// <summary>Which of some days cannot be read.</summary>
    internal static IEnumerable<ValidationFailure> DayFaults(IEnumerable<(string Name, string? Typed)> days, DateOnly today, IStringLocalizer<CustomersText> text) =>
        days.Where(d => IsTyped(d.Typed) && !TryDay(d.Typed, today, out _)).Select(d => new ValidationFailure(d.Name, text["Error.FilterDay", Shown(d.Typed)]));

    /// <summary>Which of some amounts cannot be read.</summary>
    internal static IEnumerable<ValidationFailure> AmountFaults(IEnumerable<(string Name, string? Typed)> amounts, IStringLocalizer<CustomersText> text) =>
        amounts.Where(a => IsTyped(a.Typed) && !TryTenThousands(a.Typed, out _)).Select(a => new ValidationFailure(a.Name, text["Error.FilterAmount", Shown(a.Typed)]));

    /// <summary>Reads 7, ７, 1,000, 7天, 80%, 五十, 两周, 7 days.</summary>
    public static bool TryNumber(string? typed, int most, out int number)
    {
        var match = NumberPattern().Match(ChineseNumeral.ToDigits(Plain(typed)));
        number = 0;
        if (!match.Success || !int.TryParse(match.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out number) || number > most)
            return false;
        number *= match.Groups["weeks"].Success ? DaysOfWeek : 1;
        return number <= most;
    }

    /// <summary>
    /// Reads 2026-01-05, 2026/1/5, 2026.1.5, 20260105, 2026年1月5日, and 1月5日 of this year, in full width too; and days that move with
    /// today (<see cref="RelativeDay"/>).
    /// </summary>
    /// <param name="ends">Whether the day ends a stretch: of a period the last day.</param>
    public static bool TryDay(string? typed, DateOnly today, out DateOnly day, bool ends = false)
    {
        if (RelativeDay.TryParse(typed, today, ends, out day))
            return true;
        day = default;
        var match = DayPattern().Match(Plain(typed));
        if (!match.Success)
            return false;
        var year = match.Groups["year"].Success ? Number(match, "year") : today.Year;
        var (month, ofMonth) = (Number(match, "month"), Number(match, "day"));
        if (year is <= 1900 or >= 9000 || month is < 1 or > 12 || ofMonth < 1 || ofMonth > DateTime.DaysInMonth(year, month))
            return false;
        day = new DateOnly(year, month, ofMonth);
        return true;
    }

    /// <summary>Reads an amount whose unit is 万元 unless it names its own: 50, 1,000, 100万, 1.5亿, 500000元, 五十, 百万.</summary>
    public static bool TryTenThousands(string? typed, out decimal yuan) =>
        CompanyFigures.TryParseRevenue(ChineseNumeral.ToDigits(Plain(typed)), out yuan) && yuan <= MostYuan;

    internal static int? Number(string? typed, int most = MostDays) => IsTyped(typed) && TryNumber(typed, most, out var number) ? number : null;

    internal static DateOnly? Day(string? typed, DateOnly today, bool ends = false) => IsTyped(typed) && TryDay(typed, today, out var day, ends) ? day : null;

    internal static decimal? TenThousands(string? typed) => IsTyped(typed) && TryTenThousands(typed, out var yuan) ? yuan : null;

    private static bool IsTyped(string? value) => !string.IsNullOrWhiteSpace(value);

    private static string Shown(string? value) => FormText.Shortened(value ?? "", 20);

    private static string Plain(string? typed) => PlainText.Of(typed).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<number>[0-9][0-9,]{0,12})(?:天|日|d|days?|%|(?<weeks>个?(?:周|星期)|weeks?))?$", RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex NumberPattern();

    [GeneratedRegex(
        "^(?:(?<year>[0-9]{4})(?:[-/.年](?<month>[0-9]{1,2})[-/.月](?<day>[0-9]{1,2})[日号]?|(?<month>[0-9]{2})(?<day>[0-9]{2}))|(?<month>[0-9]{1,2})月(?<day>[0-9]{1,2})[日号]?)$",
        RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex DayPattern();
}
