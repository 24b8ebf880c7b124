using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CrmWeb.Infrastructure.Logging;

/// <summary>A text as log lines carry it: in one line, without secrets, no longer than it may be.</summary>
public static partial class LogText
{
    private const string Masked = "…";
    private const int LongestLine = 300;

    /// <summary>Milliseconds of the wall clock; what is matched is short, so only a pattern gone wild on a busy machine reaches it.</summary>
    private const int PatternLimit = 5000;

    /// <summary>
    /// Masks secrets, then writes as \u001B what could forge a line, colour a console or turn the direction of writing, then cuts.
    /// </summary>
    /// <param name="most">Longest result, in bytes of UTF-8.</param>
    public static string Of(string text, int most) => Cut(Escaped(WithoutSecrets(text.Length > most * 4 ? text[..(most * 4)] : text)), most);

    /// <summary>
    /// What an exception says, line by line. No line but the first begins at the margin, so that none can pass for an entry.
    /// </summary>
    public static string Lines(string text, int most) => Cut(
        string.Join("\n   ", WithoutSecrets(text.Length > most * 4 ? text[..(most * 4)] : text).Split('\n').Select(line => Cut(Escaped(line.Trim()), LongestLine))), most);

    /// <summary>
    /// Addresses of calendar feeds and robots, whatever the data protection made (cookies, form tokens, drafts), 128 random bits or
    /// more wherever they stand, and what stands behind the name of a secret, as in a connection string or a query.
    /// </summary>
    public static string WithoutSecrets(string text)
    {
        try
        {
            return Replaced(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // A log line is nothing a request may fail for, nor a reason to write what could not be looked through.
            return Masked;
        }
    }

    private static string Replaced(string text) =>
        Named().Replace(Scheme().Replace(Random().Replace(Protected().Replace(Address().Replace(text, "$1" + Masked), Masked), Masked), "$1 " + Masked), "$1$2" + Masked);

    /// <summary>Whether a property of this name holds a secret, whatever stands in it.</summary>
    public static bool IsSecret(string property) => SecretName().IsMatch(property);

    /// <summary>Escapes alone, for texts that hold nothing but words of the program.</summary>
    internal static string Escaped(string text)
    {
        if (!text.EnumerateRunes().Any(IsHarmful) && !text.Any(char.IsSurrogate))
            return text;
        var escaped = new StringBuilder(text.Length + 16);
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var status = Rune.DecodeFromUtf16(rest, out var rune, out var taken);
            if (status != System.Buffers.OperationStatus.Done || IsHarmful(rune))
            {
                foreach (var c in rest[..taken])
                    escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
            else
            {
                escaped.Append(rest[..taken]);
            }

            rest = rest[taken..];
        }

        return escaped.ToString();
    }

    private static string Cut(string text, int most)
    {
        if (Encoding.UTF8.GetByteCount(text) <= most)
            return text;
        var (bytes, taken) = (Encoding.UTF8.GetByteCount(Masked), 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if ((bytes += rune.Utf8SequenceLength) > most)
                break;
            taken += rune.Utf16SequenceLength;
        }

        return text[..taken] + Masked;
    }

    /// <summary>Control and format characters, separators of lines and paragraphs, what is no character.</summary>
    private static bool IsHarmful(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;

    [GeneratedRegex(@"(/calendar/|/hook/|/webhook/|/send\?|/send/)[^\s/""'<>\\]+", RegexOptions.IgnoreCase, PatternLimit)]
    private static partial Regex Address();

    [GeneratedRegex(@"CfDJ8[\w\-%+/=]+", RegexOptions.None, PatternLimit)]
    private static partial Regex Protected();

    [GeneratedRegex("(?<![0-9a-f])[0-9a-f]{32,}(?![0-9a-f])", RegexOptions.IgnoreCase, PatternLimit)]
    private static partial Regex Random();

    [GeneratedRegex(@"\b(Bearer|Basic)\s+[\w\-+/=.~]{6,}", RegexOptions.IgnoreCase, PatternLimit)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"((?:password|passwd|pwd|secret|token|apikey|api_key|accesskey\w*|access_key\w*|\bkey|\bsign|signature|authorization|cookie)[\w.\]]*)(\s*(?:=|%3D|""?\s*:\s*""?)\s*)(?!\s)[^\s&;,""'<>]+", RegexOptions.IgnoreCase, PatternLimit)]
    private static partial Regex Named();

    [GeneratedRegex("password|passwd|pwd|secret|cookie|authorization|connectionstring|arguments|apikey|accesskey|verificationtoken|webhook", RegexOptions.IgnoreCase, PatternLimit)]
    private static partial Regex SecretName();
}
