using CrmWeb.Core.Search;
using CrmWeb.Core.Text;
using Xunit;

namespace CrmWeb.Tests.Core.Text;

[Trait("Category", "Pure")]
public sealed class PinyinSpellingTests
{
    [Theory]
    [InlineData("华东区", "hua dong qu")]
    [InlineData("軟件和信息技術服務業", "ruan jian he xin xi ji shu fu wu ye")]
    [InlineData("重庆", "chong qing")]
    [InlineData("重型机械", "zhong xing ji xie")]
    [InlineData("绿化", "lv hua")]
    [InlineData("4S店", "4s dian")]
    [InlineData("ＩＴ 服务", "it fu wu")]
    [InlineData("Acme Ltd", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("Яндекс", "")]
    public void A_name_is_spelled_syllable_by_syllable_without_tones(string? name, string spelling) => Assert.Equal(spelling, PinyinSpelling.Of(name));

    [Fact]
    public void A_name_that_may_be_a_persons_is_spelled_both_ways()
    {
        Assert.Equal(["dan xiong xin", "shan xiong xin"], PinyinSpelling.AllOf("单雄信"));
        Assert.Equal(["zhang wei"], PinyinSpelling.AllOf("张伟"));
    }

    [Fact]
    public void A_choice_is_found_by_name_alias_other_name_and_code_folded()
    {
        var key = ChoiceKey.Of("软件和信息技术服务业", "ＩＴ", "SaaS", "软件和信息技术服务业", "Software", "I65");
        Assert.Equal("软件和信息技术服务业|it|saas|software|i65", key.Words);
        Assert.Equal("ruan jian he xin xi ji shu fu wu ye", key.Spellings);
    }

    [Fact]
    public void A_page_is_told_what_may_be_typed_for_the_characters_it_shows()
    {
        var pairs = ChoiceKey.Variants(["软件", "软体"]);
        Assert.Contains("軟软", pairs, StringComparison.Ordinal);
        Assert.Contains("體体", pairs, StringComparison.Ordinal);
        Assert.DoesNotContain("業", pairs, StringComparison.Ordinal);
        Assert.All(pairs.EnumerateRunes().Chunk(2), pair => Assert.Equal(FoldedText.Of($"{pair[1]}"), FoldedText.Of($"{pair[0]}")));
    }
}
