using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace CrmWeb.Core.Text;

/// <summary>
/// The order in which names stand in lists: Chinese by pinyin, Latin letters among them, the same on every machine and in every
/// database. A key consists of lower-case letters and digits alone, which all collations order alike.
/// </summary>
/// <remarks>
/// A character is its sound with the tone as a digit; a word that is read otherwise than its characters, and a person's surname, as
/// readings.txt says. What sounds the same is ordered by the characters themselves. Everything without a reading stands at the end.
/// </remarks>
public static class PinyinOrder
{
    /// <summary>Longest key.</summary>
    public const int KeyMax = 200;

    /// <summary>So much of a key is sound; the rest parts those that sound the same.</summary>
    private const int SoundMax = 150;

    private const int LongestWord = 4;

    private static readonly Lazy<ReadingTable> Table = new(ReadingTable.Read);

    /// <summary>Orders names of companies, departments, lists; null first.</summary>
    public static IComparer<string?> Names { get; } = Comparer<string?>.Create((x, y) => Compare(Key(x), Key(y), x, y));

    /// <summary>Orders names of people, whose first character is a surname.</summary>
    public static IComparer<string?> People { get; } = Comparer<string?>.Create((x, y) => Compare(PersonKey(x), PersonKey(y), x, y));

    /// <summary>The key of a company's name, a department's or a list entry's.</summary>
    public static string Key(string? name) => KeyOf(name, isPerson: false);

    /// <summary>The key of a person's name.</summary>
    public static string PersonKey(string? name) => KeyOf(name, isPerson: true);

    private static int Compare(string one, string other, string? x, string? y)
    {
        var byKey = string.CompareOrdinal(one, other);
        return byKey != 0 ? byKey : string.CompareOrdinal(x, y);
    }

    private static string KeyOf(string? name, bool isPerson)
    {
        var folded = FoldedText.Joined(name);
        var runes = folded.EnumerateRunes().ToArray();
        var key = new StringBuilder();
        var characters = new StringBuilder();
        foreach (var (_, sounds) in Readings(runes, isPerson))
        {
            if (key.Length >= SoundMax)
                break;
            key.Append(sounds);
        }

        key.Length = Math.Min(key.Length, SoundMax);
        foreach (var rune in runes.Where(r => r.Value >= 0x2E80))
            characters.Append(rune.Value.ToString("x5", CultureInfo.InvariantCulture));
        if (characters.Length > 0)
            key.Append('0').Append(characters);
        key.Length = Math.Min(key.Length, KeyMax);
        return key.ToString();
    }

    /// <summary>The text in pieces of one character or one word, each with its sounds: a tone's digit ends each of a Chinese piece.</summary>
    internal static IEnumerable<(Rune First, string Sounds)> Readings(Rune[] runes, bool isPerson)
    {
        for (var i = 0; i < runes.Length;)
        {
            var (sounds, length) = Sounds(runes, i, isPerson);
            yield return (runes[i], sounds);
            i += length;
        }
    }

    private static (string Sounds, int Length) Sounds(Rune[] runes, int at, bool isPerson)
    {
        var table = Table.Value;
        for (var length = Math.Min(LongestWord, runes.Length - at); length >= 1; length--)
        {
            var word = string.Concat(runes.Skip(at).Take(length));
            if (isPerson && at == 0 && table.Surnames.TryGetValue(word, out var surname) && length < Math.Max(2, runes.Length))
                return (surname, length);
            if (length > 1 && table.Words.TryGetValue(word, out var sounds))
                return (sounds, length);
        }

        return (Sound(runes[at], table), 1);
    }

    private static string Sound(Rune rune, ReadingTable table)
    {
        if (table.Characters.TryGetValue(rune, out var sound))
            return sound;
        if (rune.IsAscii)
            return Rune.IsLetterOrDigit(rune) ? rune.ToString() : rune.Value is ' ' or '-' ? "0" : "";

        // é is e; what no Latin letter is left of comes last.
        var plain = string.Concat(rune.ToString().Normalize(NormalizationForm.FormD).Where(char.IsAsciiLetterOrDigit));
        return plain.Length > 0 ? plain : Rune.IsLetterOrDigit(rune) ? $"zz{rune.Value:x5}" : "";
    }

    private sealed record ReadingTable(
        FrozenDictionary<Rune, string> Characters, FrozenDictionary<string, string> Words, FrozenDictionary<string, string> Surnames)
    {
        public static ReadingTable Read()
        {
            Dictionary<Rune, string> characters = [];
            Dictionary<string, string> words = [];
            Dictionary<string, string> surnames = [];
            foreach (var line in CharacterTable.Lines("readings.txt"))
            {
                var parts = line.Split(' ');
                if (line[0] is '=' or '+')
                {
                    (line[0] == '=' ? surnames : words)[parts[0][1..]] = string.Concat(parts[1..]);
                    continue;
                }

                foreach (var rune in parts[1].EnumerateRunes())
                    characters[rune] = parts[0];
            }

            return new ReadingTable(characters.ToFrozenDictionary(), words.ToFrozenDictionary(), surnames.ToFrozenDictionary());
        }
    }
}
