using System.Text.RegularExpressions;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Customers.Fields;

/// <summary>Names of companies: one spelling to compare, and a hint where a name looks cut short.</summary>
public static partial class CompanyName
{
    /// <summary>Names are 200 characters at most; a longer text is compared by its beginning.</summary>
    private const int LongestName = 400;

    /// <summary>Longest key.</summary>
    public const int KeyMax = 400;

    /// <summary>
    /// Trimmed, inner white space collapsed, full width to half width (NFKC). Two names that look alike become equal; case
    /// and legal form stay. What the user typed is what is stored and shown.
    /// </summary>
    public static string Normalize(string? name) => PlainText.Of(Shortened(name));

    /// <summary>
    /// The key by which names count as the same company: <see cref="FoldedText"/>, without brackets, punctuation, blanks, legal
    /// form (有限责任公司, 股份有限公司, 集团, Co., Ltd …), (中国) and the region before the name where enough is
    /// left to be a name (see <see cref="RegionPrefix"/>). A branch (分公司) is not its company: its place stays part of the
    /// key. Empty for an empty name. A change here needs a higher <see cref="FoldedText.Version"/>.
    /// </summary>
    public static string Key(string? name)
    {
        var whole = FoldedText.Of(Shortened(name));
        var plain = CountryPattern().Replace(whole, "") is { Length: > 0 } rest ? rest : whole;
        var western = WesternFormPattern().Replace(PunctuationPattern().Replace(plain.Replace(".", ""), " ").Trim(), "");
        var words = PlainText.LettersAndDigits(western);
        var key = RegionPrefix.Strip(ChineseFormPattern().Replace(BranchPattern().Replace(words, ""), ""));

        // A name that is nothing but a legal form is compared as it stands.
        var left = key.Length > 0 ? key : words.Length > 0 ? words : PlainText.LettersAndDigits(plain) is { Length: > 0 } all ? all : plain;
        return FoldedText.Bounded(left.Length > 0 ? left : FoldedText.NameKey(name), KeyMax);
    }

    /// <summary>
    /// True for an enterprise's name that stops short of a legal form: it ends in 公司 or 集团 alone, or has no such ending at
    /// all. Good for a warning, not for a refusal. An empty name is left to the rule that requires one.
    /// </summary>
    public static bool LooksUnfinished(string? name)
    {
        var plain = FoldedText.Of(Shortened(name));
        return plain.Length > 0 && !FinishedPattern().IsMatch(plain);
    }

    private static string? Shortened(string? name) => name is null ? null : FoldedText.Bounded(name, LongestName);

    [GeneratedRegex(@"[^\p{L}\p{Mn}\p{Nd}]+", RegexOptions.None, PatternLimit.Milliseconds)]
    private static partial Regex PunctuationPattern();

    [GeneratedRegex(@"(?:(?<![a-z0-9])(?:co|coltd|ltd|limited|inc|incorporated|corp|corporation|company|llc|llp|lp|plc|gmbh|ag|sa|sas|sarl|srl|spa|bv|nv|ab|oy|kk|pte|pty|sdn|bhd|group)\s*)+$", RegexOptions.None, PatternLimit.Milliseconds)]
    private static partial Regex WesternFormPattern();

    [GeneratedRegex(@"[(\[【]\s*(?:中国|china)\s*[)\]】]", RegexOptions.None, PatternLimit.Milliseconds)]
    private static partial Regex CountryPattern();

    /// <summary>The company's own legal form before the place of a branch: 华东科技有限公司上海分公司.</summary>
    [GeneratedRegex(@"(?:股份)?有限(?:责任)?公司(?=.{1,15}分公司$)", RegexOptions.None, PatternLimit.Milliseconds)]
    private static partial Regex BranchPattern();

    [GeneratedRegex(@"(?:股份有限公司|有限责任公司|责任有限公司|有限公司|股份公司|总公司|(?<!分)公司|集团|特殊普通合伙|普通合伙|有限合伙|合伙企业|个人独资企业|个人独资)+$", RegexOptions.None, PatternLimit.Milliseconds)]
    private static partial Regex ChineseFormPattern();

    /// <summary>Endings of a whole name; a remark in brackets may follow.</summary>
    [GeneratedRegex("""
        (?: 有限公司 | 有限责任公司 | (?:集团|总|分)公司 | 合伙\) | 独资\) | 企业 | 合作社 | 联合社 | 事务所 | 研究所 | 研究院 | 设计院
          | 医院 | 学校 | 银行 | 支行 | 分行 | 信用社 | 酒店 | 宾馆 | 饭店 | 餐厅 | 药房 | 书店 | 商店 | 超市 | 商场 | 门诊部 | 诊所
          | 商行 | 车行 | 工作室 | 经营部 | 服务部 | 门市部 | 营业部 | 办事处 | 代表处 | 服务站 | 加油站 | 旅行社 | 出版社 | 报社 | 杂志社
          | 中心 | 俱乐部 | 农场 | 牧场 | 林场 | 市场 | 厂 | 店 | 铺 | 坊 | 馆 | 矿
          | (?<![a-z0-9]) (?: ltd | limited | inc | incorporated | corp | corporation | company | llc | llp | lp | plc | gmbh | ag
            | s\.?a | s\.?a\.?s | sarl | s\.?r\.?l | s\.?p\.?a | b\.?v | n\.?v | ab | oy | k\.?k | bhd ) \.?
        )
        (?: \s* \( [^()]{1,20} \) )? $
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex FinishedPattern();
}
