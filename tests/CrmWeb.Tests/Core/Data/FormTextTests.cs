using System.Text;
using CrmWeb.Core.Data;
using Xunit;

namespace CrmWeb.Tests.Core.Data;

[Trait("Category", "Pure")]
public sealed class FormTextTests
{
    [Theory]
    [InlineData("短", "短")]
    [InlineData("一二三四五六七八九十", "一二三四五六七八九十")]
    [InlineData("一二三四五六七八九十末", "一二三四五六七八九…")]
    [InlineData("一二三四五六七八😀十末", "一二三四五六七八…")]
    [InlineData("一二三四五六七😀九十末", "一二三四五六七😀…")]
    public void A_long_text_is_cut_and_no_pair_of_surrogates_is_parted(string text, string expected)
    {
        var cut = FormText.Shortened(text, 10);
        Assert.Equal(expected, cut);
        Assert.Equal(cut, Encoding.UTF8.GetString(new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(cut)));
    }
}
