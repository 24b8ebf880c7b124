using CrmWeb.Core.Formats;
using Xunit;

namespace CrmWeb.Tests.Core.Formats;

[Trait("Category", "Pure")]
public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("13800138000", "13800138000")]
    [InlineData("138 0013 8000", "13800138000")]
    [InlineData("138-0013-8000", "13800138000")]
    [InlineData("138–0013—8000", "13800138000")]
    [InlineData("  13800138000\t", "13800138000")]
    [InlineData("+8613800138000", "13800138000")]
    [InlineData("+86 138 0013 8000", "13800138000")]
    [InlineData("(+86) 138-0013-8000", "13800138000")]
    [InlineData("（＋８６）１３８００１３８０００", "13800138000")]
    [InlineData("008613800138000", "13800138000")]
    [InlineData("8613800138000", "13800138000")]
    [InlineData("１３８００１３８０００", "13800138000")]
    [InlineData("\u202D13800138000\u202C", "13800138000")]
    [InlineData("16600001111", "16600001111")]
    [InlineData("19212345678", "19212345678")]
    [InlineData("14212345678", "14212345678")]
    public void A_mobile_number_is_read_in_any_usual_spelling(string typed, string digits)
    {
        Assert.True(PhoneNumber.TryParseMobile(typed, out var parsed));
        Assert.Equal(digits, parsed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("1380013800")]
    [InlineData("138001380000")]
    [InlineData("12800138000")]
    [InlineData("23800138000")]
    [InlineData("1380013800a")]
    [InlineData("+1 13800138000")]
    [InlineData("8513800138000")]
    [InlineData("13800138000 13900139000")]
    [InlineData("13800138000\n13900139000")]
    [InlineData("١٣٨٠٠١٣٨٠٠٠")]
    [InlineData("021-58881234")]
    [InlineData("无")]
    public void What_is_no_mobile_number_is_refused(string? typed)
    {
        Assert.False(PhoneNumber.TryParseMobile(typed, out var digits));
        Assert.Equal("", digits);
    }

    [Theory]
    [InlineData("021-58881234", "02158881234")]
    [InlineData("02158881234", "02158881234")]
    [InlineData("021 5888 1234", "02158881234")]
    [InlineData("021-5888-1234", "02158881234")]
    [InlineData("(021)58881234", "02158881234")]
    [InlineData("（０２１）５８８８－１２３４", "02158881234")]
    [InlineData("010-65551234", "01065551234")]
    [InlineData("0571-87654321", "057187654321")]
    [InlineData("0571-8765432", "05718765432")]
    [InlineData("0571 876 5432", "05718765432")]
    [InlineData("0991-2345678", "09912345678")]
    [InlineData("+86 21 5888 1234", "02158881234")]
    [InlineData("+86-571-87654321", "057187654321")]
    [InlineData("0086-10-65551234", "01065551234")]
    [InlineData("021-58881234-801", "02158881234")]
    [InlineData("021-58881234转801", "02158881234")]
    [InlineData("021-58881234 转 801", "02158881234")]
    [InlineData("021-58881234#801", "02158881234")]
    [InlineData("021-58881234,801", "02158881234")]
    [InlineData("021-58881234 ext. 801", "02158881234")]
    [InlineData("021-58881234 分机801", "02158881234")]
    [InlineData("0571-8765432-1234", "05718765432")]
    [InlineData("400-820-8820", "4008208820")]
    [InlineData("4008208820", "4008208820")]
    [InlineData("400 8208 820", "4008208820")]
    [InlineData("400-820-8820转1", "4008208820")]
    [InlineData("800-820-8820", "8008208820")]
    [InlineData("95588", "95588")]
    [InlineData("962116", "962116")]
    public void A_landline_number_is_read_with_area_code_and_without_its_extension(string typed, string digits)
    {
        Assert.True(PhoneNumber.TryParseLandline(typed, out var parsed));
        Assert.Equal(digits, parsed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("58881234")]
    [InlineData("021-5888123")]
    [InlineData("010-1234567")]
    [InlineData("026-58881234")]
    [InlineData("021-18881234")]
    [InlineData("021-98881234")]
    [InlineData("0571-876543")]
    [InlineData("0571-876543210")]
    [InlineData("021-58881234-8012345")]
    [InlineData("021-58881234转")]
    [InlineData("021-58881234/021-58881235")]
    [InlineData("400-820-882")]
    [InlineData("400-820-88200")]
    [InlineData("0123-5888123")]
    [InlineData("13800138000")]
    [InlineData("12345")]
    [InlineData("不清楚")]
    public void What_is_no_landline_number_is_refused(string? typed)
    {
        Assert.False(PhoneNumber.TryParseLandline(typed, out var digits));
        Assert.Equal("", digits);
    }

    [Theory]
    [InlineData("138 0013", "1380013")]
    [InlineData("５６７８", "5678")]
    [InlineData("+86 138 0013 8000", "13800138000")]
    [InlineData("+86 138", "138")]
    [InlineData("(+86) 138", "138")]
    [InlineData("0086 21 58881234", "2158881234")]
    [InlineData("00861", "00861")]
    [InlineData("021-58881234转801", "02158881234801")]
    [InlineData("abc", "")]
    [InlineData("+", "")]
    [InlineData("+86", "")]
    public void Digits_are_what_a_search_compares(string typed, string digits) =>
        Assert.Equal(digits, PhoneNumber.Digits(typed));

    [Theory]
    [InlineData("13812345678", "138****5678")]
    [InlineData("+86 138 1234 5678", "138****5678")]
    [InlineData("021-58881234", "021-******34")]
    [InlineData("02158881234", "021-******34")]
    [InlineData("021-58881234-801", "021-******34")]
    [InlineData("+86 21 58881234", "021-******34")]
    [InlineData("0571-8765432", "0571-*****32")]
    [InlineData("400-820-8820", "400-*****20")]
    [InlineData("95588", "*****")]
    [InlineData("+852 2345 6789", "************89")]
    [InlineData("12345", "*****")]
    [InlineData("", "")]
    public void A_masked_number_shows_its_ends_only(string number, string masked) =>
        Assert.Equal(masked, PhoneNumber.Mask(number));

    [Fact]
    public void Overlong_text_is_refused_at_once()
    {
        var typed = new string('0', 100_000);
        Assert.False(PhoneNumber.TryParseMobile(typed, out _));
        Assert.False(PhoneNumber.TryParseLandline(typed, out _));
        Assert.Equal("", PhoneNumber.Digits(typed));
    }
}
