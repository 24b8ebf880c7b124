using System.Text;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Search;
using CrmWeb.Core.Text;
using CrmWeb.Tests.Core.Formats;
using Xunit;

namespace CrmWeb.Tests.Core.Text;

[Trait("Category", "Pure")]
public sealed class FoldedTextTests
{
    [Fact]
    public void The_table_of_cases_is_as_long_as_it_says_and_names_nobody_twice()
    {
        Assert.True(SpellingCases.All.Count + PhoneCases.All.Count >= 120);
        Assert.Equal(SpellingCases.All.Count, SpellingCases.All.Select(c => c.Key).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(SpellingCases.Numbers), MemberType = typeof(SpellingCases))]
    public void Every_spelling_of_a_name_has_its_key_and_another_name_has_another(int number)
    {
        var name = SpellingCases.All[number];
        Assert.Equal(name.Key, FoldedText.Joined(name.Typed));
        Assert.Equal(name.Key, FoldedText.Joined(name.Same));
        Assert.True(FoldedText.AreOneName(name.Typed, name.Same));
        Assert.False(FoldedText.AreOneName(name.Typed, name.Other));
        Assert.Equal(CompanyName.Key(name.Typed), CompanyName.Key(name.Same));
        Assert.NotEqual(CompanyName.Key(name.Typed), CompanyName.Key(name.Other));
        Assert.Equal(PinyinOrder.Key(name.Typed), PinyinOrder.Key(name.Same));
        Assert.Equal(CrmUser.NameKeyOf(name.Typed), CrmUser.NameKeyOf(name.Same));
    }

    [Fact]
    public void A_key_is_folded_already()
    {
        Assert.All(SpellingCases.All, name => Assert.Equal(name.Key, FoldedText.Joined(name.Key)));
        Assert.All(AllCharacters(), c => Assert.Equal(FoldedText.Of(c), FoldedText.Of(FoldedText.Of(c))));
    }

    [Fact]
    public void Radicals_and_compatibility_ideographs_count_as_the_characters_they_look_like()
    {
        var radicals = Enumerable.Range(0x2E80, 0x2FD6 - 0x2E80).Where(code => code is not (0x2E80 or 0x2E9A or (> 0x2EF3 and < 0x2F00)))
            .Select(code => (Code: code, Folded: FoldedText.Of(((char)code).ToString()))).ToList();
        Assert.Empty(radicals.Where(r => r.Folded.EnumerateRunes().Single().Value is >= 0x2E80 and < 0x3400).Select(r => r.Code.ToString("X4")));

        // Twelve of the block are ideographs of their own.
        var compatible = Enumerable.Range(0xF900, 0xFADA - 0xF900).Where(code => code is not (0xFA6E or 0xFA6F)).Select(code => (char)code)
            .Count(c => FoldedText.Of(c.ToString()).EnumerateRunes().Single().Value == c);
        Assert.Equal(12, compatible);
        Assert.All(Enumerable.Range(0x2F800, 0x2FA1E - 0x2F800), code => Assert.NotEqual(char.ConvertFromUtf32(code), FoldedText.Of(char.ConvertFromUtf32(code))));
    }

    [Fact]
    public void No_character_grows_beyond_what_the_columns_are_made_for() =>
        Assert.All(AllCharacters(), c => Assert.True(FoldedText.Of(c).Length <= FoldedText.MostGrowth * c.Length, $"U+{char.ConvertToUtf32(c, 0):X4}"));

    [Fact]
    public void Any_text_can_be_folded_whatever_its_code_units()
    {
        var random = new Random(7);
        for (var i = 0; i < 3000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => (char)random.Next(0x10000))]);
            Assert.Equal(FoldedText.Of(text), FoldedText.Of(FoldedText.Of(text)));
            Assert.Null(Record.Exception(() => (PlainText.Of(text), CompanyName.Key(text), PinyinOrder.Key(text), SearchText.Terms(text), PhoneNumber.Key(text))));
        }
    }

    [Theory]
    [InlineData("·", "·")]
    [InlineData("'' \"", "''\"")]
    [InlineData("  ", "")]
    [InlineData(null, "")]
    public void A_name_of_nothing_but_marks_keeps_them_as_its_key(string? name, string key) => Assert.Equal(key, FoldedText.NameKey(name));

    [Theory]
    [InlineData("1 ")]
    [InlineData("a ")]
    [InlineData("甲，")]
    public void A_search_of_very_many_words_asks_for_the_first_ones(string word)
    {
        var terms = SearchText.Terms(string.Concat(Enumerable.Repeat(word, 5000)));
        Assert.InRange(terms.Sum(t => Math.Max(1, t.Words.Count)), 1, 20);
    }

    [Fact]
    public void A_key_is_cut_between_characters()
    {
        Assert.Equal("ab", FoldedText.Bounded("ab😀", 3));
        Assert.Equal("ab😀", FoldedText.Bounded("ab😀", 4));
    }

    private static IEnumerable<string> AllCharacters() =>
        Enumerable.Range(1, 0x10FFFF).Where(Rune.IsValid).Where(code => code is < 0x3400 or (> 0x9FFF and < 0xAC00) or (> 0xD7FF and < 0x20000) or > 0x2F7FF and < 0x30000 or > 0xE0000 and < 0xE0200)
            .Select(char.ConvertFromUtf32);
}
