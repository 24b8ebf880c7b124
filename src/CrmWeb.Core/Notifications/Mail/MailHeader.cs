using System.Globalization;
using System.Text;
using MimeKit;

namespace CrmWeb.Core.Notifications.Mail;

/// <summary>
/// Headers with a person's words. The library folds long words, file names and what looks like an encoded word beyond the line of
/// RFC 2047, and parts surrogates and families of emoji, so these are encoded here; all others are the library's.
/// </summary>
internal static class MailHeader
{
    /// <summary>Longest line of a header that has encoded words (RFC 2047, section 2).</summary>
    public const int LongestLine = 76;

    /// <summary>Bytes in one encoded word: 52 characters of base64 in a frame of 12, after the name of the longest header here.</summary>
    private const int WordBytes = 39;

    /// <summary>Longest piece of a file's name, encoded; with its frame below a line.</summary>
    private const int PieceMax = 58;

    /// <exception cref="FormatException">The text holds a control character: a line break would begin another header.</exception>
    public static Header Of(HeaderId id, string text, string after = "")
    {
        if (text.Any(char.IsControl))
            throw new FormatException($"The header {id.ToHeaderName()} holds a control character.");
        var header = new Header(id, "");
        var plain = after.Length == 0 && text.All(c => c is >= ' ' and < '\x7f') && !text.Contains("=?", StringComparison.Ordinal)
            && text.Length + header.Field.Length + 2 <= LongestLine;
        header.SetRawValue(Encoding.ASCII.GetBytes($" {(plain ? text : string.Join("\r\n ", Words(text)))}{after}\r\n"));
        return header;
    }

    /// <summary>Content-Disposition with the name in pieces of a line each (RFC 2231).</summary>
    public static Header Attachment(string fileName)
    {
        List<StringBuilder> pieces = [new("utf-8''")];
        foreach (var rune in fileName.EnumerateRunes())
        {
            var encoded = Uri.EscapeDataString(rune.ToString()).Replace("'", "%27", StringComparison.Ordinal).Replace("*", "%2A", StringComparison.Ordinal)
                .Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);
            if (pieces[^1].Length + encoded.Length > PieceMax)
                pieces.Add(new StringBuilder());
            pieces[^1].Append(encoded);
        }

        var header = new Header(HeaderId.ContentDisposition, "attachment");
        header.SetRawValue(Encoding.ASCII.GetBytes($" attachment;\r\n {string.Join(";\r\n ", pieces.Select((piece, i) => $"filename*{i}*={piece}"))}\r\n"));
        return header;
    }

    private static IEnumerable<string> Words(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var length = 0;
            for (var bytes = 0; start + length < text.Length;)
            {
                var next = StringInfo.GetNextTextElementLength(text.AsSpan(start + length));
                bytes += Encoding.UTF8.GetByteCount(text.AsSpan(start + length, next));
                if (bytes > WordBytes)
                    break;
                length += next;
            }

            // Of a heap of combining marks that fills more than a word, what fits.
            if (length == 0)
                length = Fitting(text.AsSpan(start));
            yield return $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text.Substring(start, length)))}?=";
            start += length;
        }
    }

    private static int Fitting(ReadOnlySpan<char> text)
    {
        var (length, bytes) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if ((bytes += rune.Utf8SequenceLength) > WordBytes)
                break;
            length += rune.Utf16SequenceLength;
        }

        return length;
    }
}
