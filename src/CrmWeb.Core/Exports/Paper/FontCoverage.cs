using System.Buffers.Binary;

namespace CrmWeb.Core.Exports.Paper;

/// <summary>Which characters a TrueType font has, as its table of characters says.</summary>
internal sealed class FontCoverage
{
    private const int TableLength = 16;
    private const int Wide = 12;

    private readonly (int First, int Last)[] stretches;

    private FontCoverage((int First, int Last)[] stretches) => this.stretches = stretches;

    /// <exception cref="FormatException">The font has no table of all characters.</exception>
    public static FontCoverage Read(ReadOnlySpan<byte> font)
    {
        var cmap = Table(font, "cmap"u8);
        for (var i = 0; i < Short(cmap, 2); i++)
        {
            var table = cmap[Long(cmap, 4 + (8 * i) + 4)..];
            if (Short(table, 0) == Wide)
                return new FontCoverage(Stretches(table));
        }

        throw new FormatException("The font has no table of all characters.");
    }

    public bool Has(int character)
    {
        var place = Array.BinarySearch(stretches, (character, int.MaxValue), Comparer<(int First, int Last)>.Create((a, b) => a.First.CompareTo(b.First)));
        var before = place >= 0 ? place : ~place - 1;
        return before >= 0 && character <= stretches[before].Last;
    }

    private static ReadOnlySpan<byte> Table(ReadOnlySpan<byte> font, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Short(font, 4); i++)
        {
            var entry = font.Slice(12 + (TableLength * i), TableLength);
            if (entry[..4].SequenceEqual(name))
                return font.Slice(Long(entry, 8), Long(entry, 12));
        }

        throw new FormatException("The font lacks a table.");
    }

    private static (int First, int Last)[] Stretches(ReadOnlySpan<byte> table)
    {
        var found = new (int, int)[Long(table, 12)];
        for (var i = 0; i < found.Length; i++)
            found[i] = (Long(table, 16 + (12 * i)), Long(table, 16 + (12 * i) + 4));
        return found;
    }

    private static int Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static int Long(ReadOnlySpan<byte> bytes, int at) => (int)BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
