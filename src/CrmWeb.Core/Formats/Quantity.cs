using System.Globalization;
using System.Text.RegularExpressions;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Formats;

/// <summary>How much of something: up to four decimals, as a scale or a clock gives them.</summary>
public static partial class Quantity
{
    /// <summary>The most of one thing.</summary>
    public const decimal Max = 99_999_999.9999m;

    /// <summary>Reads what people type: 3, 1,200, 0.125, １２.５. More than four decimals are refused, not rounded.</summary>
    public static bool TryParse(string? typed, out decimal quantity)
    {
        quantity = 0;
        var text = PlainText.Of(typed).Replace(" ", "", StringComparison.Ordinal);
        return Pattern().IsMatch(text)
            && decimal.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out quantity)
            && quantity is > 0 and <= Max;
    }

    /// <summary>As an input shows it: plain digits without needless zeros.</summary>
    public static string Shown(decimal quantity) => quantity.ToString("0.####", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d[\d,]{0,12}(?:\.\d{1,4})?$", RegexOptions.None, PatternLimit.Milliseconds)]
    private static partial Regex Pattern();
}
