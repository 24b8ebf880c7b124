using System.Text.RegularExpressions;

namespace CrmWeb.Core.Text;

/// <summary>
/// Recognises fillers people type to get past a required field. The field decides whether to ask: 无 is filler for a company's
/// name and a fair answer for competitors, cooperation history and commitments.
/// </summary>
public static partial class VagueText
{
    /// <summary>No combination of fillers is longer; anything longer is taken to say something.</summary>
    private const int LongestFiller = 40;

    /// <summary>The fillers that come with the product.</summary>
    public static IReadOnlyList<string> Usual { get; } =
    [
        "暂未填写", "未填写", "未填", "没填", "不填", "待填", "待填写", "待补充", "后补", "后续补充", "稍后补充", "以后补充", "待完善", "待录入",
        "待定", "待确认", "待了解", "待核实", "待跟进", "未定", "未确定", "不确定", "未确认", "未提供", "未了解", "暂未了解",
        "不清楚", "不太清楚", "暂不清楚", "不知道", "不晓得", "不了解", "不详", "不明", "不明确", "未知", "未详", "暂不详",
        "无", "暂无", "没有", "暂没有", "木有", "无无", "空", "空白", "略", "同上", "随便", "随便填", "随意", "啥", "某", "某某", "某某某",
        "某公司", "某某公司", "某客户", "某先生", "某女士", "没", "否", "嗯", "哦", "啊",
        "测试", "测试数据", "测试客户", "测试公司", "测试用", "测试一下", "试一下", "试试", "示例", "样例",
        "na", "none", "null", "nil", "nothing", "unknown", "undefined", "tbd", "tba", "tbc", "todo", "pending", "empty", "blank",
        "notavailable", "notapplicable", "notknown", "notsure", "dontknow", "idk", "noidea", "nodata", "noinfo",
        "test", "testing", "tester", "demo", "sample", "example", "dummy", "fake", "foo", "foobar", "ceshi", "meiyou", "buzhidao",
        "xx", "xx公司", "xxx公司", "xxxx公司", "xx客户", "aa", "bb", "00", "11", "ok", "no",
        "abc", "abcd", "abcde", "abcdef", "abc123", "qwe", "qwer", "qwert", "qwerty", "asd", "asdf", "asdfg", "asdfgh", "asdfghjk", "asdfghjkl",
        "asdasd", "asdfasdf", "qweqwe", "sdf", "sdfsdf", "fdsa", "dfdf", "zxc", "zxcv", "zxcvb", "zxcvbn", "zxcvbnm", "qaz", "qazwsx", "hjkl", "jkl",
        "12", "123", "1234", "12345", "123456", "1234567", "12345678", "123456789", "1234567890", "123123", "321", "4321", "54321", "654321",
    ];

    /// <summary>
    /// True when the whole text, with case, width, blanks and punctuation aside, is filler, or several fillers in a row.
    /// False for an empty text: that is for the rule that requires one.
    /// </summary>
    public static bool IsVague(string? text) => IsVague(text, VagueWords.Usual);

    /// <inheritdoc cref="IsVague(string?)"/>
    /// <param name="text">Whatever was typed.</param>
    /// <param name="words">The fillers, those that come with the product or the company's own.</param>
    public static bool IsVague(string? text, VagueWords words)
    {
        var plain = FoldedText.Of(text);
        if (plain.Length is 0 or > LongestFiller)
        {
            return false;
        }

        return IsFiller(plain, words) || plain.Split([' ', ',', ';', '、', '。'], StringSplitOptions.RemoveEmptyEntries).All(part => IsFiller(part, words));
    }

    private static bool IsFiller(string part, VagueWords fillers)
    {
        // Signs alone, such as -- or 。。。, leave nothing.
        var words = PlainText.LettersAndDigits(part);
        return words.Length == 0 || fillers.Contains(words) || MeaninglessPattern().IsMatch(words);
    }

    /// <summary>One character, the same character three times or more, or test with a number.</summary>
    [GeneratedRegex("^(?:[a-z0-9]|([a-z0-9])\\1{2,}|(?:test|测试|demo|ceshi)[0-9]{1,6}|[x某]{2,}[0-9]{0,4})$", RegexOptions.None, PatternLimit.Milliseconds)]
    private static partial Regex MeaninglessPattern();
}
