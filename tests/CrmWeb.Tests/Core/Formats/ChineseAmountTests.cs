using CrmWeb.Core.Formats;
using Xunit;

namespace CrmWeb.Tests.Core.Formats;

/// <summary>Amounts in capitals, as contracts want them.</summary>
[Trait("Category", "Pure")]
public sealed class ChineseAmountTests
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";

    [Theory]
    [InlineData("0", "零元整")]
    [InlineData("-0.00", "零元整")]
    [InlineData("0.004", "零元整")]
    [InlineData("0.005", "壹分")]
    [InlineData("0.01", "壹分")]
    [InlineData("0.05", "伍分")]
    [InlineData("0.10", "壹角整")]
    [InlineData("0.56", "伍角陆分")]
    [InlineData("1", "壹元整")]
    [InlineData("1.01", "壹元零壹分")]
    [InlineData("10", "壹拾元整")]
    [InlineData("16.80", "壹拾陆元捌角整")]
    [InlineData("105", "壹佰零伍元整")]
    [InlineData("110", "壹佰壹拾元整")]
    [InlineData("1005.30", "壹仟零伍元叁角整")]
    [InlineData("1010.10", "壹仟零壹拾元壹角整")]
    [InlineData("1409.50", "壹仟肆佰零玖元伍角整")]
    [InlineData("6007.14", "陆仟零柒元壹角肆分")]
    [InlineData("10000", "壹万元整")]
    [InlineData("10010.01", "壹万零壹拾元零壹分")]
    [InlineData("16409.02", "壹万陆仟肆佰零玖元零贰分")]
    [InlineData("100000", "壹拾万元整")]
    [InlineData("107000.53", "壹拾万柒仟元伍角叁分")]
    [InlineData("1000100", "壹佰万零壹佰元整")]
    [InlineData("20301000.07", "贰仟零叁拾万壹仟元零柒分")]
    [InlineData("100000000", "壹亿元整")]
    [InlineData("100000001", "壹亿零壹元整")]
    [InlineData("100010000", "壹亿零壹万元整")]
    [InlineData("110000000", "壹亿壹仟万元整")]
    [InlineData("1000000000000", "壹万亿元整")]
    [InlineData("1000000010000.01", "壹万亿零壹万元零壹分")]
    [InlineData("9999999999999.99", "玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分")]
    [InlineData("-325.04", "负叁佰贰拾伍元零肆分")]
    [InlineData("1.995", "贰元整")]
    public void An_amount_is_said_in_capitals(string yuan, string capitals) =>
        Assert.Equal(capitals, ChineseAmount.Of(decimal.Parse(yuan, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void What_is_said_reads_back_as_the_same_amount_and_never_doubles_a_nought()
    {
        var random = new Random(20261118);
        for (var i = 0; i < 20_000; i++)
        {
            var fen = random.NextInt64((long)Math.Pow(10, random.Next(1, 16)));
            if (random.Next(3) == 0)
                fen -= fen % (long)Math.Pow(10, random.Next(1, 8));
            var said = ChineseAmount.Of(fen / 100m);
            Assert.Equal(fen, Read(said));
            Assert.DoesNotContain("零零", said, StringComparison.Ordinal);
            Assert.DoesNotContain("亿万", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_larger_than_any_amount_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => ChineseAmount.Of(Money.Max + 0.01m));

    /// <summary>Reads an amount in capitals, in fen.</summary>
    private static long Read(string said)
    {
        var (fen, section, digit) = (0L, 0L, 0L);
        foreach (var sign in said)
        {
            switch (sign)
            {
                case '拾' or '佰' or '仟': section += digit * (sign == '拾' ? 10 : sign == '佰' ? 100 : 1000); digit = 0; break;
                case '万': section = (section + digit) * 10_000; (digit, fen) = (0, fen + section); section = 0; break;
                case '亿': fen = (fen + section + digit) * 100_000_000; (section, digit) = (0, 0); break;
                case '元': fen = (fen + section + digit) * 100; (section, digit) = (0, 0); break;
                case '角': fen += digit * 10; digit = 0; break;
                case '分': fen += digit; digit = 0; break;
                case '整': break;
                default: digit = Digits.IndexOf(sign, StringComparison.Ordinal); break;
            }
        }

        return fen;
    }
}
