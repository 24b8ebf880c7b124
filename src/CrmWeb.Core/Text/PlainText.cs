using System.Globalization;
using System.Text;

namespace CrmWeb.Core.Text;

/// <summary>
/// What reading a number, a code or a date starts from, and what is masked: half width, without what cannot be seen. Names and what
/// is searched are compared by <see cref="FoldedText"/>.
/// </summary>
internal static class PlainText
{
    /// <summary>
    /// Full width to half width (Unicode NFKC), invisible characters out (numbers copied from a phone's contacts carry
    /// U+202D and the like, from a chat variation selectors), white space collapsed to single blanks, trimmed. Letter case stays.
    /// </summary>
    public static string Of(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return "";
        }

        var text = new StringBuilder(typed.Length);
        var blank = false;
        foreach (var rune in InvisibleCharacters.Without(WellFormed(typed)).Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                blank = text.Length > 0;
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format) && !InvisibleCharacters.Is(rune))
            {
                if (blank)
                {
                    text.Append(' ');
                    blank = false;
                }

                text.Append(rune);
            }
        }

        return text.ToString();
    }

    /// <summary>Lower case, letters and digits only: what remains of a text when only its words count.</summary>
    public static string LettersAndDigits(string plain) =>
        string.Concat(plain.EnumerateRunes().Where(Rune.IsLetterOrDigit).Select(rune => Rune.ToLowerInvariant(rune).ToString()));

    /// <summary>A lone half of a surrogate pair, and a non-character, make <see cref="string.Normalize()"/> throw.</summary>
    private static string WellFormed(string typed) => StorableText.Of(typed);
}
