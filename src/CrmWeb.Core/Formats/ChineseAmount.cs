using System.Text;

namespace CrmWeb.Core.Formats;

/// <summary>
/// Amounts in capitals (大写), as contracts and receipts want them: 壹拾万元整. After the rules for bills of the People's Bank
/// (正确填写票据和结算凭证的基本规定).
/// </summary>
public static class ChineseAmount
{
    private const long Wan = 10_000;
    private const long Yi = 100_000_000;
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";

    private static readonly string[] Places = ["", "拾", "佰", "仟"];

    /// <param name="yuan">Rounded to the fen, half away from zero; at most <see cref="Money.Max"/> either way.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is larger than any amount of the product.</exception>
    public static string Of(decimal yuan)
    {
        var fen = decimal.Round(Math.Abs(yuan), 2, MidpointRounding.AwayFromZero) * 100m;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fen, Money.Max * 100m, nameof(yuan));
        var (whole, rest) = Math.DivRem((long)fen, 100);
        var (jiao, last) = Math.DivRem((int)rest, 10);
        var said = new StringBuilder(yuan < 0 && fen > 0 ? "负" : "");
        if (whole > 0 || rest == 0)
            said.Append(whole == 0 ? "零" : Whole(whole)).Append('元');
        if (jiao > 0)
            said.Append(Digits[jiao]).Append('角');
        else if (last > 0 && whole > 0)
            said.Append('零');
        return last > 0 ? said.Append(Digits[last]).Append('分').ToString() : said.Append('整').ToString();
    }

    private static string Whole(long number) => number switch
    {
        >= Yi => Joined(Whole(number / Yi) + "亿", number % Yi, Yi),
        >= Wan => Joined(Whole(number / Wan) + "万", number % Wan, Wan),
        _ => Section((int)number),
    };

    /// <summary>One 零 stands for all noughts between two digits.</summary>
    private static string Joined(string high, long low, long unit) => low == 0 ? high : $"{high}{(low < unit / 10 ? "零" : "")}{Whole(low)}";

    /// <summary>Up to four digits.</summary>
    private static string Section(int number)
    {
        var said = "";
        var hasGap = false;
        for (var place = Places.Length - 1; place >= 0; place--)
        {
            var digit = number / (int)Math.Pow(10, place) % 10;
            if (digit == 0)
            {
                hasGap = said.Length > 0;
                continue;
            }

            said += $"{(hasGap ? "零" : "")}{Digits[digit]}{Places[place]}";
            hasGap = false;
        }

        return said;
    }
}
