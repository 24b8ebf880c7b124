using System.Text.RegularExpressions;

namespace CrmWeb.Core.Text;

/// <summary>Codes as they stand in addresses.</summary>
internal static partial class Slug
{
    public const int Max = 39;

    /// <summary>Small letters, digits and hyphens, not beginning with a hyphen.</summary>
    public static bool IsOne(string code) => Pattern().IsMatch(code);

    /// <summary>A code made of an English name that is not among those taken; null where the name has neither letter nor digit.</summary>
    public static string? Of(string? english, IReadOnlySet<string> taken)
    {
        var words = Others().Replace(PlainText.Of(english).ToLowerInvariant(), "-").Trim('-');
        if (words.Length == 0)
            return null;

        var start = words[..Math.Min(words.Length, Max - 4)].Trim('-');
        var code = start;
        for (var i = 2; taken.Contains(code); i++)
            code = $"{start}-{i}";
        return code;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,38}$", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Pattern();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Others();
}
