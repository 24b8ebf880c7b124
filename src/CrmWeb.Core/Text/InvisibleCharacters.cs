using System.Globalization;
using System.Text;

namespace CrmWeb.Core.Text;

/// <summary>
/// Characters that take no room and mean nothing by themselves: zero-width and directional marks, variation selectors, tags,
/// fillers (Default_Ignorable_Code_Point of the Unicode Character Database, with the annotation marks), and code points that are no
/// characters at all.
/// </summary>
public static class InvisibleCharacters
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;
    private const int TextStyle = 0xFE0E;
    private const int EmojiStyle = 0xFE0F;
    private const int Keycap = 0x20E3;
    private const int BlackFlag = 0x1F3F4;

    public static bool Is(Rune rune) => rune.Value switch
    {
        < 0xAD => false,
        0xAD or 0x34F or 0x61C or 0x115F or 0x1160 or 0x17B4 or 0x17B5 => true,
        >= 0x180B and <= 0x180F => true,
        >= 0x200B and <= 0x200F or >= 0x202A and <= 0x202E or >= 0x2060 and <= 0x206F => true,
        0x3164 or 0xFFA0 or 0xFEFF => true,
        >= 0xFE00 and <= 0xFE0F or >= 0xFFF0 and <= 0xFFFB => true,
        >= 0xFDD0 and <= 0xFDEF => true,
        >= 0x1BCA0 and <= 0x1BCA3 or >= 0x1D173 and <= 0x1D17A or >= 0xE0000 and <= 0xE0FFF => true,
        var code => (code & 0xFFFE) == 0xFFFE,
    };

    /// <summary>The text without any of them: for numbers, codes and addresses, where nothing of the kind can be meant.</summary>
    public static string Without(string text) => Kept(text, static (_, _) => false);

    /// <summary>
    /// The text without those that do nothing where they stand. They stay inside an emoji sequence (👨‍👩‍👧, ❤️, 1️⃣, flags), and
    /// joiners between letters of scripts that are written with them.
    /// </summary>
    public static string WithoutStray(string text) => Kept(text, static (runes, at) => Belongs(runes, at));

    private static string Kept(string text, Func<Rune[], int, bool> stays)
    {
        var runes = text.EnumerateRunes().ToArray();
        if (!Array.Exists(runes, Is))
            return text;

        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < runes.Length; i++)
        {
            if (!Is(runes[i]) || stays(runes, i))
                kept.Append(runes[i]);
        }

        return kept.ToString();
    }

    private static bool Belongs(Rune[] runes, int at)
    {
        var (before, after) = (at > 0 ? runes[at - 1] : default, at + 1 < runes.Length ? runes[at + 1] : default);
        return runes[at].Value switch
        {
            TextStyle or EmojiStyle => IsPictograph(before) || (IsKeycapBase(before) && after.Value == Keycap),
            ZeroWidthJoiner => JoinsPictographs(runes, at) || (IsJoined(before) && IsJoined(after)),
            ZeroWidthNonJoiner => IsJoined(before) && IsJoined(after),
            >= 0xE0020 and <= 0xE007F => EndsFlag(runes, at),
            _ => false,
        };
    }

    private static bool JoinsPictographs(Rune[] runes, int at)
    {
        var before = at - 1;
        while (before >= 0 && (runes[before].Value == EmojiStyle || IsSkinTone(runes[before])))
            before--;
        return before >= 0 && at + 1 < runes.Length && IsPictograph(runes[before]) && IsPictograph(runes[at + 1]);
    }

    /// <summary>Tags that spell a region after the black flag, such as 🏴󠁧󠁢󠁥󠁮󠁧󠁿.</summary>
    private static bool EndsFlag(Rune[] runes, int at)
    {
        var first = at;
        while (first > 0 && runes[first].Value is >= 0xE0020 and <= 0xE007F)
            first--;
        return runes[first].Value == BlackFlag;
    }

    private static bool IsKeycapBase(Rune rune) => rune.Value is '#' or '*' or (>= '0' and <= '9');

    private static bool IsSkinTone(Rune rune) => rune.Value is >= 0x1F3FB and <= 0x1F3FF;

    private static bool IsPictograph(Rune rune) =>
        rune.Value is 0xA9 or 0xAE or 0x203C or 0x2049 or 0x3030 or 0x303D or (>= 0x2122 and <= 0x2BFF) or (>= 0x1F000 and <= 0x1FAFF);

    /// <summary>Letters and marks of Arabic, the Indic scripts and Mongolian, whose shape a joiner decides.</summary>
    private static bool IsJoined(Rune rune) =>
        rune.Value is (>= 0x600 and <= 0x8FF) or (>= 0x900 and <= 0xDFF) or (>= 0x1800 and <= 0x18AF)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
