using System.Collections.Frozen;

namespace CrmWeb.Core.Text;

/// <summary>The fillers that are refused, as <see cref="VagueText"/> compares them.</summary>
public sealed class VagueWords
{
    /// <summary>Those that come with the product.</summary>
    public static readonly VagueWords Usual = new(VagueText.Usual);

    private readonly FrozenSet<string> words;

    public VagueWords(IEnumerable<string> fillers) =>
        words = fillers.Select(f => PlainText.LettersAndDigits(FoldedText.Of(f))).Where(f => f.Length > 0).ToFrozenSet();

    /// <summary>True when the whole text is filler, see <see cref="VagueText"/>.</summary>
    public bool AreAllOf(string? text) => VagueText.IsVague(text, this);

    internal bool Contains(string word) => words.Contains(word);
}
