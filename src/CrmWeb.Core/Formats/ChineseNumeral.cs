using System.Globalization;
using System.Text;

namespace CrmWeb.Core.Formats;

/// <summary>Whole numbers below ten thousand written in characters: 七, 五十, 一百二十, 两千.</summary>
public static class ChineseNumeral
{
    private const string Digits = "零一二三四五六七八九";
    private const string Small = "十百千";
    private const int Longest = 20;

    /// <summary>The text with every number in characters written in digits, up to a unit of ten thousand or more, which stays: 五十天 is 50天, 百万 is 100万.</summary>
    public static string ToDigits(string text)
    {
        var written = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var end = i;
            while (end < text.Length && IsPart(text[end]))
                end++;
            if (end > i && TryParse(text.AsSpan(i, end - i), out var number))
            {
                written.Append(number.ToString(CultureInfo.InvariantCulture));
                i = end;
            }
            else
            {
                written.Append(text[i]);
                i++;
            }
        }

        return written.ToString();
    }

    private static bool TryParse(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        if (text.Length > Longest)
            return false;
        long digit = -1;
        foreach (var character in text)
        {
            var value = Digits.IndexOf(Plain(character), StringComparison.Ordinal);
            if (value < 0)
            {
                // 十五 is fifteen, 百万 a million: a unit without a digit counts once.
                number += (digit <= 0 ? 1 : digit) * (long)Math.Pow(10, Small.IndexOf(character, StringComparison.Ordinal) + 1);
                digit = -1;
            }
            else if (digit > 0)
            {
                return false;
            }
            else
            {
                digit = value;
            }
        }

        number += Math.Max(digit, 0);
        return true;
    }

    private static bool IsPart(char c) => Digits.Contains(Plain(c), StringComparison.Ordinal) || Small.Contains(c, StringComparison.Ordinal);

    private static char Plain(char c) => c switch { '〇' => '零', '两' or '俩' => '二', _ => c };
}
