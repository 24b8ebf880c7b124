using CrmWeb.Core.Customers.List;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.List;

/// <summary>What people type into filters is read as the entry forms read it.</summary>
[Trait("Category", "Pure")]
public sealed class FilterValuesTests
{
    private static readonly DateOnly Today = new(2026, 11, 18);

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
    [InlineData("七")]
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
    [InlineData("yesterday")]
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
    public void Amounts_are_read(string typed, int yuan)
    {
        Assert.True(FilterValues.TryTenThousands(typed, out var amount));
        Assert.Equal(yuan, amount);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1e9")]
    [InlineData("百万")]
    [InlineData("99999999999亿")]
    public void What_is_no_amount_is_not(string typed) => Assert.False(FilterValues.TryTenThousands(typed, out _));
}
