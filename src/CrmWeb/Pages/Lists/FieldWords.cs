using System.Text.RegularExpressions;
using CrmWeb.Core.Text;

namespace CrmWeb.Pages.Lists;

/// <summary>By what else than its own letters a field is found: sounds and first letters of its characters, its name in the address.</summary>
internal static partial class FieldWords
{
    private const int HexOfCharacter = 5;

    public static string Of(ListCondition condition)
    {
        var characters = condition.Label.EnumerateRunes().Count(r => r.Value >= 0x2E80);
        var key = PinyinOrder.Key(condition.Label);
        var sounds = characters == 0 || key.Length == PinyinOrder.KeyMax ? key : key[..^(1 + (HexOfCharacter * characters))];
        var syllables = Syllable().Matches(sounds).Select(m => m.Value).ToList();
        return string.Join(' ', condition.Label, string.Concat(syllables), string.Concat(syllables.Select(s => s[0])), condition.Key).ToLowerInvariant();
    }

    [GeneratedRegex("[a-z]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Syllable();
}
