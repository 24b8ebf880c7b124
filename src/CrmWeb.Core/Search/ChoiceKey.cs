using System.Text;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Search;

/// <summary>By what an entry of a list is found while somebody types, made here because the page cannot fold or spell.</summary>
/// <param name="Words">Folded: its name first, then aliases, its name in the other language, its code; parted by <see cref="SearchText.Separator"/>.</param>
/// <param name="Spellings">Syllables of its name parted by blanks; more than one spelling parted by <see cref="SearchText.Separator"/>.</param>
public sealed record ChoiceKey(string Words, string Spellings)
{
    /// <param name="others">Further words; several in one text are parted by blanks.</param>
    public static ChoiceKey Of(string name, params IEnumerable<string?> others) => new(
        SearchText.Key([name, .. others]), string.Join(SearchText.Separator, PinyinSpelling.AllOf(name)));

    /// <summary>
    /// What may be typed for the characters of some texts, in pairs (軟软業业): with it a page folds what is typed as the texts were.
    /// </summary>
    public static string Variants(IEnumerable<string> texts)
    {
        var pairs = new StringBuilder();
        foreach (var rune in texts.SelectMany(t => FoldedText.Joined(t).EnumerateRunes()).Distinct())
        {
            foreach (var typed in CharacterTable.Counting(rune))
                pairs.Append(typed).Append(rune);
        }

        return pairs.ToString();
    }
}
