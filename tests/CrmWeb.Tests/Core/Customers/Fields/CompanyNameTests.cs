using CrmWeb.Core.Customers.Fields;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Fields;

[Trait("Category", "Pure")]
public sealed class CompanyNameTests
{
    [Theory]
    [InlineData("  华东科技（上海）有限公司 ", "华东科技(上海)有限公司")]
    [InlineData("ＡＢＣ　 科技", "ABC 科技")]
    [InlineData("华东\t\u200B科技", "华东 科技")]
    [InlineData(null, "")]
    public void A_name_is_normalised_for_comparison(string? name, string expected) =>
        Assert.Equal(expected, CompanyName.Normalize(name));

    [Theory]
    [InlineData("华东科技有限公司", "华东科技")]
    [InlineData("华东科技有限责任公司", "华东科技")]
    [InlineData("华东科技股份有限公司", "华东科技")]
    [InlineData("华东科技集团有限公司", "华东科技")]
    [InlineData("华东科技（集团）股份有限公司", "华东科技")]
    [InlineData("华东科技集团公司", "华东科技")]
    [InlineData("华东科技集团", "华东科技")]
    [InlineData("华东科技公司", "华东科技")]
    [InlineData("华东科技", "华东科技")]
    [InlineData("华东科技（上海）有限公司", "华东科技上海")]
    [InlineData("华东科技(上海)有限公司", "华东科技上海")]
    [InlineData("华东【科技】·有限公司", "华东科技")]
    [InlineData("华东 科技 Co., Ltd.", "华东科技")]
    [InlineData("ＡＣＭＥ Ｃｏ．，Ｌｔｄ．", "acme")]
    [InlineData("Acme Co.,Ltd", "acme")]
    [InlineData("Acme, Inc.", "acme")]
    [InlineData("ACME CORPORATION", "acme")]
    [InlineData("Acme Pte. Ltd.", "acme")]
    [InlineData("Acme S.A.", "acme")]
    [InlineData("Cisco", "cisco")]
    [InlineData("Johnson & Johnson Inc", "johnsonjohnson")]
    [InlineData("立信会计师事务所（特殊普通合伙）", "立信会计师事务所")]
    [InlineData("启明创业投资合伙企业（有限合伙）", "启明创业投资")]
    [InlineData("华东科技有限公司上海分公司", "华东科技上海分公司")]
    [InlineData("华东科技股份有限公司杭州分公司", "华东科技杭州分公司")]
    public void The_key_leaves_out_case_punctuation_and_legal_form(string name, string key) =>
        Assert.Equal(key, CompanyName.Key(name));

    [Theory]
    [InlineData("上海华东科技有限公司", "华东科技")]
    [InlineData("上海市华东科技有限公司", "华东科技")]
    [InlineData("浙江省杭州市云帆软件有限公司", "云帆软件")]
    [InlineData("（上海）华东科技有限公司", "华东科技")]
    [InlineData("(中国)华东科技有限公司", "华东科技")]
    [InlineData("华东科技（中国）有限公司", "华东科技")]
    [InlineData("内蒙古自治区呼和浩特市云帆乳业有限公司", "云帆乳业")]
    [InlineData("昆山市远舟电子有限公司", "远舟电子")]
    [InlineData("上海云帆", "云帆")]
    public void The_key_leaves_out_the_region_before_the_name(string name, string key) => Assert.Equal(key, CompanyName.Key(name));

    [Theory]
    [InlineData("上海汽车集团股份有限公司", "上海汽车")]
    [InlineData("上海市汽车集团", "上海汽车")]
    [InlineData("北京银行股份有限公司", "北京银行")]
    [InlineData("浙江省杭州市第一人民医院", "杭州第一人民医院")]
    [InlineData("上海交通大学", "上海交通大学")]
    [InlineData("深圳市地铁集团有限公司", "深圳地铁")]
    [InlineData("上海有限公司", "上海")]
    [InlineData("中国石油化工集团有限公司", "中国石油化工")]
    [InlineData("海纳科技有限公司", "海纳科技")]
    public void A_region_stays_where_without_it_no_name_would_be_left(string name, string key) => Assert.Equal(key, CompanyName.Key(name));

    [Theory]
    [InlineData("有限公司", "有限公司")]
    [InlineData("Group", "group")]
    [InlineData("!!!", "!!!")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_name_without_anything_else_keeps_what_it_has(string? name, string key) =>
        Assert.Equal(key, CompanyName.Key(name));

    [Theory]
    [InlineData("华东科技公司")]
    [InlineData("华东科技")]
    [InlineData("华东科技集团")]
    [InlineData("华东科技有限")]
    [InlineData("华东科技有限公")]
    [InlineData("华东科技股份公司")]
    [InlineData("Acme")]
    [InlineData("Cisco")]
    public void A_name_short_of_a_legal_form_looks_unfinished(string name) =>
        Assert.True(CompanyName.LooksUnfinished(name));

    [Theory]
    [InlineData("华东科技有限公司")]
    [InlineData("华东科技有限责任公司")]
    [InlineData("华东科技股份有限公司")]
    [InlineData("华东科技有限公司（筹）")]
    [InlineData("华东科技有限公司上海分公司")]
    [InlineData("中国船舶工业总公司")]
    [InlineData("启明创业投资合伙企业（有限合伙）")]
    [InlineData("立信会计师事务所")]
    [InlineData("上海永久自行车厂")]
    [InlineData("杭州银行")]
    [InlineData("Acme Co., Ltd.")]
    [InlineData("Acme Inc")]
    [InlineData("Acme S.A.")]
    [InlineData("")]
    public void A_whole_name_gets_no_warning(string name) => Assert.False(CompanyName.LooksUnfinished(name));

    [Fact]
    public void Overlong_names_are_compared_by_their_beginning() =>
        Assert.Equal(400, CompanyName.Key(new string('(', 10) + new string('华', 100_000)).Length + 10);
}
