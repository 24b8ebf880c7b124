using System.Text;

namespace CrmWeb.Core.Text;

/// <summary>How a name is spelled by who types its sounds: 华东区 as "hua dong qu", what is in Latin letters word by word.</summary>
public static class PinyinSpelling
{
    /// <summary>The syllables, parted by blanks, without tones; ü is v, as it is typed. Empty for a name without Chinese characters.</summary>
    /// <param name="isPerson">The first character is a surname.</param>
    public static string Of(string? name, bool isPerson = false)
    {
        var text = new StringBuilder();
        var (isChinese, isInWord) = (false, false);
        foreach (var (first, sounds) in PinyinOrder.Readings([.. FoldedText.Joined(name).EnumerateRunes()], isPerson))
        {
            if (first.Value < 0x2E80)
            {
                var isLetter = Rune.IsLetterOrDigit(first);
                if (isLetter)
                    text.Append(isInWord ? "" : " ").Append(sounds);
                isInWord = isLetter;
                continue;
            }

            isInWord = false;
            foreach (var syllable in sounds.Split(['0', '1', '2', '3', '4', '5'], StringSplitOptions.RemoveEmptyEntries).Where(s => !s.StartsWith("zz", StringComparison.Ordinal)))
            {
                isChinese = true;
                text.Append(' ').Append(syllable);
            }
        }

        return isChinese ? text.ToString(1, text.Length - 1) : "";
    }

    /// <summary>The spelling of a name that may be a person's: both, where they differ (单 is dan, as a surname shan).</summary>
    public static IEnumerable<string> AllOf(string? name) => new[] { Of(name), Of(name, isPerson: true) }.Where(s => s.Length > 0).Distinct();
}
