using CrmWeb.Core.Text;
using Xunit;

namespace CrmWeb.Tests.Core.Text;

[Trait("Category", "Pure")]
public sealed class VagueTextTests
{
    [Theory]
    [InlineData("暂未填写")]
    [InlineData("不清楚")]
    [InlineData("未知")]
    [InlineData("无")]
    [InlineData("暂无。")]
    [InlineData("N/A")]
    [InlineData("n.a.")]
    [InlineData("NULL")]
    [InlineData("test")]
    [InlineData("TEST123")]
    [InlineData("测试")]
    [InlineData("测试 1")]
    [InlineData("asdf")]
    [InlineData("xxx")]
    [InlineData("ｘｘｘ")]
    [InlineData("XXX公司")]
    [InlineData("某某")]
    [InlineData("111")]
    [InlineData("123456")]
    [InlineData("aaaaaaa")]
    [InlineData("待定")]
    [InlineData("【待补充】")]
    [InlineData("---")]
    [InlineData("。。。")]
    [InlineData("?")]
    [InlineData("1")]
    [InlineData("无，无")]
    [InlineData("不清楚，待定")]
    [InlineData("test test")]
    public void Filler_is_recognised(string text) => Assert.True(VagueText.IsVague(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("无锡华东科技有限公司")]
    [InlineData("无人机巡检方案")]
    [InlineData("测试设备采购，三季度上线")]
    [InlineData("Testo Instruments")]
    [InlineData("客户不清楚自己的产能，需要上门测量")]
    [InlineData("未知数科技")]
    [InlineData("3M")]
    [InlineData("王")]
    [InlineData("莉莉")]
    [InlineData("DDDD Robotics")]
    [InlineData("360")]
    [InlineData("降低库存")]
    [InlineData("无 CRM，用 Excel 记录")]
    public void Text_that_says_something_passes(string? text) => Assert.False(VagueText.IsVague(text));

    [Fact]
    public void Long_text_is_never_taken_for_filler() => Assert.False(VagueText.IsVague(new string('x', 10_000)));
}
