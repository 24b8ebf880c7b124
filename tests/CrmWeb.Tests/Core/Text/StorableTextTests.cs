using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Text;
using Xunit;

namespace CrmWeb.Tests.Core.Text;

[Trait("Category", "Pure")]
public sealed class StorableTextTests
{
    [Theory]
    [InlineData("a\0b", "ab")]
    [InlineData("a\u0001\u001b\u007f\u0085b", "ab")]
    [InlineData("\ufffe", "")]
    [InlineData("甲\uffff乙", "甲乙")]
    [InlineData("\ufdd0\ufdef", "")]
    [InlineData("\U0001FFFE\U0010FFFFx", "x")]
    [InlineData("😀\r\n\t汉𠮷", "😀\r\n\t汉𠮷")]
    [InlineData("👨‍👩‍👧", "👨‍👩‍👧")]
    [InlineData("", "")]
    public void What_no_database_takes_is_taken_out_and_nothing_else(string typed, string fit) => Assert.Equal(fit, StorableText.Of(typed));

    [Fact]
    public void Half_a_pair_is_taken_out() => Assert.Equal("甲", StorableText.Of((char)0xDC00 + "甲" + (char)0xD83D));

    [Fact]
    public void A_fit_text_comes_back_as_it_is()
    {
        const string text = "上海恒锐精密机械有限公司";
        Assert.Same(text, StorableText.Of(text));
    }

    [Theory]
    [InlineData("王\ufffe小明", "王小明")]
    [InlineData("138\uffff12345678", "13812345678")]
    public void Names_and_numbers_are_compared_without_it(string typed, string same)
    {
        Assert.Equal(CompanyName.Key(same), CompanyName.Key(typed));
        Assert.Equal(same, FormText.CleanLine(typed));
    }
}
