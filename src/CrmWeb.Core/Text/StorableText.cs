using System.Buffers;
using System.Text;

namespace CrmWeb.Core.Text;

/// <summary>
/// What of a text can be stored, folded and written anywhere: PostgreSQL refuses NUL, XML 1.0 (section 2.2) the other control
/// characters and U+FFFE, UTF-8 half a pair of surrogates, and <see cref="string.Normalize()"/> throws at the non-characters of
/// Unicode (chapter 23.7). None of them can be seen, so nobody misses them.
/// </summary>
public static class StorableText
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(c => char.IsSurrogate(c) || IsUnfit(new Rune(char.IsSurrogate(c) ? 'x' : c)))]);

    /// <summary>The text without them; tabs and line ends stay, and a fit text comes back as it is.</summary>
    public static string Of(string typed)
    {
        if (!typed.AsSpan().ContainsAny(Suspects))
            return typed;

        var fit = new StringBuilder(typed.Length);
        for (var rest = typed.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var taken) == OperationStatus.Done && !IsUnfit(rune))
                fit.Append(rest[..taken]);
            rest = rest[taken..];
        }

        return fit.ToString();
    }

    private static bool IsUnfit(Rune rune) =>
        (Rune.IsControl(rune) && rune.Value is not ('\t' or '\n' or '\r')) || rune.Value is >= 0xFDD0 and <= 0xFDEF || (rune.Value & 0xFFFE) == 0xFFFE;
}
