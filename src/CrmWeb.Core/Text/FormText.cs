using System.Text;

namespace CrmWeb.Core.Text;

/// <summary>What every typed text goes through before it is checked.</summary>
public static class FormText
{
    /// <summary>Longest text of one line in a record, in characters.</summary>
    public const int LineMax = 200;

    /// <summary>
    /// Trims, makes line ends uniform and takes out control characters (PostgreSQL refuses NUL, and none of them can be seen) and
    /// invisible ones that do nothing where they stand; emoji sequences stay whole.
    /// </summary>
    /// <returns>Null for a text that is empty then.</returns>
    public static string? Clean(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;

        var text = new StringBuilder(typed.Length);
        foreach (var c in StorableText.Of(typed).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'))
        {
            if (c is '\n' or '\t' || !(char.IsControl(c) || c is '\u2028' or '\u2029'))
                text.Append(c);
        }

        // A lone half of a surrogate pair cannot be stored as UTF-8.
        var cleaned = InvisibleCharacters.WithoutStray(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()))).Trim();
        return cleaned.Length == 0 ? null : cleaned;
    }

    /// <summary>Cleans a text of one line: line ends become spaces.</summary>
    public static string? CleanLine(string? typed) => Clean(typed)?.Replace('\n', ' ').Replace('\t', ' ');

    /// <summary>Cleans a number, a code, an account's name or an address: no invisible character can be meant in it.</summary>
    public static string? CleanCode(string? typed) => CleanLine(typed) is { } line && InvisibleCharacters.Without(line).Trim() is { Length: > 0 } code ? code : null;

    /// <summary>Cuts a long text and says so with an ellipsis. No pair of surrogates is parted: half of one cannot be stored.</summary>
    /// <param name="max">Longest result, in UTF-16 code units; at least 3.</param>
    public static string Shortened(string text, int max) =>
        text.Length <= max ? text : text[..(char.IsHighSurrogate(text[max - 2]) ? max - 2 : max - 1)] + "…";
}
