using System.Text;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Formats;

/// <summary>What <see cref="CreditCode.Check"/> found.</summary>
public enum CreditCodeResult
{
    /// <summary>Eighteen characters of the alphabet with the right check character.</summary>
    Valid,

    /// <summary>Not eighteen characters (an empty text included).</summary>
    WrongLength,

    /// <summary>A character outside the alphabet (I, O, S, V and Z are left out of it), or a letter in the region.</summary>
    WrongCharacter,

    /// <summary>The last character does not fit the others: some character is mistyped.</summary>
    WrongCheckDigit,
}

/// <summary>
/// The unified social credit code (统一社会信用代码) of GB 32100-2015: registrar, type of body, six digits of region
/// (GB/T 2260), nine characters of organisation code (GB 11714, itself with a check character), one check character.
/// </summary>
public static class CreditCode
{
    /// <summary>Characters in a whole code.</summary>
    public const int Length = 18;

    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const int RegionStart = 2;
    private const int InnerStart = 8;
    private const int InnerLength = 8;

    /// <summary>3 to the power of the position (from 0), modulo 31.</summary>
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>Weights of the organisation code, GB 11714-1997.</summary>
    private static readonly int[] InnerWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Half width, upper case, without blanks: the form in which a code is stored and compared.</summary>
    public static string Normalize(string? typed) => PlainText.Of(typed).Replace(" ", "").ToUpperInvariant();

    /// <summary>Checks a code as typed; <see cref="Normalize"/> is applied first.</summary>
    public static CreditCodeResult Check(string? typed)
    {
        var code = Normalize(typed);
        if (code.Length != Length)
        {
            return CreditCodeResult.WrongLength;
        }

        if (code.Any(c => !Alphabet.Contains(c)) || code[RegionStart..InnerStart].Any(c => !char.IsAsciiDigit(c)))
        {
            return CreditCodeResult.WrongCharacter;
        }

        return code[^1] == CheckCharacter(code) ? CreditCodeResult.Valid : CreditCodeResult.WrongCheckDigit;
    }

    /// <summary>
    /// Whether the organisation code inside a valid code has its own check character right. Some real codes (registrar Y,
    /// sole traders of old) have it wrong, so this is good for a warning and never for a refusal.
    /// </summary>
    public static bool InnerCodeLooksRight(string? typed)
    {
        var code = Normalize(typed);
        return code.Length == Length && code[InnerStart..^1].All(char.IsAsciiLetterOrDigit)
            && code[InnerStart + InnerLength] == InnerCheckCharacter(code.AsSpan(InnerStart, InnerLength));
    }

    /// <summary>Where the body was registered, six digits of GB/T 2260; null for a code that is not valid. 100000 is the whole country.</summary>
    public static string? RegionOf(string? typed) => Check(typed) == CreditCodeResult.Valid ? Normalize(typed)[RegionStart..InnerStart] : null;

    /// <summary>
    /// A code for an invented enterprise of the region (six digits of GB/T 2260), for example data and tests; both check
    /// characters are right. Registrar 9 and type 1 mean an enterprise, organisation codes given since 2015 begin with MA.
    /// </summary>
    /// <exception cref="ArgumentException">The region is not six digits.</exception>
    public static string Generate(Random random, string region6)
    {
        if (region6.Length != 6 || !region6.All(char.IsAsciiDigit))
        {
            throw new ArgumentException("A region has six digits.", nameof(region6));
        }

        var code = new StringBuilder($"91{region6}MA", Length);
        code.Append(random.GetItems(Alphabet.AsSpan(), InnerLength - 2));
        code.Append(InnerCheckCharacter(code.ToString().AsSpan(InnerStart)));
        code.Append(CheckCharacter(code.ToString()));
        return code.ToString();
    }

    private static char CheckCharacter(ReadOnlySpan<char> code)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Alphabet.IndexOf(code[i]) * Weights[i];
        }

        return Alphabet[(31 - sum % 31) % 31];
    }

    private static char InnerCheckCharacter(ReadOnlySpan<char> inner)
    {
        var sum = 0;
        for (var i = 0; i < InnerLength; i++)
        {
            sum += (char.IsAsciiDigit(inner[i]) ? inner[i] - '0' : inner[i] - 'A' + 10) * InnerWeights[i];
        }

        return (11 - sum % 11) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
    }
}
