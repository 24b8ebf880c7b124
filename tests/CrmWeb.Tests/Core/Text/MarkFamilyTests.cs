using System.Security.Cryptography;
using System.Text;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Text;
using Xunit;

namespace CrmWeb.Tests.Core.Text;

/// <summary>Every single mark that folding counts as another one or leaves out, and that no rule changes unseen.</summary>
[Trait("Category", "Pure")]
public sealed class MarkFamilyTests
{
    /// <summary>The mark that each of a family counts as.</summary>
    [Theory]
    [InlineData("-", "-\u2010\u2011\u2012\u2013\u2014\u2015\u2E3A\u2E3B\u2212\u02D7\u2043\u2796\u2500\u2501\uFE58\uFE63\uFF0D\u30FC\uFF70\u30A0\u058A\u05BE\u1400")]
    [InlineData("(", "([{\u3010\u3014\u3016\u3018\u301A\u2768\u276A\uFF08\uFF3B\uFF5B\uFE59\uFE5B\uFE5D")]
    [InlineData(")", ")]}\u3011\u3015\u3017\u3019\u301B\u2769\u276B\uFF09\uFF3D\uFF5D\uFE5A\uFE5C\uFE5E")]
    [InlineData("<", "<\u00AB\u2039\u2329\u3008\u300A\u27E8\u27EA\uFF1C\uFE64")]
    [InlineData(">", ">\u00BB\u203A\u232A\u3009\u300B\u27E9\u27EB\uFF1E\uFE65")]
    [InlineData("/", "/\u2044\u2215\u29F8\uFF0F")]
    [InlineData("~", "~\u223C\u301C\u2053\uFF5E")]
    [InlineData(":", ":\u2236\uFF1A\uFE55")]
    [InlineData("\u3007", "\u3007\u25CB\u25EF")]
    public void Every_mark_of_a_family_counts_as_one(string mark, string family)
    {
        foreach (var one in family.EnumerateRunes())
        {
            Assert.True(FoldedText.Joined($"三{one}重") == $"三{mark}重", $"U+{one.Value:X4}");
            Assert.True(FoldedText.Joined($"A{one}B") == $"a{mark}b", $"U+{one.Value:X4}");
        }
    }

    /// <summary>Quotation marks, apostrophes and accents that stand for them, the dots between the parts of a name.</summary>
    [Theory]
    [InlineData("\"'`\u00B4\u1FFD\u02B9\u02BA\u02BB\u02BC\u02BD\u02C8\u02CA\u02CB\uFF02\uFF07")]
    [InlineData("\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F\u2032\u2033\u2034\u2035\u2036\u2037\u2057")]
    [InlineData("\u300C\u300D\u300E\u300F\u301D\u301E\u301F\uFF62\uFF63")]
    [InlineData("\u00B7\u0387\u2022\u2027\u2219\u22C5\u2E30\u2E31\u30FB\uFF65\uA78F\U00010101")]
    [InlineData("\u0001\u0007\u007F\u0080\u0600\u06DD")]
    public void Marks_that_say_nothing_of_a_name_are_left_out(string marks)
    {
        foreach (var one in marks.EnumerateRunes())
            Assert.True(FoldedText.Joined($"艾{one}力") == "艾力" && FoldedText.NameKey($"{one}艾力{one}") == "艾力", $"U+{one.Value:X4}");
    }

    [Theory]
    [InlineData("艾山.库尔班", "艾山库尔班")]
    [InlineData("No.5 甲", "no.5甲")]
    [InlineData("甲.5", "甲.5")]
    [InlineData("A.B", "a.b")]
    [InlineData("艾山\u2024库尔班", "艾山库尔班")]
    [InlineData("O\u00B4Brien  Pumps ", "obrien pumps")]
    [InlineData("  A", "a")]
    public void A_full_stop_is_left_out_between_Chinese_characters_alone_and_an_accent_for_an_apostrophe_everywhere(string typed, string key) => Assert.Equal(key, FoldedText.Joined(typed));

    /// <summary>Unicode says of these radicals which character they are; it is taken no further than one-to-one characters go.</summary>
    [Fact]
    public void Each_Kangxi_radical_counts_as_its_character() => Assert.All(
        Enumerable.Range(0x2F00, 0xD6).Select(code => ((char)code).ToString()),
        radical => Assert.Equal(FoldedText.Of(radical.Normalize(NormalizationForm.FormKC)), FoldedText.Of(radical)));

    /// <summary>
    /// Stored keys were made by the folding of their version. A change of it, of a rule or of one line of the table, makes other keys
    /// of the same names: raise <see cref="FoldedText.Version"/>, so that stored ones are renewed, and then this sum.
    /// </summary>
    [Fact]
    public void Folding_does_not_change_without_its_version()
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var character in Settled())
        {
            foreach (var text in new[] { character, $"张{character}伟", $"A{character} b", $"甲 {character}C", $" {character}D " })
                sum.AppendData(Encoding.UTF8.GetBytes($"{FoldedText.Of(text)}\n{FoldedText.Joined(text)}\n"));
        }

        Assert.Equal((2, "A06A12EB46044C8910699C61D8910CB9"), (FoldedText.Version, Convert.ToHexString(sum.GetHashAndReset())[..32]));
    }

    /// <summary>Characters whose properties Unicode has settled long ago, so that no update of the runtime gives them others.</summary>
    private static IEnumerable<string> Settled() =>
        new[] { (0x20, 0x24F), (0x370, 0x377), (0x384, 0x3FF), (0x2000, 0x2064), (0x2070, 0x208E), (0x2100, 0x218B), (0x2200, 0x23FF), (0x2460, 0x27FF), (0x2E80, 0x2FD5), (0x3000, 0x30FF), (0x3220, 0x33FF), (0x3400, 0x9FA5), (0xF900, 0xFAD9), (0xFE00, 0xFE6B), (0xFF01, 0xFFEE), (0x1F300, 0x1F5FF), (0x2F800, 0x2FA1D), (0xE0000, 0xE01EF) }
            .SelectMany(range => Enumerable.Range(range.Item1, range.Item2 - range.Item1 + 1))
            .Where(code => code is not (0x2065 or 0x2072 or 0x2073 or 0x378 or 0x38B or 0x38D or 0x3A2))
            .Select(char.ConvertFromUtf32);
}
