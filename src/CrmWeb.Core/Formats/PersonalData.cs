using System.Collections.Frozen;
using System.Text;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Formats;

/// <summary>
/// Personal data as people without the right to see it get it (GB/T 35273-2020, 7.2: limited display). Masking happens where
/// data leaves the server, the same on page, search, suggestion, timeline, export and API. Empty stays empty.
/// </summary>
public static class PersonalData
{
    private const string Hidden = "***";

    private static readonly FrozenSet<string> CompoundSurnames = new[]
    {
        "欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "司徒", "夏侯", "轩辕", "东方", "南宫", "西门",
        "独孤", "端木", "百里", "呼延", "东郭", "赫连", "澹台", "濮阳", "淳于", "单于", "太史", "申屠", "公羊", "公冶", "宗政", "仲孙", "钟离",
        "鲜于", "闾丘", "司空", "司寇", "亓官", "子车", "颛孙", "巫马", "公西", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "段干", "南门",
        "羊舌", "微生", "梁丘", "左丘", "东里", "第五", "闻人", "万俟", "太叔", "达奚", "贺兰", "纳兰", "完颜", "耶律", "即墨",
    }.ToFrozenSet();

    /// <summary>
    /// The surname and a star for each further character: 张*, 王**, 欧阳**. A name in Latin letters, or one of a minority
    /// written with a dot between its parts, keeps its first letter.
    /// </summary>
    public static string MaskName(string? name)
    {
        var letters = PlainText.Of(name).EnumerateRunes().Select(rune => rune.ToString()).ToArray();
        if (letters.Length == 0)
        {
            return "";
        }

        if (letters.Any(letter => letter.Length == 1 && !IsHan(letter[0])))
        {
            return letters[0] + Hidden;
        }

        var surname = letters.Length > 2 && CompoundSurnames.Contains(letters[0] + letters[1]) ? 2 : 1;
        return string.Concat(letters[..surname]) + new string('*', Math.Max(1, letters.Length - surname));
    }

    /// <summary>First letter and domain: a***@x.cn. A text without @ is hidden altogether.</summary>
    public static string MaskMail(string? mail)
    {
        var plain = PlainText.Of(mail);
        var at = plain.LastIndexOf('@');
        return at switch
        {
            _ when plain.Length == 0 => "",
            < 1 => Hidden,
            1 => Hidden + plain[at..],
            _ => First(plain) + Hidden + plain[at..],
        };
    }

    /// <summary>See <see cref="PhoneNumber.Mask"/>.</summary>
    public static string MaskPhone(string? number) => string.IsNullOrWhiteSpace(number) ? "" : PhoneNumber.Mask(number);

    /// <summary>A WeChat name keeps its first and, from six characters on, its last one; one that is a mobile number is masked as such.</summary>
    public static string MaskWeChat(string? weChat)
    {
        var plain = PlainText.Of(weChat);
        return plain.Length switch
        {
            0 => "",
            _ when PhoneNumber.TryParseMobile(plain, out _) => PhoneNumber.Mask(plain),
            1 => Hidden,
            < 6 => First(plain) + Hidden,
            _ => First(plain) + Hidden + plain.EnumerateRunes().Last(),
        };
    }

    private static string First(string plain) => plain.EnumerateRunes().First().ToString();

    /// <summary>The basic block of Chinese characters and its first extension; rarer ones lie outside one UTF-16 unit.</summary>
    private static bool IsHan(char letter) => letter is >= '\u3400' and <= '\u9FFF';
}
