using System.Collections.Frozen;
using System.Text;

namespace CrmWeb.Core.Text;

/// <summary>
/// Characters that count as another one in comparisons: radicals of the blocks U+2E80 and U+2F00 (they come out of PDF files), and
/// traditional characters whose simplified one stands for no other. The sources stand in characters.txt, the choice in decision 22.
/// </summary>
internal static class CharacterTable
{
    private static readonly Lazy<FrozenDictionary<Rune, Rune>> Table = new(Read);
    private static readonly Lazy<ILookup<Rune, Rune>> Typed = new(() => Table.Value.Where(p => p.Key.Value >= 0x3000).ToLookup(p => Of(p.Value), p => p.Key));

    /// <summary>What the character counts as; mostly itself.</summary>
    public static Rune Of(Rune rune)
    {
        if (rune.Value < 0x2E80)
            return rune;

        // A radical may stand for a traditional character: ⾧ is 長 is 长.
        var table = Table.Value;
        return table.TryGetValue(rune, out var other) ? table.GetValueOrDefault(other, other) : rune;
    }

    /// <summary>The characters that count as this one, as they may be typed: 軟 for 软.</summary>
    public static IEnumerable<Rune> Counting(Rune rune) => Typed.Value[rune];

    /// <summary>The lines of a table of this folder that are no remarks.</summary>
    public static IEnumerable<string> Lines(string file)
    {
        using var stream = typeof(CharacterTable).Assembly.GetManifestResourceStream($"CrmWeb.Core.Text.{file}")
            ?? throw new InvalidOperationException($"{file} is missing from the build.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line[0] != '#')];
    }

    private static FrozenDictionary<Rune, Rune> Read() => Lines("characters.txt")
        .SelectMany(line => line.EnumerateRunes().Chunk(2)).ToFrozenDictionary(pair => pair[0], pair => pair[1]);
}
