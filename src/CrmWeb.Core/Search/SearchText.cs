using CrmWeb.Core.Text;

namespace CrmWeb.Core.Search;

/// <summary>
/// The text a search looks through and the text it looks for, folded alike (<see cref="FoldedText"/>), so that ＡＢＣ科技 is found by
/// "abc科技" and 張　偉 by 张伟.
/// </summary>
public static class SearchText
{
    /// <summary>Stands between the parts of a key, so that no match runs from one into the next.</summary>
    public const char Separator = '|';

    /// <summary>Further words are not asked for, nor what comes after so many characters: each word costs the database a look at every key.</summary>
    private const int MostWords = 20;

    private const int LongestQuery = 400;

    /// <summary>Number, names, contacts and so on as one folded text to search in; blank parts are left out.</summary>
    public static string Key(params string?[] parts) =>
        string.Join(Separator, parts.Select(part => FoldedText.Joined(part?.Replace(Separator, ' ').Replace('｜', ' '))).Where(part => part.Length > 0).Distinct());

    /// <summary>What a user typed in the form of <see cref="Key"/>, its words parted by single blanks.</summary>
    public static string Query(string? q) => FoldedText.Of(FoldedText.Of(q).Replace(Separator, ' '));

    /// <summary>
    /// What a user typed as the words that are all looked for, in any order. Words that together are one telephone number stay
    /// together; each knows the digits it may mean.
    /// </summary>
    public static IReadOnlyList<SearchTerm> Terms(string? q)
    {
        List<List<string>> groups = [];
        foreach (var word in Words(q))
        {
            if (groups.Count > 0 && PhoneQuery.IsPart(word) && PhoneQuery.IsPart(groups[^1][^1]))
                groups[^1].Add(word);
            else
                groups.Add([word]);
        }

        var terms = groups.Select(SearchTerm.Of).OfType<SearchTerm>().ToList();
        var saying = terms.FindAll(term => term.SaysSomething);
        return saying.Count > 0 ? saying : terms;
    }

    /// <summary>What blanks part, and commas and the like where they belong to no number.</summary>
    private static IEnumerable<string> Words(string? q) => FoldedText.Of(FoldedText.Bounded(q ?? "", LongestQuery).Replace(Separator, ' ').Replace('｜', ' '))
        .Split([' ', '、'], StringSplitOptions.RemoveEmptyEntries).Select(PhoneQuery.WithoutLabel)
        .SelectMany(word => PhoneQuery.IsPart(word) ? [word] : word.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries))
        .Take(MostWords);
}

/// <summary>One thing a search looks for: a folded word, or digits of a telephone number, or each of several words that might be one.</summary>
/// <param name="Word">Looked for in every key; null where the term has several words.</param>
/// <param name="Phones">Digits looked for in the numbers of contacts, besides.</param>
/// <param name="Words">The words one by one, where they are no number together.</param>
public sealed record SearchTerm(string? Word, IReadOnlyList<string> Phones, IReadOnlyList<SearchTerm> Words)
{
    private static readonly char[] Marks = ['(', ')', '<', '>', ',', ';', ':', '，', '；', '：', '。', '！', '？', '!', '?'];

    /// <summary>Whether it is more than a dash between two words.</summary>
    internal bool SaysSomething => Word?.Any(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c)) ?? Words.Any(w => w.SaysSomething);

    internal static SearchTerm? Of(IReadOnlyList<string> words)
    {
        var phones = PhoneQuery.Digits(string.Join(' ', words));
        if (words.Count > 1)
            return new SearchTerm(null, phones, [.. words.Select(word => Of([word])).OfType<SearchTerm>()]);

        var folded = FoldedText.Joined(words[0]);
        var word = folded.Trim(Marks) is { Length: > 0 } trimmed ? trimmed : folded;
        return word.Length == 0 ? null : new SearchTerm(word, phones, []);
    }
}
