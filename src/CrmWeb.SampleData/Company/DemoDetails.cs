namespace CrmWeb.SampleData.Company;

/// <summary>The words of the demo customers' details. All invented.</summary>
internal static class DemoDetails
{
    public static readonly string[] Positions = ["省内前三", "细分领域龙头", "区域知名企业", "省级专精特新企业", "国家高新技术企业", "行业中游"];
    private static readonly string[] Makes = ["的研发、生产与销售", "的设计与定制生产", "加工与配套服务"];
    private static readonly string[] Trades = ["批发与零售", "的采购、仓储与配送", "，自营门店与线上销售"];
    private static readonly string[] Serves = ["项目的承接与实施", "服务，以本地企业客户为主", "及相关咨询服务"];
    public static readonly string[] Groups = ["华东地区制造企业", "大型连锁与经销商", "整机厂及其一级供应商", "中小企业与个体经营者", "医院、学校等机构客户", "海外客户，以东南亚为主"];
    public static readonly string[] Notes = ["上午开会多，下午三点后联系为宜。", "习惯用微信沟通，重要事项再发邮件。", "决策谨慎，喜欢先看同行案例。", "重视响应速度，问题当天答复。"];
    public static readonly string[] Origins = ["总部要求今年完成数字化改造。", "换届后新任总经理提出。", "下游客户审核时提出的整改项。", "老客户介绍，看过对方的使用效果。", "年初预算会确定的项目。"];
    public static readonly string[] Preferences = ["偏好本地化部署。", "希望按年付费。", "倾向与有同行案例的供应商合作。", "看重售后与培训。", "首期从一个分公司试点。"];
    public static readonly string[] Directions = ["先上核心模块，半年后扩展到其他部门。", "建立长期框架合作。", "替换现有系统并迁移历史数据。", "联合开发行业专用功能。", "试点成功后推广到全部分公司。"];
    public static readonly string[] Periods = ["一年", "三年框架", "2026 年第四季度至 2027 年", "半年内上线"];
    public static readonly string[] Competitors = ["无", "本地一家软件公司，报价低约一成。", "现用系统的原厂商。", "一家全国性厂商，品牌强但实施周期长。", "客户自有开发团队。", "暂未发现其他供应商参与。"];
    public static readonly string[] Histories = ["2024 年一期项目，按期验收，满意度高。", "2023–2025 年连续三年服务合同，满意。", "曾采购单一模块，反馈良好，有扩展意向。", "两年前小额试用，后因预算中断。"];
    public static readonly string[] Commitments = ["承诺两周内完成数据迁移。", "承诺驻场培训三天。", "承诺首年免费升级。", "答应月底前提供同行案例。"];
    public static readonly string[] Plans = ["先拿下信息部，再由其推动采购立项。", "邀请参观标杆客户，安排高层互访。", "以试点效果带动集团推广。", "每季度一次回访，介绍新模块。"];

    /// <summary>What a company of the industry does with its goods.</summary>
    public static string[] BusinessesOf(string industry) => industry[0] switch { 'C' => Makes, 'F' => Trades, _ => Serves };
}
