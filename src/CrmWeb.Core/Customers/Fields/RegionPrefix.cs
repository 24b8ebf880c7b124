using System.Collections.Frozen;
using System.Text.RegularExpressions;
using CrmWeb.Core.ReferenceData;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Customers.Fields;

/// <summary>The region before a company's name (上海, 上海市, 浙江省杭州市), which one writes and another leaves out.</summary>
internal static partial class RegionPrefix
{
    /// <summary>Less than this is no name of its own.</summary>
    private const int ShortestName = 2;

    /// <summary>Cities below the prefectures that stand in many names.</summary>
    private static readonly string[] Counties =
        ["昆山", "江阴", "张家港", "常熟", "太仓", "宜兴", "义乌", "慈溪", "余姚", "诸暨", "乐清", "海宁", "桐乡", "瑞安", "温岭", "晋江", "石狮", "福清", "即墨", "胶州"];

    /// <summary>Every spelling of a region with its short one: 上海市 → 上海.</summary>
    private static readonly Lazy<FrozenDictionary<string, string>> Names = new(() =>
    {
        Dictionary<string, string> names = [];
        foreach (var region in ListSeed.OfKind("region").Where(r => char.IsAsciiDigit(r.Code[0])))
        {
            foreach (var spelling in region.Aliases.Append(region.Zh).Where(s => s.Length >= 2))
                names.TryAdd(spelling, region.Zh);
        }

        foreach (var county in Counties)
        {
            names.TryAdd(county, county);
            names.TryAdd(county + "市", county);
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    });

    private static readonly Lazy<int> Longest = new(() => Names.Value.Keys.Max(n => n.Length));

    /// <summary>
    /// The name without its region; with the region's short form where what remains would be no name of its own
    /// (上海市汽车 → 上海汽车, 杭州市第一人民医院 → 杭州第一人民医院).
    /// </summary>
    public static string Strip(string name)
    {
        var rest = name;
        var region = "";
        while (Leading(rest) is { } spelling)
        {
            region = Names.Value[spelling];
            rest = rest[spelling.Length..];
        }

        if (region.Length == 0)
            return name;
        return CommonWords().Replace(rest, "").Length >= ShortestName ? rest : rest.Length > 0 ? region + rest : name;
    }

    private static string? Leading(string name)
    {
        for (var length = Math.Min(Longest.Value, name.Length); length >= 2; length--)
        {
            if (Names.Value.ContainsKey(name[..length]))
                return name[..length];
        }

        return null;
    }

    /// <summary>Words of trades and institutions: many cities have one, so the region is what tells them apart.</summary>
    [GeneratedRegex("""
        第?[一二三四五六七八九十]+ | 人民 | 中心 | 中医 | 妇幼 | 保健 | 儿童 | 口腔 | 康复 | 肿瘤 | 医院 | 医科 | 大学 | 学院 | 学校 | 中学 | 小学 | 幼儿园 | 师范 | 理工 | 职业 | 技术
          | 银行 | 农商 | 农村 | 商业 | 信用社 | 证券 | 保险 | 信托 | 期货 | 融资 | 担保 | 租赁 | 金融 | 控股 | 资本 | 资产 | 投资 | 建设 | 建筑 | 工程 | 建工 | 城建 | 城市 | 市政 | 路桥 | 交通 | 轨道
          | 地铁 | 公交 | 铁路 | 航空 | 机场 | 港务 | 港口 | 航运 | 物流 | 运输 | 高速 | 公路 | 水务 | 自来水 | 水利 | 燃气 | 天然气 | 煤气 | 热力 | 电力 | 供电 | 能源 | 石油 | 石化 | 化工 | 钢铁 | 冶金
          | 煤炭 | 矿业 | 有色 | 汽车 | 电气 | 电器 | 电子 | 机电 | 机械 | 仪器 | 仪表 | 设备 | 制造 | 工业 | 实业 | 实验 | 科技 | 科学 | 信息 | 网络 | 软件 | 数据 | 通信 | 电信 | 移动 | 联通 | 广播 | 电视 | 广电 | 传媒 | 文化
          | 出版 | 报业 | 旅游 | 酒店 | 宾馆 | 餐饮 | 食品 | 粮食 | 粮油 | 烟草 | 啤酒 | 酒业 | 医药 | 制药 | 药业 | 生物 | 农业 | 林业 | 渔业 | 畜牧 | 种业 | 纺织 | 服装 | 轻工 | 建材 | 水泥 | 玻璃 | 家具 | 造纸 | 印刷
          | 贸易 | 外贸 | 进出口 | 国际 | 经济 | 发展 | 开发 | 开发区 | 高新 | 园区 | 产业 | 管理 | 咨询 | 服务 | 供应链 | 环保 | 环境 | 园林 | 绿化 | 环卫 | 新能源 | 新材料 | 材料 | 房地产 | 地产 | 置业 | 物业
          | 百货 | 商贸 | 商场 | 连锁 | 超市 | 市场 | 规划 | 设计 | 勘察 | 勘测 | 研究 | 研究院 | 设计院 | 检测 | 检验 | 律师 | 会计师 | 事务所 | 集团 | 总公司 | 公司 | 厂 | 局 | 院 | 所 | 分公司 | [省市区县]
        """, RegexOptions.IgnorePatternWhitespace, PatternLimit.Milliseconds)]
    private static partial Regex CommonWords();
}
