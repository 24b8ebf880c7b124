using System.Text.RegularExpressions;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Formats;

/// <summary>
/// Telephone numbers of mainland China as people type them. Mobile: 11 digits beginning 13 to 19; the operators' segments are
/// not checked, because allocations change and numbers are portable. Landline: area code of three digits (010, 02x) with eight
/// digits or of four (0[3-9]xx) with seven or eight, local numbers beginning 2 to 8; 400 and 800 numbers of ten digits; service
/// numbers 95xxx and 96xxx; each with an extension of one to six digits if wished. Numbers of anywhere else are taken with their
/// country code (<see cref="ForeignNumber"/>).
/// </summary>
public static partial class PhoneNumber
{
    /// <summary>Nothing longer than this is looked at: no number with all its punctuation comes near it.</summary>
    public const int LongestTyped = 60;

    /// <summary>
    /// Accepts a mobile number in any usual spelling (blanks, hyphens, +86, 0086 or 86 before it, full-width digits);
    /// <paramref name="digits"/> are its 11 digits, or empty.
    /// </summary>
    public static bool TryParseMobile(string? typed, out string digits)
    {
        var match = MobilePattern().Match(Compact(typed).Replace("-", ""));
        digits = match.Success ? match.Groups["number"].Value : "";
        return match.Success;
    }

    /// <summary>
    /// Accepts a landline number with its area code, a 400 or 800 number, or a service number. <paramref name="digits"/> are
    /// its digits with area code and without extension, so that two desks of one switchboard compare equal; keep the typed
    /// text to show it.
    /// </summary>
    public static bool TryParseLandline(string? typed, out string digits)
    {
        var match = LandlinePattern().Match(Compact(typed));
        digits = match.Success
            ? (AreaCode(match) + match.Groups["number"].Value).Replace("-", "")
            : "";
        return match.Success;
    }

    /// <summary>
    /// Accepts a mobile number, or one of Hong Kong, Macau, Taiwan or abroad with its country code. <paramref name="key"/> is what
    /// it is compared by: 11 digits, or + and country code and number (E.164).
    /// </summary>
    public static bool TryParseMobileOrForeign(string? typed, out string key)
    {
        if (TryParseMobile(typed, out key))
            return true;
        key = ForeignNumber.Parse(typed)?.Key ?? "";
        return key.Length > 0;
    }

    /// <summary>As <see cref="TryParseMobileOrForeign"/>, for a landline number.</summary>
    public static bool TryParseLandlineOrForeign(string? typed, out string key)
    {
        if (TryParseLandline(typed, out key))
            return true;
        key = ForeignNumber.Parse(typed)?.Key ?? "";
        return key.Length > 0;
    }

    /// <summary>What any number that is accepted is compared by; null for what is no number.</summary>
    public static string? Key(string? typed) =>
        TryParseMobile(typed, out var mobile) ? mobile : TryParseLandlineOrForeign(typed, out var other) ? other : null;

    /// <summary>
    /// What a telephone dials: the digits, with + and country code where they are not of the mainland, then a comma and the
    /// extension (a pause, after which the phone dials on). Null for what is no number.
    /// </summary>
    public static string? Dial(string? typed)
    {
        if (TryParseMobile(typed, out var mobile))
            return mobile;
        var match = LandlinePattern().Match(Compact(typed));
        if (!match.Success)
            return ForeignNumber.Parse(typed) is { } foreign ? WithExtension(foreign.Key, foreign.Extension) : null;
        return WithExtension((AreaCode(match) + match.Groups["number"].Value).Replace("-", ""), match.Groups["extension"].Value);
    }

    /// <summary>As typed; a number with another country code in its usual international form.</summary>
    public static string? Shown(string? typed) => ForeignNumber.Parse(typed)?.Shown ?? typed;

    private static string WithExtension(string number, string extension) => extension.Length > 0 ? $"{number},{extension}" : number;

    /// <summary>
    /// Only the digits, half width, for search and comparison. A country code written as +86, 0086 or 86 before a whole number
    /// is dropped, since stored digits have none.
    /// </summary>
    public static string Digits(string typed)
    {
        var plain = Compact(typed);
        if (TryParseMobile(typed, out var mobile))
        {
            return mobile;
        }

        var digits = string.Concat(plain.Where(char.IsAsciiDigit));
        if (plain.TrimStart('(').StartsWith("+86", StringComparison.Ordinal))
        {
            return digits[2..];
        }

        // Nine digits are the shortest number with an area code; fewer may be the end of a number that contains 0086.
        return digits.Length >= 4 + 9 && digits.StartsWith("0086", StringComparison.Ordinal) ? digits[4..] : digits;
    }

    /// <summary>
    /// The number as people without the right to see it get it (GB/T 35273-2020, 7.2): 138****5678; a landline keeps area code
    /// and last two digits, 021-******34, without its extension. What is no number keeps at most its last two characters.
    /// </summary>
    public static string Mask(string number)
    {
        if (TryParseMobile(number, out var mobile))
        {
            return $"{mobile[..3]}****{mobile[7..]}";
        }

        var match = LandlinePattern().Match(Compact(number));
        if (match.Success)
        {
            var (area, local) = (AreaCode(match), match.Groups["number"].Value.Replace("-", ""));
            return area.Length > 0 ? $"{area}-{Stars(local)}" : local.Length == 10 ? $"{local[..3]}-{Stars(local[3..])}" : Stars(local);
        }

        return Stars(PlainText.Of(number));
    }

    private static string Stars(string hidden) =>
        hidden.Length < 7 ? new string('*', hidden.Length) : new string('*', hidden.Length - 2) + hidden[^2..];

    /// <summary>Abroad the leading zero is left out: +86 21 is 021.</summary>
    private static string AreaCode(Match match) =>
        match.Groups["area"] is { Success: true } area ? (area.Value[0] == '0' ? area.Value : $"0{area.Value}") : "";

    /// <summary>Half width, without blanks and dots, every kind of dash as a hyphen, 转 and 内线 and the like as one sign (#).</summary>
    internal static string Compact(string? typed)
    {
        if (typed is null || typed.Length > LongestTyped)
        {
            return "";
        }

        var hyphens = DashPattern().Replace(PlainText.Of(typed), "-");
        return BlankPattern().Replace(ExtensionWordPattern().Replace(hyphens, "#"), "");
    }

    /// <summary>The words and signs before an extension at the end of a number: 转, 分机, 内线, ext., #, *, or brackets alone.</summary>
    [GeneratedRegex(@"(?:[#,;*](?<extension>[0-9]{1,6})|\([-#*]?(?<extension>[0-9]{1,6})\))$", RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    internal static partial Regex ExtensionPattern();

    [GeneratedRegex(@"^\(?(?:(?:\+|00)?86)?\)?(?<number>1[3-9][0-9]{9})$", RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex MobilePattern();

    [GeneratedRegex("""
        ^(?:
            (?: \(?(?:\+|00)86\)?-? \(?(?<area>0?(?:10|2[0-57-9]))\)?  |  \(?(?<area>0(?:10|2[0-57-9]))\)? ) -? (?<number>[2-8][0-9]{3}-?[0-9]{4})
          | (?: \(?(?:\+|00)86\)?-? \(?(?<area>0?[3-9][0-9]{2})\)?     |  \(?(?<area>0[3-9][0-9]{2})\)? )    -? (?<number>[2-8][0-9]{2,3}-?[0-9]{4})
          | (?: \(?(?:\+|00)86\)?-? )? (?<number>[48]00(?:-?[0-9]){7})
          | (?<number>9[56][0-9]{3,6})
        )
        (?: [-\#,;*] (?<extension>[0-9]{1,6}) | \( [-\#*]? (?<extension>[0-9]{1,6}) \) )? $
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, PatternLimit.Milliseconds)]
    private static partial Regex LandlinePattern();

    [GeneratedRegex(@"[\p{Pd}\u02D7\u2043\u2212\u2500\u2501\u2796\u30FC\uFF70]", RegexOptions.None, PatternLimit.Milliseconds)]
    private static partial Regex DashPattern();

    /// <summary>What parts the digits of a number and says nothing: blanks, and the dots of every family.</summary>
    [GeneratedRegex(@"[ .\u00B7\u2022\u2024\u2027\u2219\u22C5\u30FB]", RegexOptions.None, PatternLimit.Milliseconds)]
    private static partial Regex BlankPattern();

    [GeneratedRegex(
        @"[-,; ]*(?:[转轉拨撥]接?(?:分[机機]|[内內][线線綫])?[号號]?|分[机機][号號]?|[内內][线線綫][号號]?|extension|extn|ext|x)[-:.=# ]*",
        RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex ExtensionWordPattern();
}
