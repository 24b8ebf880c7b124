using System.Globalization;
using System.Text;

namespace CrmWeb.Core.Text;

/// <summary>
/// One spelling for what people take to be the same text, whoever typed it and on whatever keyboard: the only way in which the
/// product compares, searches and keeps names apart. What was typed is stored and shown as it is; only keys are folded.
/// Changing anything here needs a higher <see cref="Version"/>.
/// </summary>
/// <remarks>
/// Compatibility characters (Unicode NFKC: full and half width, ligatures, circled letters, CJK compatibility ideographs), radicals
/// and one-to-one traditional characters (<see cref="CharacterTable"/>), lower case, every kind of dash, bracket and blank as one,
/// quotation marks and the dots of names out, invisible characters out.
/// </remarks>
public static class FoldedText
{
    /// <summary>The present way of folding; to be raised whenever this or a key made from it changes, so that stored keys are renewed.</summary>
    public const int Version = 2;

    /// <summary>
    /// No text grows to more than so many times its length: what stands for whole sentences (ﷺ is one character, eighteen in NFKC)
    /// stays as it is, so that the longest text a form takes has a key that its column takes.
    /// </summary>
    public const int MostGrowth = 4;

    /// <summary>The text folded, blanks collapsed to single ones and trimmed. Total: no text, well formed or not, is refused.</summary>
    public static string Of(string? typed) => string.IsNullOrWhiteSpace(typed) ? "" : Folded(Composed(typed), keepBlanks: true);

    /// <summary>As <see cref="Of"/>, and without blanks beside Chinese characters, where they part nothing: 张　伟 is 张伟, John Smith keeps his.</summary>
    public static string Joined(string? typed) => string.IsNullOrWhiteSpace(typed) ? "" : Folded(Composed(typed), keepBlanks: false);

    /// <summary>
    /// The key by which a name is the only one of its kind: <see cref="Joined"/>; for a name of nothing but marks what is left of it
    /// without folding. Empty for an empty name alone.
    /// </summary>
    public static string NameKey(string? name) =>
        Joined(name) is { Length: > 0 } key ? key : new string([.. (name ?? "").Where(c => !char.IsWhiteSpace(c))]);

    /// <summary>Whether two names count as one.</summary>
    public static bool AreOneName(string? one, string? other) => string.Equals(NameKey(one), NameKey(other), StringComparison.Ordinal);

    /// <summary>Whether a text holds every word of what was typed, in any order.</summary>
    public static bool HoldsWords(string text, string typed) => HoldsWords(text, Of(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <param name="words">Folded already, where many texts are looked through for the same ones.</param>
    /// <inheritdoc cref="HoldsWords(string, string)"/>
    public static bool HoldsWords(string text, IReadOnlyCollection<string> words)
    {
        var joined = Joined(text);
        return words.All(word => joined.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>The beginning of a key, as much as its column takes; no character is cut in half.</summary>
    public static string Bounded(string key, int max) =>
        key.Length <= max ? key : key[..(char.IsHighSurrogate(key[max - 1]) ? max - 1 : max)];

    /// <summary>Compatibility characters taken apart and accents put together, piece by piece around what stays as it is.</summary>
    private static string Composed(string typed)
    {
        var text = new StringBuilder(typed.Length);
        var piece = new StringBuilder(typed.Length);
        foreach (var rune in typed.EnumerateRunes())
        {
            // The acute accent by itself stands for an apostrophe; Unicode would take it apart into a blank and an accent.
            if (InvisibleCharacters.Is(rune) || rune.Value is 0xB4 or 0x1FFD)
                continue;

            var other = CharacterTable.Of(rune);
            if (!Grows(other))
            {
                piece.Append(other);
                continue;
            }

            text.Append(Normalized(piece)).Append(rune);
            piece.Clear();
        }

        return text.Append(Normalized(piece)).ToString();
    }

    private static bool Grows(Rune rune) => rune.Value is >= 0x250 and not (>= 0x3041 and <= 0x30FF) and not (>= 0x3400 and <= 0x9FFF)
        && rune.ToString() is var character && character.Normalize(NormalizationForm.FormKC).Length > MostGrowth * character.Length;

    private static string Normalized(StringBuilder piece) => piece.ToString().Normalize(NormalizationForm.FormKC);

    private static string Folded(string text, bool keepBlanks)
    {
        var folded = new StringBuilder(text.Length);
        Rune last = default;
        var blank = false;
        foreach (var (rune, next) in WithNext(text))
        {
            if (Rune.IsWhiteSpace(rune) || rune.Value is 0x2800)
            {
                blank = folded.Length > 0;
                continue;
            }

            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format || InvisibleCharacters.Is(rune) || IsDropped(rune, last, next))
                continue;

            var other = CharacterTable.Of(OneMark(rune, category, last));
            other = Rune.ToLowerInvariant(Rune.ToUpperInvariant(other));
            if (blank && (keepBlanks || !(IsCjk(last) || IsCjk(other))))
                folded.Append(' ');
            folded.Append(other);
            (last, blank) = (other, false);
        }

        return folded.ToString();
    }

    private static IEnumerable<(Rune Rune, Rune Next)> WithNext(string text)
    {
        Rune? held = null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (held is { } before)
                yield return (before, rune);
            held = rune;
        }

        if (held is { } end)
            yield return (end, default);
    }

    /// <summary>Quotation marks and apostrophes of every kind, the dots between the parts of a name, and a full stop that stands for one.</summary>
    private static bool IsDropped(Rune rune, Rune last, Rune next) => rune.Value switch
    {
        '"' or '\'' or '`' or 0x2B9 or 0x2BA or 0x2BB or 0x2BC or 0x2BD or 0x2C8 or 0x2CA or 0x2CB => true,
        >= 0x2018 and <= 0x201F or >= 0x2032 and <= 0x2037 or 0x2057 => true,
        >= 0x300C and <= 0x300F or >= 0x301D and <= 0x301F => true,
        0xB7 or 0x387 or 0x2022 or 0x2027 or 0x2219 or 0x22C5 or 0x2E30 or 0x2E31 or 0x30FB or 0xFF65 or 0xA78F or 0x10101 => true,
        '.' => IsCjk(last) && IsCjk(next),
        _ => false,
    };

    /// <summary>One mark for each family: dashes, brackets, title marks, slashes, waves, the round zero.</summary>
    private static Rune OneMark(Rune rune, UnicodeCategory category, Rune last) => rune.Value switch
    {
        0x30FC => IsKana(last) ? rune : new Rune('-'),
        0x2212 or 0x2D7 or 0x2043 or 0x2796 or 0x2500 or 0x2501 => new Rune('-'),
        '[' or '{' or 0x3010 or 0x3014 or 0x3016 or 0x3018 or 0x301A or 0x2768 or 0x276A => new Rune('('),
        ']' or '}' or 0x3011 or 0x3015 or 0x3017 or 0x3019 or 0x301B or 0x2769 or 0x276B => new Rune(')'),
        0xAB or 0x2039 or 0x2329 or 0x3008 or 0x300A or 0x27E8 or 0x27EA => new Rune('<'),
        0xBB or 0x203A or 0x232A or 0x3009 or 0x300B or 0x27E9 or 0x27EB => new Rune('>'),
        0x2044 or 0x2215 or 0x29F8 => new Rune('/'),
        0x223C or 0x301C or 0x2053 => new Rune('~'),
        0x2236 => new Rune(':'),
        0x25CB or 0x25EF => new Rune(0x3007),
        _ => category == UnicodeCategory.DashPunctuation ? new Rune('-') : rune,
    };

    private static bool IsKana(Rune rune) => rune.Value is >= 0x3041 and <= 0x30FF;

    /// <summary>Written without blanks: Chinese characters, their marks, kana.</summary>
    private static bool IsCjk(Rune rune) => rune.Value is (>= 0x2E80 and <= 0x33FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFF60) or (>= 0x20000 and <= 0x3FFFF);
}
