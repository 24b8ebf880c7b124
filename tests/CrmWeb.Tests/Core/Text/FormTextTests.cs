using System.Text;
using CrmWeb.Core.Text;
using Xunit;

namespace CrmWeb.Tests.Core.Text;

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

    /// <summary>Escapes, because an editor shows none of them.</summary>
    [Theory]
    [InlineData("a\u200Bb\u00ADc\u2060d\uFEFFe\u180Ef", "abcdef")]
    [InlineData("\u202E右\u202C \u2066左\u2069", "右 左")]
    [InlineData("葛\uDB40\uDD00城\uFE00", "葛城")]
    [InlineData("长\uFE0F江", "长江")]
    [InlineData("\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67", "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67")]
    [InlineData("\u2764\uFE0F\u200D\uD83D\uDD25", "\u2764\uFE0F\u200D\uD83D\uDD25")]
    [InlineData("\uD83D\uDC69\uD83C\uDFFD\u200D\uD83D\uDCBB", "\uD83D\uDC69\uD83C\uDFFD\u200D\uD83D\uDCBB")]
    [InlineData("1\uFE0F\u20E3 和 1\uFE0F8", "1\uFE0F\u20E3 和 18")]
    [InlineData("\u200D\uD83D\uDE00\u200D", "\uD83D\uDE00")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("张\u200C伟", "张伟")]
    [InlineData("\u200B\u2060", null)]
    public void Invisible_characters_go_but_for_those_of_an_emoji_or_of_a_script_that_joins(string typed, string? expected)
    {
        Assert.Equal(expected, FormText.Clean(typed));
        Assert.Equal(expected, FormText.CleanLine(typed));
        Assert.DoesNotContain(FormText.CleanCode(typed) ?? "", c => c is '\u200B' or '\u200C' or '\u200D' or '\uFE0F');
    }
}
