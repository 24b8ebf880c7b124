using CrmWeb.Core.Formats;
using Xunit;

namespace CrmWeb.Tests.Core.Formats;

[Trait("Category", "Pure")]
public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("张三", "张*")]
    [InlineData("张三丰", "张**")]
    [InlineData("欧阳修", "欧阳*")]
    [InlineData("欧阳娜娜", "欧阳**")]
    [InlineData("司马相如", "司马**")]
    [InlineData("欧阳", "欧*")]
    [InlineData("王", "王*")]
    [InlineData(" 李四 ", "李*")]
    [InlineData("𠮷田", "𠮷*")]
    [InlineData("John Smith", "J***")]
    [InlineData("阿卜杜拉·买买提", "阿***")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_masked_name_keeps_the_surname(string? name, string masked) =>
        Assert.Equal(masked, PersonalData.MaskName(name));

    [Theory]
    [InlineData("anna@x.cn", "a***@x.cn")]
    [InlineData("li.wei@mail.example.com", "l***@mail.example.com")]
    [InlineData("a@x.cn", "***@x.cn")]
    [InlineData("@x.cn", "***")]
    [InlineData("not a mail", "***")]
    [InlineData(null, "")]
    public void A_masked_mail_keeps_first_letter_and_domain(string? mail, string masked) =>
        Assert.Equal(masked, PersonalData.MaskMail(mail));

    [Theory]
    [InlineData("13812345678", "138****5678")]
    [InlineData("021-58881234", "021-******34")]
    [InlineData(null, "")]
    public void A_masked_phone_is_that_of_phone_numbers(string? phone, string masked) =>
        Assert.Equal(masked, PersonalData.MaskPhone(phone));

    [Theory]
    [InlineData("wxid_abc123", "w***3")]
    [InlineData("liwei", "l***")]
    [InlineData("a", "***")]
    [InlineData("13812345678", "138****5678")]
    [InlineData("", "")]
    public void A_masked_wechat_name_keeps_its_ends(string? weChat, string masked) =>
        Assert.Equal(masked, PersonalData.MaskWeChat(weChat));
}
