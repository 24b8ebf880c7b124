using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CrmWeb.Core.Notifications.Outbound;

namespace CrmWeb.Core.Notifications.Mail;

/// <summary>What a mail says around its message, in the recipient's language.</summary>
/// <param name="Open">Leads to the record.</param>
/// <param name="Settings">Leads to where one says what to be told of.</param>
public sealed record MailWords(string Culture, string Open, string Settings);

/// <summary>
/// Writes a message as simple HTML that also old mail programs show: the first line as heading, one paragraph for each other line,
/// the link to the record, the link to the settings. Everything is encoded. Only addresses of the installation's own become links:
/// a line somebody typed must not hide where it leads.
/// </summary>
internal static class MailHtml
{
    private const string Page = "font-family:sans-serif;font-size:15px;line-height:1.5;color:#1f2937;margin:0;padding:16px";
    private const string Small = "font-size:13px;color:#6b7280";

    /// <summary>Chinese stays readable in the source; markup does not pass.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Write(OutgoingMessage message, MailWords words)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"").Append(Encoded(words.Culture)).Append("\">\n<head><meta charset=\"utf-8\" /><title>")
            .Append(Encoded(message.Subject)).Append("</title></head>\n<body style=\"").Append(Page).Append("\">\n");
        var lines = message.Body.Split('\n', StringSplitOptions.TrimEntries);
        html.Append("<h1 style=\"font-size:18px;margin:0 0 12px\">").Append(Encoded(lines[0])).Append("</h1>\n");
        for (var i = 1; i < lines.Length; i++)
        {
            // What is counted stands before the address that opens it.
            if (lines[i].Length > 0 && i + 1 < lines.Length && !IsOwn(lines[i], message.Link) && IsOwn(lines[i + 1], message.Link))
                Paragraph(html, Link(lines[++i], lines[i - 1]), null);
            else if (lines[i].Length > 0)
                Paragraph(html, IsOwn(lines[i], message.Link) ? Link(lines[i], lines[i]) : Encoded(lines[i]), null);
        }

        if (message.Link is { } record)
            Paragraph(html, Link(record, words.Open), null);
        if (message.SettingsLink is { } settings)
            Paragraph(html, Link(settings, words.Settings), Small);
        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void Paragraph(StringBuilder html, string content, string? style) =>
        html.Append(style is null ? "<p>" : $"<p style=\"{style}\">").Append(content).Append("</p>\n");

    private static string Link(string address, string words) => $"<a href=\"{Encoded(address)}\">{Encoded(words)}</a>";

    private static bool IsOwn(string line, string? own) =>
        Uri.TryCreate(own, UriKind.Absolute, out var record) && Uri.TryCreate(line, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https" && address.Scheme == record.Scheme && address.Authority == record.Authority && address.UserInfo.Length == 0;

    /// <summary>Control characters have no place in a page, encoded or not.</summary>
    private static string Encoded(string text) => Encoder.Encode(string.Concat(text.Where(c => !char.IsControl(c) || c == '\t')));
}
