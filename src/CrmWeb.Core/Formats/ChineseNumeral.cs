using System.Globalization;
using System.Text;

namespace CrmWeb.Core.Formats;

/// <summary>Whole numbers written in characters: 七, 五十, 一百二十, 两千, 三亿五千万.</summary>
public static class ChineseNumeral
{
    private const string Digits = "零一二三四五六七八九";
    private const string Small = "十百千";
    private const long TenThousand = 10_000;
    private const long HundredMillion = 100_000_000;
    private const int Longest = 20;

    /// <summary>Reads a text that is nothing but such a number.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        if (text.IsEmpty || text.Length > Longest)
            return false;
        long group = 0;
        long digit = -1;
        foreach (var character in text)
        {
            var c = character switch { '〇' => '零', '两' or '俩' => '二', _ => character };
            if (Digits.IndexOf(c, StringComparison.Ordinal) is >= 0 and var value)
            {
                if (digit > 0)
                    return false;
                digit = value;
            }
            else if (Small.IndexOf(c, StringComparison.Ordinal) is >= 0 and var power)
            {
                // 十五 is fifteen, 百万 a million: a unit without a digit counts once.
                group += (digit <= 0 ? 1 : digit) * (long)Math.Pow(10, power + 1);
                digit = -1;
            }
            else if (c is '万' or '亿')
            {
                var whole = number % HundredMillion == 0 ? 0 : number;
                group += Math.Max(digit, 0);
                if (group == 0 && whole == 0)
                    return false;
                number = c == '万' ? number + (group * TenThousand) : (number + group) * HundredMillion;
                (group, digit) = (0, -1);
            }
            else
            {
                return false;
            }
        }

        number += group + Math.Max(digit, 0);
        return true;
    }

    /// <summary>The text with every number in characters written in digits, as far as a unit of ten thousand: 五十天 is 50天, 百万 is 100万.</summary>
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

    private static bool IsPart(char c) => c is '〇' or '两' or '俩' || Digits.Contains(c, StringComparison.Ordinal) || Small.Contains(c, StringComparison.Ordinal);
}
