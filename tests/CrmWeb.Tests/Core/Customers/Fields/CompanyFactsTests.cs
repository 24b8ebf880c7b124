using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Formats;
using CrmWeb.Core.ReferenceData;
using CrmWeb.Core.ReferenceData.Lists;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Fields;

/// <summary>Dates, figures and addresses of a company as people type them.</summary>
[Trait("Category", "Pure")]
public sealed class CompanyFactsTests
{
    private static readonly ListSnapshot Lists = new(
        [.. ListSeed.Items.Where(i => i.Kind is "headcount-band" or "revenue-band" or "region")
            .Select((i, n) => new ListEntry(n + 1, KindOf(i.Kind), i.Code, i.Zh, i.En, i.Order, true, null, null, i.From))]);

    [Theory]
    [InlineData("2008", "2008", "2008-01-01")]
    [InlineData("2008年", "2008", "2008-01-01")]
    [InlineData("2008-05", "2008-05", "2008-05-01")]
    [InlineData("2008年5月", "2008-05", "2008-05-01")]
    [InlineData("2008/5/2", "2008-05-02", "2008-05-02")]
    [InlineData("2008.05.12", "2008-05-12", "2008-05-12")]
    [InlineData("２００８ 年 ５ 月 12 日", "2008-05-12", "2008-05-12")]
    [InlineData("2024-02-29", "2024-02-29", "2024-02-29")]
    [InlineData("1669", "1669", "1669-01-01")]
    public void A_year_a_month_or_a_day_is_read(string typed, string stored, string first)
    {
        Assert.True(PartialDate.TryParse(typed, out var date));
        Assert.Equal((stored, first), (date.Text, date.First.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("08")]
    [InlineData("20085")]
    [InlineData("2008-13")]
    [InlineData("2008-00")]
    [InlineData("2023-02-29")]
    [InlineData("0008")]
    [InlineData("05-12-2008")]
    [InlineData("很早")]
    public void What_is_no_date_is_refused(string? typed) => Assert.False(PartialDate.TryParse(typed, out _));

    [Theory]
    [InlineData("120", 120)]
    [InlineData("1,200", 1200)]
    [InlineData("１２００人", 1200)]
    [InlineData("5000000", 5_000_000)]
    public void A_headcount_is_read(string typed, int persons)
    {
        Assert.True(CompanyFigures.TryParseHeadcount(typed, out var parsed));
        Assert.Equal(persons, parsed);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("12.5")]
    [InlineData("5000001")]
    [InlineData("很多")]
    [InlineData("")]
    public void What_is_no_headcount_is_refused(string typed) => Assert.False(CompanyFigures.TryParseHeadcount(typed, out _));

    [Theory]
    [InlineData("39999", 399_990_000)]
    [InlineData("0.5", 5000)]
    [InlineData("1,200 万元", 12_000_000)]
    [InlineData("3.5亿", 350_000_000)]
    [InlineData("50000000元", 50_000_000)]
    [InlineData("￥２００", 2_000_000)]
    public void Revenue_is_typed_in_ten_thousands_unless_it_names_its_unit(string typed, int yuan)
    {
        Assert.True(CompanyFigures.TryParseRevenue(typed, out var parsed));
        Assert.Equal(yuan, parsed);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("约五千")]
    [InlineData("99999999999999")]
    public void What_is_no_revenue_is_refused(string typed) => Assert.False(CompanyFigures.TryParseRevenue(typed, out _));

    [Theory]
    [InlineData(399_990_000, "39999")]
    [InlineData(5000, "0.5")]
    [InlineData(1, "0.0001")]
    public void Revenue_comes_back_as_it_was_typed(int yuan, string typed) => Assert.Equal(typed, CompanyFigures.RevenueToInput(yuan));

    [Theory]
    [InlineData(ListKind.HeadcountBand, 1, "under-50")]
    [InlineData(ListKind.HeadcountBand, 49, "under-50")]
    [InlineData(ListKind.HeadcountBand, 50, "50-200")]
    [InlineData(ListKind.HeadcountBand, 200, "50-200")]
    [InlineData(ListKind.HeadcountBand, 201, "over-200")]
    [InlineData(ListKind.RevenueBand, 99_999_999, "20m-100m")]
    [InlineData(ListKind.RevenueBand, 100_000_000, "100m-300m")]
    public void A_figure_lies_in_one_band(ListKind kind, int figure, string band) => Assert.Equal(band, CompanyFigures.Band(Lists, kind, figure)?.Code);

    [Fact]
    public void No_figure_lies_in_no_band() => Assert.Null(CompanyFigures.Band(Lists, ListKind.HeadcountBand, null));

    [Theory]
    [InlineData("www.example.cn", "http://www.example.cn/")]
    [InlineData("https://example.com/about?x=1", "https://example.com/about?x=1")]
    [InlineData("http://shop.example.com.cn:8080", "http://shop.example.com.cn:8080/")]
    [InlineData("例子.中国", "http://xn--fsqu00a.xn--fiqs8s/")]
    public void A_web_address_is_taken_with_and_without_its_scheme(string typed, string href)
    {
        Assert.True(WebAddress.IsValid(typed));
        Assert.Equal(new Uri(href).IdnHost, new Uri(WebAddress.Href(typed)!).IdnHost);
        Assert.StartsWith(href[..href.IndexOf(':')] + "://", WebAddress.Href(typed)!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://example.com")]
    [InlineData("data:text/html,x")]
    [InlineData("http://user:pw@example.com")]
    [InlineData("localhost")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("没有网站")]
    [InlineData("example.123")]
    [InlineData("ex ample.com")]
    [InlineData("-a.com")]
    public void What_is_no_web_address_is_refused(string typed)
    {
        Assert.False(WebAddress.IsValid(typed));
        Assert.Null(WebAddress.Href(typed));
    }

    [Theory]
    [InlineData("914403001922038216", "440300")]
    [InlineData("91440606722473344C", "440600")]
    [InlineData("91110108551385082Q", "110000")]
    [InlineData("91100000100003962T", null)]
    [InlineData("914403001922038217", null)]
    public void The_credit_code_names_the_region_of_the_list(string code, string? region) => Assert.Equal(region, RegionList.Registered(Lists, code)?.Code);

    private static ListKind KindOf(string kind) => kind switch
    {
        "headcount-band" => ListKind.HeadcountBand,
        "revenue-band" => ListKind.RevenueBand,
        _ => ListKind.Region,
    };
}
