using System.Globalization;
using System.Text.RegularExpressions;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Formats;

/// <summary>Amounts in CNY yuan, two places, rounded half away from zero.</summary>
public static partial class Money
{
    /// <summary>Largest amount a column holds with room for sums.</summary>
    public const decimal Max = 9_999_999_999_999.99m;

    /// <summary>Reads what people type: 1234.5, ￥1,234, 50万, 1.2亿元.</summary>
    public static bool TryParse(string? typed, out decimal yuan) => TryParse(typed, out yuan, out _);

    /// <summary>Whether nothing is lost by keeping what was typed to the fen; also true of what is no amount at all.</summary>
    public static bool IsExact(string? typed) => !TryParse(typed, out _, out var isExact) || isExact;

    /// <summary>The amount in whole: ¥1,234,567.89.</summary>
    public static string Shown(decimal yuan)
    {
        var rounded = decimal.Round(yuan, 2, MidpointRounding.AwayFromZero);
        return $"{(rounded < 0 ? "-" : "")}¥{Math.Abs(rounded).ToString("#,##0.00", CultureInfo.InvariantCulture)}";
    }

    /// <summary>The amount as an input shows it: plain digits, no grouping, no needless zeros.</summary>
    public static string? ToInput(decimal? yuan) => yuan?.ToString("0.##", CultureInfo.InvariantCulture);

    private static bool TryParse(string? typed, out decimal yuan, out bool isExact)
    {
        (yuan, isExact) = (0, true);
        var match = Pattern().Match(PlainText.Of(typed).Replace(" ", "", StringComparison.Ordinal));
        if (!match.Success || !decimal.TryParse(match.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal),
            NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > Max)
            return false;

        var factor = match.Groups["unit"].Value switch { "万" or "w" or "W" => 10_000m, "亿" => 100_000_000m, _ => 1m };
        yuan = decimal.Round(number * factor, 2, MidpointRounding.AwayFromZero);
        isExact = yuan == number * factor;
        return yuan <= Max;
    }

    [GeneratedRegex(@"^[¥￥]?(?<number>\d[\d,]{0,20}(?:\.\d{1,6})?)(?<unit>[万亿wW]?)元?$", RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex Pattern();
}
