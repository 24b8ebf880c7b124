using CrmWeb.SampleData.Company;

namespace CrmWeb.SampleData.Generator;

/// <summary>A branch of the sales force: code in user names, name, its part of all customers, the cities its groups sit in.</summary>
internal sealed record SeedBranch(string Code, string Name, double Share, DemoCity[] Cities);

/// <summary>Words for very many customers: syllables instead of a list of names. All invented.</summary>
internal static class SeedWords
{
    private const string BrandSyllables = "恒锐明曜聚源瑞川鼎沣安澜云帆智衡嘉禾博盛泽华拓启辰卓远凌峰天昊森舟鸿翼锦程致朗清弘毅晟泰佳邦通达正新域润翰文星德立凯越青松融柏铭景同光长";
    private const string MenSyllables = "建国志远伟俊杰文涛永强立群波栋明辉晓东振宇鹏浩然子轩宏斌磊军勇超亮毅坤泽安";
    private const string WomenSyllables = "丽娟晓燕雪梅静雅琴婷慧敏佳怡梦琪秀兰思雨玉洁芳霞颖欣瑶璐倩珊悦宁萍蓉莹可";

    private static readonly string[] Surnames =
    [
        .. DemoWords.Surnames, "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏",
        "薛", "叶", "阎", "余", "潘", "杜", "戴", "夏", "钟", "汪", "田", "任", "姜", "范", "方", "石", "姚", "谭", "廖", "邹", "熊", "金", "陆", "郝", "孔", "白", "崔",
    ];

    /// <summary>The first one is the branch with the busiest manager.</summary>
    public static IReadOnlyList<SeedBranch> Branches { get; } =
    [
        new("east", DemoStaff.East, 0.30,
            [new("310000", "上海", "021"), new("330100", "杭州", "0571"), new("320500", "苏州", "0512"), new("320100", "南京", "025"), new("330200", "宁波", "0574"), new("340100", "合肥", "0551")]),
        new("north", "华北区销售部", 0.20,
            [new("110000", "北京", "010"), new("120000", "天津", "022"), new("130100", "石家庄", "0311"), new("370100", "济南", "0531"), new("370200", "青岛", "0532")]),
        new("south", DemoStaff.South, 0.16,
            [new("440100", "广州", "020"), new("440300", "深圳", "0755"), new("440600", "佛山", "0757"), new("441900", "东莞", "0769")]),
        new("central", "华中区销售部", 0.15,
            [new("420100", "武汉", "027"), new("430100", "长沙", "0731"), new("410100", "郑州", "0371"), new("360100", "南昌", "0791")]),
        new("southwest", "西南区销售部", 0.11,
            [new("510100", "成都", "028"), new("500000", "重庆", "023"), new("530100", "昆明", "0871"), new("520100", "贵阳", "0851")]),
        new("northwest", "西北区销售部", 0.08,
            [new("610100", "西安", "029"), new("620100", "兰州", "0931"), new("140100", "太原", "0351")]),
    ];

    /// <summary>Two or three syllables: together with a trade enough for millions of names.</summary>
    public static string Brand(Random random) => Syllables(random, BrandSyllables, random.Next(3) == 0 ? 2 : 3);

    public static string PersonName(Random random, bool man) =>
        DemoSupply.Pick(random, Surnames) + Syllables(random, man ? MenSyllables : WomenSyllables, random.Next(3) == 0 ? 1 : 2);

    private static string Syllables(Random random, string from, int count) => string.Concat(random.GetItems(from.AsSpan(), count));
}
