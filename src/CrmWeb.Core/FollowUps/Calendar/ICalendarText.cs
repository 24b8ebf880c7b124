using System.Globalization;
using System.Text;

namespace CrmWeb.Core.FollowUps.Calendar;

/// <summary>Writes iCalendar (RFC 5545): lines end with CR LF, are folded after 75 octets between characters, and text is escaped.</summary>
internal sealed class ICalendarText
{
    private const int MaxOctets = 75;

    private readonly StringBuilder text = new();

    /// <summary>A UTC instant as iCalendar writes it.</summary>
    public static string Utc(DateTime utc) => utc.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A wall-clock time as iCalendar writes it.</summary>
    public static string Local(DateTime local) => local.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    /// <summary>A line whose value is not text: a time, a number, an address.</summary>
    public ICalendarText Line(string name, string value)
    {
        Fold($"{name}:{value}");
        return this;
    }

    /// <summary>A line whose value was written by people.</summary>
    public ICalendarText Text(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            Fold($"{name}:{Escaped(value)}");
        return this;
    }

    public override string ToString() => text.ToString();

    private static string Escaped(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var letter in value.ReplaceLineEndings("\n"))
        {
            _ = letter switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(letter),
                '\n' => escaped.Append("\\n"),
                _ when char.IsControl(letter) => escaped.Append(' '),
                _ => escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }

    private void Fold(string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MaxOctets)
            {
                // The blank that marks the continuation counts.
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
