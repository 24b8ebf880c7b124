using CrmWeb.Core.Customers.List;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.List;

/// <summary>What people type into filters is read as the entry forms read it.</summary>
[Trait("Category", "Pure")]
public sealed class FilterValuesTests
{
    private static readonly DateOnly Today = new(2026, 11, 18);

    [Fact]
    public void What_a_view_keeps_is_read_as_an_address_is()
    {
        var filter = CustomerFilter.Of("?q=%E5%BC%A0+%00a%zz&TAG=x&tag=y&Stage=won&stage=lost&nonsense=1&&size&=3");
        Assert.Equal(("张 a%zz", "won", 20), (filter.Q, filter.Stage, filter.PageSize));
        Assert.Equal(["x", "y"], filter.Tag);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("７", 7)]
    [InlineData(" 7 ", 7)]
    [InlineData("1,000", 1000)]
    [InlineData("１，０００", 1000)]
    [InlineData("30天", 30)]
    [InlineData("60%", 60)]
    [InlineData("６０％", 60)]
    [InlineData("007", 7)]
    [InlineData("七", 7)]
    [InlineData("五十天", 50)]
    [InlineData("一百二十", 120)]
    [InlineData("两周", 14)]
    [InlineData("7 days", 7)]
    public void Numbers_are_read(string typed, int expected)
    {
        Assert.True(FilterValues.TryNumber(typed, 3650, out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("-3")]
    [InlineData("soon")]
    [InlineData("1.5")]
    [InlineData("3651")]
    [InlineData("99999999999999")]
    [InlineData("七上八下")]
    public void What_is_no_number_is_not(string typed) => Assert.False(FilterValues.TryNumber(typed, 3650, out _));

    [Theory]
    [InlineData("2026-01-05")]
    [InlineData("2026-1-5")]
    [InlineData("2026/1/5")]
    [InlineData("2026/01/05")]
    [InlineData("2026.1.5")]
    [InlineData("20260105")]
    [InlineData("2026年1月5日")]
    [InlineData("２０２６／１／５")]
    [InlineData("1月5日")]
    [InlineData(" 1 月 5 号 ")]
    public void Days_are_read(string typed)
    {
        Assert.True(FilterValues.TryDay(typed, Today, out var day));
        Assert.Equal(new DateOnly(2026, 1, 5), day);
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("2026-13-01")]
    [InlineData("18.11.2026")]
    [InlineData("2026")]
    [InlineData("9999-12-31")]
    [InlineData("someday")]
    [InlineData("2月30日")]
    public void What_is_no_day_is_not(string typed) => Assert.False(FilterValues.TryDay(typed, Today, out _));

    [Theory]
    [InlineData("50", 500_000)]
    [InlineData("５０", 500_000)]
    [InlineData("1,000", 10_000_000)]
    [InlineData("100万", 1_000_000)]
    [InlineData("1.5亿", 150_000_000)]
    [InlineData("￥500000元", 500_000)]
    [InlineData(" 12.5 ", 125_000)]
    [InlineData("五十", 500_000)]
    [InlineData("百万", 1_000_000)]
    [InlineData("一千五百万", 15_000_000)]
    public void Amounts_are_read(string typed, int yuan)
    {
        Assert.True(FilterValues.TryTenThousands(typed, out var amount));
        Assert.Equal(yuan, amount);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1e9")]
    [InlineData("很多")]
    [InlineData("99999999999亿")]
    public void What_is_no_amount_is_not(string typed) => Assert.False(FilterValues.TryTenThousands(typed, out _));

    [Theory]
    [InlineData("today", "2026-11-18", "2026-11-18")]
    [InlineData("-7d", "2026-11-11", "2026-11-11")]
    [InlineData("7天前", "2026-11-11", "2026-11-11")]
    [InlineData("过去三十天", "2026-10-19", "2026-10-19")]
    [InlineData("7d", "2026-11-25", "2026-11-25")]
    [InlineData("week", "2026-11-16", "2026-11-22")]
    [InlineData("本月", "2026-11-01", "2026-11-30")]
    [InlineData("last-month", "2026-10-01", "2026-10-31")]
    [InlineData("next-week", "2026-11-23", "2026-11-29")]
    [InlineData("quarter", "2026-10-01", "2026-12-31")]
    [InlineData("last-quarter", "2026-07-01", "2026-09-30")]
    [InlineData("去年", "2025-01-01", "2025-12-31")]
    public void Days_that_move_with_today_begin_and_end_a_stretch(string typed, string first, string last)
    {
        Assert.True(FilterValues.TryDay(typed, Today, out var begin));
        Assert.True(FilterValues.TryDay(typed, Today, out var end, ends: true));
        Assert.Equal((DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture)), (begin, end));
    }
}
