using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace CrmWeb.Tests.Conventions;

/// <summary>Every visible string exists in both languages; English is the neutral file.</summary>
[Trait("Category", "Pure")]
public sealed partial class TextTests
{
    private const string Chinese = ".zh-CN.resx";

    public static TheoryData<string> NeutralFiles =>
        [.. Repository.Files.Where(file => file.EndsWith(".resx", StringComparison.Ordinal) && !file.EndsWith(Chinese, StringComparison.Ordinal))];

    [Fact]
    public void Every_Chinese_file_has_its_English_twin()
    {
        var neutral = Repository.Files.ToHashSet();
        Assert.DoesNotContain(
            Repository.Files.Where(file => file.EndsWith(Chinese, StringComparison.Ordinal)),
            file => !neutral.Contains(file.Replace(Chinese, ".resx", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(NeutralFiles))]
    public void Both_languages_have_the_same_keys_and_none_is_empty(string file)
    {
        var english = Entries(file);
        var chinese = Entries(file.Replace(".resx", Chinese, StringComparison.Ordinal));

        Assert.Equal(english.Keys.Order(), chinese.Keys.Order());
        Assert.DoesNotContain(english.Concat(chinese), entry => string.IsNullOrWhiteSpace(entry.Value));
    }

    /// <summary>Fewer is fine, where Chinese has a word of its own (后天); more would fail when it is shown.</summary>
    [Theory]
    [MemberData(nameof(NeutralFiles))]
    public void Chinese_fills_in_no_place_that_English_does_not_have(string file)
    {
        var english = Entries(file);
        Assert.All(
            Entries(file.Replace(".resx", Chinese, StringComparison.Ordinal)),
            entry => Assert.Subset(Places(english.GetValueOrDefault(entry.Key, "")), Places(entry.Value)));
    }

    /// <summary>{0:day|days}: the word for one and the word for many (CountedWords).</summary>
    [Theory]
    [MemberData(nameof(NeutralFiles))]
    public void A_number_that_may_be_one_is_followed_by_a_word_for_one_and_a_word_for_many(string file)
    {
        Assert.All(Entries(file).Values, text => Assert.All(Place().Matches(text).Where(place => place.Groups[2].Value.Contains('|')), place => Assert.Equal(2, place.Groups[2].Value.Split('|').Length)));
        Assert.All(Entries(file), text => Assert.False(Bare().IsMatch(text.Value) && !Limits().IsMatch(text.Value), $"{text.Key}: {text.Value}"));
    }

    /// <summary>A key is written out in the source, or made of a literal there and what follows it.</summary>
    [Fact]
    public void Every_text_is_said_somewhere()
    {
        // RuleWords puts these together of a word and the code of a kind.
        string[] made = ["When.", "Why.", "Threshold."];

        // The data dictionary names these columns by them.
        string[] named = ["Contact.IsPrimary", "ReviewState", "Stage.Colour"];
        var pieces = Repository.Source(".cs", ".cshtml").Where(file => file.StartsWith("src/", StringComparison.Ordinal)).SelectMany(file => Repository.Read(file).Split('"')).ToList();
        var literals = pieces.ToHashSet();
        var begun = literals.Where(piece => piece.EndsWith('.') && piece.Length > 2).Concat(made).ToList();
        List<Regex> patterns = [];
        for (var i = 1; i < pieces.Count; i++)
        {
            var open = pieces[i].IndexOf('{', StringComparison.Ordinal);
            if (open < 0 || !pieces[i - 1].EndsWith('$'))
                continue;
            var parts = Hole().Split(pieces[i]);
            if (parts.Sum(p => p.Length) > 1 && !parts.Any(p => p.Contains('{', StringComparison.Ordinal)))
                patterns.Add(new Regex($"^{string.Join(".+", parts.Select(Regex.Escape))}$", RegexOptions.None, TimeSpan.FromSeconds(5)));
            else if (open > 2)
                begun.Add(pieces[i][..open]);
        }

        var neutral = Repository.Files.Where(file => file.EndsWith(".resx", StringComparison.Ordinal) && !file.EndsWith(Chinese, StringComparison.Ordinal));
        Assert.Empty(neutral.SelectMany(file => Entries(file).Keys.Where(key => !literals.Contains(key) && !named.Contains(key)
            && !begun.Exists(b => key.StartsWith(b, StringComparison.Ordinal)) && !patterns.Exists(p => p.IsMatch(key))).Select(key => $"{file}: {key}")));
    }

    private static Dictionary<string, string> Entries(string file) => XDocument.Parse(Repository.Read(file))
        .Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")?.Value ?? "");

    private static SortedSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Groups[1].Value)];

    /// <summary>A count with a word for many alone.</summary>
    [GeneratedRegex(@"\{\d\} (working )?(days|customers|contacts|tasks|users|messages|notifications|cases|times|rows|results|reminders|people|views|conditions|fields|tags)\b")]
    private static partial Regex Bare();

    /// <summary>Numbers that are settings, never one.</summary>
    [GeneratedRegex("[Aa]t most|There can be|[Aa]t least|between|Enter 1 to|every")]
    private static partial Regex Limits();

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Hole();

    [GeneratedRegex(@"\{(\d+)(:[^}]*)?\}")]
    private static partial Regex Place();
}
