namespace CrmWeb.SampleData.Company;

/// <summary>A trade, with the words its companies' names carry and the tag that suits it.</summary>
internal sealed record DemoTrade(string Industry, string[] Words, string? Tag);

/// <summary>A city: code of GB/T 2260, name, area code of its landlines.</summary>
internal sealed record DemoCity(string Code, string Name, string AreaCode);

/// <summary>The words the demo company's customers are made of. All names are invented.</summary>
internal static class DemoWords
{
    public static readonly string[] Brands =
    [
        "恒锐", "明曜", "聚源", "瑞川", "鼎沣", "安澜", "云帆", "智衡", "嘉禾", "博瑞", "盛泽", "华拓", "启辰", "卓远", "凌峰", "天衡",
        "汇川源", "昊天", "森禾", "远舟", "鸿翼", "锦程", "致远", "朗清", "弘毅", "晟泰", "佳邦", "通达", "正源", "新域", "润泽", "翰文",
        "星辰", "海纳", "德润", "立方", "凯越", "禾木", "青松", "万象", "中和", "融汇", "柏川", "铭远", "景行", "同舟", "和光", "长风",
    ];

    public static readonly DemoTrade[] Trades =
    [
        new("C34", ["精密机械", "轴承制造", "泵阀设备"], "smart-manufacturing"),
        new("C35", ["自动化设备", "包装机械", "环保设备"], "smart-manufacturing"),
        new("C36", ["汽车零部件", "汽车内饰"], "smart-manufacturing"),
        new("C38", ["电气设备", "新能源电池", "电缆"], "new-energy"),
        new("C39", ["电子科技", "半导体材料", "通信设备"], "smart-manufacturing"),
        new("C26", ["新材料", "精细化工"], null),
        new("C27", ["生物制药", "医药科技"], "healthcare"),
        new("C14", ["食品", "乳业"], null),
        new("C17", ["纺织", "针织面料"], null),
        new("C29", ["塑料制品", "橡塑科技"], null),
        new("F51", ["贸易", "供应链管理", "建材批发"], "cross-border"),
        new("F52", ["连锁商业", "母婴用品", "家居生活"], "retail-chain"),
        new("G59", ["仓储物流", "冷链物流"], null),
        new("I65", ["软件", "信息技术", "数据服务"], null),
        new("L72", ["企业管理咨询", "广告传媒"], null),
        new("M74", ["检测技术", "工程设计"], null),
        new("E50", ["装饰工程", "幕墙工程"], null),
        new("H62", ["餐饮管理"], "retail-chain"),
    ];

    public static readonly DemoTrade[] Institutions =
    [
        new("Q84", ["康复医院", "口腔医院", "妇产医院"], "healthcare"),
        new("P83", ["职业技术学校", "外国语学校"], "education"),
    ];

    private static readonly DemoCity Shanghai = new("310000", "上海", "021");
    private static readonly DemoCity Hangzhou = new("330100", "杭州", "0571");
    private static readonly DemoCity Guangzhou = new("440100", "广州", "020");
    private static readonly DemoCity Shenzhen = new("440300", "深圳", "0755");

    /// <summary>Where the customers of each owner are.</summary>
    public static readonly IReadOnlyDictionary<string, DemoCity[]> Cities = new Dictionary<string, DemoCity[]>
    {
        ["rep.east1"] = [Shanghai, Shanghai, new("320500", "苏州", "0512"), new("320200", "无锡", "0510"), new("320100", "南京", "025")],
        ["rep.east2"] = [Hangzhou, Hangzhou, new("330200", "宁波", "0574"), new("330400", "嘉兴", "0573"), new("330600", "绍兴", "0575")],
        ["rep.south1"] = [Guangzhou, Shenzhen, new("440600", "佛山", "0757"), new("441900", "东莞", "0769"), new("440400", "珠海", "0756")],
        ["mgr.east"] = [Shanghai, Hangzhou],
        ["mgr.south"] = [Guangzhou, Shenzhen],
    };

    public static readonly string[] LegalForms = ["有限公司", "有限公司", "有限公司", "股份有限公司", "有限责任公司", "(集团)有限公司"];
    public static readonly string[] Roads = ["创新路", "科技大道", "工业园一路", "滨河路", "迎宾大道", "人民东路", "云锦路", "中兴路", "高新二路", "学府路"];

    public static readonly string[] Surnames =
        ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "欧阳", "上官"];
    public static readonly string[] MenNames = ["建国", "志远", "伟", "俊杰", "文涛", "永强", "立群", "海波", "国栋", "明辉", "晓东", "振宇", "鹏", "一鸣"];
    public static readonly string[] WomenNames = ["丽娟", "晓燕", "雪梅", "静", "雅琴", "婷婷", "慧敏", "佳怡", "梦琪", "秀兰", "思雨", "玉洁"];

    /// <summary>Title and role in the decision.</summary>
    public static readonly (string Title, string Role)[] Positions =
    [
        ("总经理", "decision-maker"), ("副总经理", "decision-maker"), ("采购经理", "purchasing"), ("采购主管", "purchasing"), ("技术总监", "technical"),
        ("信息部经理", "technical"), ("财务经理", "finance"), ("生产厂长", "user"), ("仓储主管", "user"), ("行政主管", "influencer"),
    ];

    public static readonly string[] Products = ["生产管理系统", "仓储管理系统", "质量追溯模块", "客户管理平台", "能耗监测平台", "数据看板", "移动审批", "设备巡检模块"];
    public static readonly string[] Needs =
    [
        "希望用系统替代手工台账，打通销售、仓库和财务的数据。", "需要一套支持多分支机构的管理平台，权限按部门分开。", "计划上线质量追溯，满足下游客户的审核要求。",
        "现有系统老旧，响应慢，想更换并保留历史数据。", "需要移动端，让外勤人员现场录入。", "希望每天自动生成经营报表，减少人工汇总。",
    ];
    public static readonly string[] Pains =
    [
        "月底对账靠Excel，容易出错。", "客户资料分散在个人手里，人员流动就丢失。", "库存数据滞后，经常缺料。", "审批靠纸质单据，周期长。",
        "报表口径不统一，开会先对数。", "系统之间不连通，重复录入。",
    ];
    public static readonly string[] Fairs = ["中国国际工业博览会", "华南智能制造展", "数字化转型峰会"];
    public static readonly string[] Tags =
        ["high-value", "high-potential", "strategic", "reference", "long-term", "can-refer", "price-sensitive", "fast-decision", "long-cycle", "multi-approval", "tender", "top-level", "purchasing-led", "technical-led", "budget-approved"];
}
