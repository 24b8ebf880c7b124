using Xunit;

namespace CrmWeb.Tests.Core.Text;

/// <summary>A name, the key it is folded to, another spelling of the same name, and one that is another name.</summary>
public sealed record SpellingCase(string Typed, string Key, string Same, string Other)
{
    public override string ToString() => $"{Escaped(Typed)} = {Escaped(Same)}";

    /// <summary>Names of tests hold visible characters only.</summary>
    private static string Escaped(string text) => string.Concat(text.Select(c => c is > ' ' and <= '~' or >= '\u4E00' and <= '\u9FFF' ? c.ToString() : $"U+{(int)c:X4}"));
}

/// <summary>The one table of what counts as the same name. Every place that folds is driven over it.</summary>
internal static class SpellingCases
{
    public static IReadOnlyList<SpellingCase> All { get; } =
    [
        // Blanks: between Chinese characters they part nothing, between Latin words they do.
        new("张\u3000伟甲", "张伟甲", "张伟甲", "张维甲"),
        new("李\u00A0娜甲", "李娜甲", "李 娜 甲", "李那甲"),
        new("王\u200B芳甲", "王芳甲", "王\u2009芳甲", "王方甲"),
        new("赵\u202F敏甲", "赵敏甲", " 赵敏甲 ", "赵民甲"),
        new("孙\u2003丽甲", "孙丽甲", "孙\t丽\u205F甲", "孙莉甲"),
        new("周\u2060杰甲", "周杰甲", "周\uFEFF杰甲", "周洁甲"),
        new("吴\u1680刚甲", "吴刚甲", "吴\u2800刚甲", "吴钢甲"),
        new("John Smith Trading", "john smith trading", "john  smith\u3000TRADING", "john smithson trading"),
        new("Ａｎｎａ Ｌｅｅ Ｄｅｓｉｇｎ", "anna lee design", "anna\u00A0lee design", "anne lee design"),
        new("ABC 科技一号", "abc科技一号", "abc科技一号", "abd科技一号"),
        new("华东 5G 实验二号", "华东5g实验二号", "华东５Ｇ实验二号", "华东6g实验二号"),

        // The dots between the parts of a name.
        new("阿卜杜拉·买买提", "阿卜杜拉买买提", "阿卜杜拉\u2022买买提", "阿卜杜热·买买提"),
        new("阿依古丽\u2022热合曼", "阿依古丽热合曼", "阿依古丽\u30FB热合曼", "阿依努尔·热合曼"),
        new("古丽娜\u30FB艾力", "古丽娜艾力", "古丽娜\uFF65艾力", "古丽巴·艾力"),
        new("买买提\uFF65依明", "买买提依明", "买买提\u2027依明", "买买提·依不"),
        new("吐尔逊\u2027巴克", "吐尔逊巴克", "吐尔逊\u2219巴克", "吐尔根·巴克"),
        new("艾山\u2219库尔班", "艾山库尔班", "艾山\u22C5库尔班", "艾山·库尔曼"),
        new("热依汗\u22C5司马义", "热依汗司马义", "热依汗.司马义", "热依娜·司马义"),
        new("帕提古丽.玉素甫", "帕提古丽玉素甫", "帕提古丽\uFF0E玉素甫", "帕提玛·玉素甫"),
        new("迪丽\u2024达尔", "迪丽达尔", "迪丽\uA78F达尔", "迪丽·达曼"),
        new("凯赛尔\u0387吾甫", "凯赛尔吾甫", "凯赛尔吾甫", "凯撒尔·吾甫"),

        // Quotation marks and apostrophes.
        new("O'Brien Pumps", "obrien pumps", "O\u2019Brien Pumps", "O'Bryan Pumps"),
        new("D\u2019Angelo Valves", "dangelo valves", "D\uFF07Angelo valves", "D'Angela Valves"),
        new("L\u02BCOreal Parts", "loreal parts", "L`Oreal parts", "L'Orial Parts"),
        new("M\u00B4Bala Imports", "mbala imports", "M'Bala imports", "M\u00B4Bela Imports"),
        new("“晨星”仪器甲", "晨星仪器甲", "\"晨星\"仪器甲", "“晨兴”仪器甲"),
        new("「远山」重工甲", "远山重工甲", "『远山』重工甲", "「远川」重工甲"),
        new("‘海川’贸易甲", "海川贸易甲", "'海川'贸易甲", "‘海传’贸易甲"),
        new("＂北辰＂物流甲", "北辰物流甲", "〝北辰〞物流甲", "“北城”物流甲"),
        new("„Nord“ Maschinen", "nord maschinen", "Nord Maschinen", "„Nora“ Maschinen"),

        // Dashes.
        new("Alpha-Beta Tools", "alpha-beta tools", "Alpha\u2010Beta tools", "Alpha-Bela Tools"),
        new("Gamma\u2011Delta Tools", "gamma-delta tools", "Gamma\u2013Delta tools", "Gamma-Delia Tools"),
        new("Epsilon\u2014Zeta Tools", "epsilon-zeta tools", "Epsilon\u2015Zeta tools", "Epsilon-Zela Tools"),
        new("Eta\u2212Theta Tools", "eta-theta tools", "Eta\uFF0DTheta tools", "Eta-Thela Tools"),
        new("Iota\uFE63Kappa Tools", "iota-kappa tools", "Iota\uFE58Kappa tools", "Iota-Kapla Tools"),
        new("三一\u2014重工乙", "三一-重工乙", "三一\u30FC重工乙", "三二-重工乙"),

        // Brackets.
        new("恒远科技（苏州）甲", "恒远科技(苏州)甲", "恒远科技(苏州)甲", "恒远科技（常州）甲"),
        new("恒通〔无锡〕机电", "恒通(无锡)机电", "恒通【无锡】机电", "恒通〔无为〕机电"),
        new("宏图［南通］机电", "宏图(南通)机电", "宏图[南通]机电", "宏图［南平］机电"),
        new("广源｛扬州｝机电", "广源(扬州)机电", "广源{扬州}机电", "广源｛杨州｝机电"),
        new("《读者》书社甲", "<读者>书社甲", "〈读者〉书社甲", "《学者》书社甲"),
        new("«Terra» Stone Works", "<terra> stone works", "《Terra》 stone works", "«Terza» Stone Works"),
        new("⟪Luna⟫ Stone Works", "<luna> stone works", "＜Luna＞ stone works", "⟪Luma⟫ Stone Works"),

        // Width, case, ligatures, circled and squared letters.
        new("ＡＢＣ检测甲", "abc检测甲", "abc检测甲", "abd检测甲"),
        new("ｈｉｋ视讯甲", "hik视讯甲", "HIK视讯甲", "hic视讯甲"),
        new("３Ｍ涂装甲", "3m涂装甲", "3m涂装甲", "3n涂装甲"),
        new("Oﬃce Supplies", "office supplies", "OFFICE SUPPLIES", "Offise Supplies"),
        new("①号工场甲", "1号工场甲", "1号工场甲", "②号工场甲"),
        new("㈱田中商事", "(株)田中商事", "（株）田中商事", "㈱田口商事"),
        new("㍿山本商店", "株式会社山本商店", "株式会社山本商店", "㍿山木商店"),
        new("ﾄﾖﾀﾌﾟﾗﾝ設備", "トヨタプラン设备", "トヨタプラン設備", "トヨダプラン設備"),
        new("パナー電器甲", "パナー电器甲", "ﾊﾟﾅｰ电器甲", "バナー電器甲"),
        new("Café Möbel", "café möbel", "Cafe\u0301 Mo\u0308bel", "Cafè Möbel"),
        new("ΣΙΓΜΑΣ Marine", "σιγμασ marine", "σιγμας marine", "σιγμαν marine"),
        new("Ⅲ期工程部甲", "iii期工程部甲", "III期工程部甲", "Ⅳ期工程部甲"),
        new("二〇〇八商行", "二〇〇八商行", "二○○八商行", "二〇〇九商行"),
        new("50㎡家居甲", "50m2家居甲", "50m²家居甲", "50m3家居甲"),
        new("A／B测试工坊", "a/b测试工坊", "A/B测试工坊", "A/C测试工坊"),
        new("甲：乙设计社", "甲:乙设计社", "甲:乙设计社", "甲:丙设计社"),

        // Radicals (U+2E80 … U+2FDF) and compatibility ideographs.
        new("\u2ED3城电气丙", "长城电气丙", "长城电气丙", "张城电气丙"),
        new("\u2FA7江电气丙", "长江电气丙", "長江电气丙", "张江电气丙"),
        new("\u2F20心书屋丙", "士心书屋丙", "士心书屋丙", "土心书屋丙"),
        new("\u2F00品书屋丙", "一品书屋丙", "一品书屋丙", "二品书屋丙"),
        new("\u2EC5闻书屋丙", "见闻书屋丙", "見闻书屋丙", "贝闻书屋丙"),
        new("\u2EE2到成功丙", "马到成功丙", "馬到成功丙", "鸟到成功丙"),
        new("\u2EE5跃商行丙", "鱼跃商行丙", "魚跃商行丙", "鸟跃商行丙"),
        new("\u2EA0生超市丙", "民生超市丙", "民生超市丙", "氏生超市丙"),
        new("\u2EF0凤商行丙", "龙凤商行丙", "龍凤商行丙", "尤凤商行丙"),
        new("\u2FD3凤饭店丙", "龙凤饭店丙", "龍鳳饭店丙", "尤凤饭店丙"),
        new("\u2F8C泰商行丙", "虍泰商行丙", "虍泰商行丙", "虎泰商行丙"),
        new("\uF9FE陵商行丙", "茶陵商行丙", "茶陵商行丙", "荼陵商行丙"),
        new("\uF900友商行丙", "岂友商行丙", "豈友商行丙", "凯友商行丙"),
        new("\uFA0A山商行丙", "见山商行丙", "见山商行丙", "贝山商行丙"),
        new("\U0002F808方商行丙", "偺方商行丙", "偺方商行丙", "咱方商行丙"),
        new("\U00020BB7野商行丙", "\U00020BB7野商行丙", "\U00020BB7\uFE00野商行丙", "吉野商行丙"),

        // Traditional characters that are one to one.
        new("華東衡器丁", "华东衡器丁", "华东衡器丁", "华西衡器丁"),
        new("張偉強丁", "张伟强丁", "张伟强丁", "张伟刚丁"),
        new("劉德華丁", "刘德华丁", "刘德华丁", "刘德化丁"),
        new("陳國棟丁", "陈国栋丁", "陈国栋丁", "陈国梁丁"),
        new("廣東貿易丁", "广东贸易丁", "广东贸易丁", "广西贸易丁"),
        new("鄭麗萍丁", "郑丽萍丁", "郑丽萍丁", "郑丽平丁"),
        new("萬達儀器丁", "万达仪器丁", "万达仪器丁", "万大仪器丁"),
        new("龍鳳機電丁", "龙凤机电丁", "龙凤机电丁", "龙风机电丁"),
        new("為民醫藥丁", "为民医药丁", "为民医药丁", "伟民医药丁"),
        new("許志傑丁", "许志杰丁", "许志杰丁", "许志洁丁"),

        // Not one to one: they stay two.
        new("皇后酒業戊", "皇后酒业戊", "皇后酒业戊", "皇後酒業戊"),
        new("范氏食品戊", "范氏食品戊", "范氏食品戊", "範氏食品戊"),
        new("头发护理戊", "头发护理戊", "頭发护理戊", "头髮护理戊"),
        new("公里物流戊", "公里物流戊", "公里物流戊", "公裡物流戊"),
        new("乾元资本戊", "乾元资本戊", "乾元資本戊", "干元资本戊"),

        // Invisible characters, variation selectors, tags, marks of direction, code points that are no characters.
        new("许\u200D晴己", "许晴己", "许晴己", "许情己"),
        new("何\uFE0F欢己", "何欢己", "何欢己", "何观己"),
        new("葛\U000E0100城己", "葛城己", "葛城己", "曷城己"),
        new("\u202E吕布己\u202C", "吕布己", "吕布己", "吕步己"),
        new("施\u00AD耐庵己", "施耐庵己", "施耐庵己", "施奈庵己"),
        new("孔\u200E融己\u200F", "孔融己", "孔融己", "孔容己"),
        new("曹\U000E0041操己", "曹操己", "曹操己", "曹草己"),
        new("严\u2066嵩己\u2069", "严嵩己", "嚴嵩己", "严松己"),
        new("华\u034F佗己", "华佗己", "华佗己", "华陀己"),
        new("金\u180E庸己", "金庸己", "金庸己", "金镛己"),
        new("魏\u3164征己", "魏征己", "魏征己", "魏整己"),
        new("陶\uFFFE潜己", "陶潜己", "陶潜己", "陶前己"),
        new("姜\uFDD0维己", "姜维己", "姜维己", "姜伟己"),

        // What would grow beyond measure stays as it is.
        new(string.Concat(Enumerable.Repeat("\uFDFA", 40)), string.Concat(Enumerable.Repeat("\uFDFA", 40)), string.Concat(Enumerable.Repeat("\uFDFA", 40)), new string('\uFDFB', 40)),
        new("\u3316工房庚", "\u3316工房庚", "\u3316 工房庚", "キロ工房庚"),
        new("😀客户庚", "😀客户庚", "😀 客户庚", "😀客服庚"),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, All.Count)];
}
