using System.Globalization;
using CrmWeb.TagHelpers;
using Xunit;

namespace CrmWeb.Tests.TagHelpers;

[Trait("Category", "Pure")]
public sealed class MoneyTextTests
{
    [Theory]
    [InlineData("1234567.89", "¥1,234,567.89")]
    [InlineData("0", "¥0.00")]
    [InlineData("0.005", "¥0.01")]
    [InlineData("-0.005", "-¥0.01")]
    [InlineData("-0.004", "¥0.00")]
    public void The_whole_amount_has_thousands_and_two_places(string amount, string expected) =>
        Assert.Equal(expected, MoneyText.Whole(decimal.Parse(amount, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("1234567.50", "123.46万")]
    [InlineData("1234550", "123.46万")]
    [InlineData("1234549.99", "123.45万")]
    [InlineData("5000", "0.50万")]
    [InlineData("0", "0.00万")]
    [InlineData("-1234567.50", "-123.46万")]
    [InlineData("99999949.99", "9999.99万")]
    [InlineData("99999950", "1.00亿")]
    [InlineData("100000000", "1.00亿")]
    [InlineData("122500000", "1.23亿")]
    public void Chinese_lists_count_in_ten_thousands_rounded_half_away_from_zero(string amount, string expected) =>
        Assert.Equal(expected, MoneyText.Short(decimal.Parse(amount, CultureInfo.InvariantCulture), CultureInfo.GetCultureInfo("zh-CN")));

    [Theory]
    [InlineData("123456.50", "¥123,457")]
    [InlineData("-123456.50", "-¥123,457")]
    [InlineData("999999.50", "¥1.00M")]
    [InlineData("1234567.50", "¥1.23M")]
    [InlineData("1000000000", "¥1.00B")]
    public void English_lists_count_in_millions(string amount, string expected) =>
        Assert.Equal(expected, MoneyText.Short(decimal.Parse(amount, CultureInfo.InvariantCulture), CultureInfo.GetCultureInfo("en")));
}
