using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Search;
using Xunit;

namespace CrmWeb.Tests.Core.Search;

[Trait("Category", "Pure")]
public sealed class SearchTextTests
{
    [Fact]
    public void A_key_joins_its_parts_in_one_spelling() =>
        Assert.Equal("c202611001|华东科技(上海)有限公司|abc", SearchText.Key("C202611001", "华东科技（上海）有限公司", null, "  ", "ＡＢＣ", "abc"));

    [Fact]
    public void A_separator_inside_a_part_does_not_split_it() => Assert.Equal("a b|c", SearchText.Key("a|b", "｜c"));

    [Theory]
    [InlineData("ＡＢＣ科技", "abc科技")]
    [InlineData("  华东   科技 ", "华东 科技")]
    [InlineData("华东\0科技\u0007", "华东科技")]
    [InlineData("a|b", "a b")]
    [InlineData("|", "")]
    [InlineData(null, "")]
    public void A_query_is_normalised_like_the_key(string? typed, string query) => Assert.Equal(query, SearchText.Query(typed));

    /// <summary>Such text cannot be written in an attribute, and <see cref="string.Normalize()"/> throws on it.</summary>
    [Theory]
    [InlineData(0xD800)]
    [InlineData(0xDC00)]
    public void Half_a_surrogate_pair_is_replaced(int half)
    {
        var typed = $"{(char)half}x";
        Assert.Equal("\uFFFDx", SearchText.Query(typed));
        Assert.Equal("x", CompanyName.Key(typed));
        Assert.False(PhoneNumber.TryParseMobile(typed, out _));
    }

    [Theory]
    [InlineData("华东科技（上海）", "东科技(上")]
    [InlineData("Ünïcode ＧｍｂＨ", "ünïcode gmbh")]
    public void What_was_typed_is_found_in_the_key(string stored, string typed) =>
        Assert.Contains(SearchText.Query(typed), SearchText.Key("x", stored));
}
