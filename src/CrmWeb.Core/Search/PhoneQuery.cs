using System.Text.RegularExpressions;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Search;

/// <summary>What of a search may be a telephone number, however it was written on a page, a card or another telephone.</summary>
internal static partial class PhoneQuery
{
    /// <summary>Fewer digits are too common to be part of a number.</summary>
    private const int ShortestNumber = 3;

    private const int LongestNumber = 20;

    /// <summary>From here on a number carries its area or country code.</summary>
    private const int WholeNumber = 9;

    /// <summary>Without a mark before it an extension is at most so long, and the number before it at least this.</summary>
    private const int LongestExtension = 6;
    private const int ShortestBeforeExtension = 7;

    /// <summary>
    /// The sequences of digits by which stored numbers are looked through, the likeliest first: the whole number where it is one,
    /// otherwise its digits, with and without what may be an extension, a country code or an area code's zero. None for other text.
    /// </summary>
    public static IReadOnlyList<string> Digits(string text)
    {
        var compact = PhoneNumber.Compact(text);
        if (!compact.Any(char.IsAsciiDigit) || !compact.All(IsOfNumber))
            return [];
        if (PhoneNumber.Key(text) is { } key)
            return key[0] == '0' ? [key, key.TrimStart('0')] : [key.TrimStart('+')];

        var main = PhoneNumber.ExtensionPattern().Match(compact) is { Success: true } extension ? compact[..extension.Index] : compact;
        List<string> found = [PhoneNumber.Digits(main)];
        if (main.LastIndexOf('-') is > 0 and var hyphen && main.Length - hyphen - 1 is >= 1 and <= LongestExtension
            && PhoneNumber.Digits(main[..hyphen]) is { Length: >= ShortestBeforeExtension } before)
        {
            found.Add(before);
        }

        if (found[0].Length >= WholeNumber && found[0][0] == '0')
            found.Add(found[0].TrimStart('0'));
        return [.. found.Where(digits => digits.Length is >= ShortestNumber and <= LongestNumber).Distinct()];
    }

    /// <summary>Whether a word belongs to a number: digits with their signs, or what stands before an extension.</summary>
    public static bool IsPart(string word) => PhoneNumber.Compact(word) is { Length: > 0 } compact && compact.All(IsOfNumber);

    /// <summary>The text without what people and pages put before a number: 电话：, Tel., tel:.</summary>
    public static string WithoutLabel(string word) => LabelPattern().Replace(word, "");

    private static bool IsOfNumber(char c) => char.IsAsciiDigit(c) || c is '-' or '+' or '(' or ')' or '#' or '*' or ',' or ';';

    [GeneratedRegex(@"^(?:tel|telephone|phone|mobile|mob|cell|fax|mailto|e?-?mail|sip|联系电话|联系方式|电话|电话号码|手机|手机号码?|座机|固话|传真|邮箱|邮件)\.?:",
        RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex LabelPattern();
}
