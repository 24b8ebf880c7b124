using System.Globalization;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;

namespace CrmWeb.Core.Notifications.Channels;

/// <summary>
/// Writes a message as mail servers take it (RFC 5322 and 2047): plain text in UTF-8, everything beyond ASCII encoded, so that
/// no server must know SMTPUTF8. A line break in a header would begin another header, so it is refused.
/// </summary>
internal static class MailText
{
    /// <summary>Bytes in one encoded word; with its frame it stays below the 75 characters of RFC 2047.</summary>
    private const int WordBytes = 42;

    public static string Write(MailSettings settings, OutgoingMessage message)
    {
        var text = new StringBuilder();
        Header(text, "Date", message.At.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " +0000");
        Header(text, "From", $"{Encoded(settings.FromName)} <{settings.From}>");
        Header(text, "To", $"<{message.Address}>");
        Header(text, "Subject", Encoded(message.Subject));
        Header(text, "Message-ID", $"<{Id(message.Key)}@{new MailAddress(settings.From).Host}>");
        Header(text, "Auto-Submitted", "auto-generated");
        Header(text, "MIME-Version", "1.0");
        Header(text, "Content-Type", "text/plain; charset=utf-8");
        Header(text, "Content-Transfer-Encoding", "base64");
        text.Append("\r\n");

        // Base64 has no line that begins with a dot, so nothing needs stuffing.
        var body = Encoding.UTF8.GetBytes(message.Text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal));
        return text.Append(Convert.ToBase64String(body, Base64FormattingOptions.InsertLineBreaks)).Append("\r\n").ToString();
    }

    /// <summary>Whether this is one mail address and nothing besides: no name, no second one, no line break.</summary>
    public static bool IsAddress(string? typed) =>
        typed is { Length: <= 256 } && typed.All(c => c is > ' ' and < '\x7f' and not ('<' or '>' or '"' or '\\' or ',' or ';'))
        && MailAddress.TryCreate(typed, out var address) && address.Address == typed;

    /// <summary>The same for every attempt, so that a double can be told by it.</summary>
    private static string Id(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));

    private static void Header(StringBuilder text, string name, string value)
    {
        // The fold of an encoded header is the only line break there is.
        if (value.Replace("\r\n ", "", StringComparison.Ordinal).Any(char.IsControl))
            throw new FormatException($"The header {name} holds a control character.");
        text.Append(name).Append(": ").Append(value).Append("\r\n");
    }

    private static string Encoded(string value)
    {
        if (value.Any(char.IsControl))
            throw new FormatException("A header holds a control character.");
        List<string> words = [];
        for (var rest = value.AsSpan(); rest.Length > 0;)
        {
            var length = 0;
            for (var bytes = 0; length < rest.Length;)
            {
                var next = StringInfo.GetNextTextElementLength(rest[length..]);
                bytes += Encoding.UTF8.GetByteCount(rest.Slice(length, next));
                if (bytes > WordBytes && length > 0)
                    break;
                length += next;
            }

            words.Add($"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(rest[..length].ToString()))}?=");
            rest = rest[length..];
        }

        return string.Join("\r\n ", words);
    }
}
