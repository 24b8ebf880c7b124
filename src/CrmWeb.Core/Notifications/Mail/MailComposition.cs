using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Organization.Accounts;
using Microsoft.Extensions.Localization;
using MimeKit;

namespace CrmWeb.Core.Notifications.Mail;

/// <summary>
/// Makes a mail of a message: HTML with the same text beside it for programs that show none, files, and where to unsubscribe. All of
/// it is ASCII on the wire, so that no server must know SMTPUTF8 or 8BITMIME.
/// </summary>
internal static class MailComposition
{
    /// <summary>How a mail is written.</summary>
    public static FormatOptions Format { get; } = CreateFormat();

    /// <exception cref="FormatException">A line break in a header would begin another header, so there is no such mail.</exception>
    public static MimeMessage Compose(MailSettings settings, OutgoingMessage message, IStringLocalizer<ChannelsText> text)
    {
        var words = Words(message.Culture, text);
        var mail = new MimeMessage
        {
            Date = new DateTimeOffset(message.At, TimeSpan.Zero),
            MessageId = $"{Id(message.Key)}@{settings.From[(settings.From.IndexOf('@', StringComparison.Ordinal) + 1)..]}",
        };
        mail.Headers.Replace(MailHeader.Of(HeaderId.From, settings.FromName, $"\r\n <{settings.From}>"));
        mail.To.Add(new MailboxAddress(null, message.Address!));
        mail.Headers.Replace(MailHeader.Of(HeaderId.Subject, message.Subject));
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (message.SettingsLink is { } link)
            mail.Headers.Add(HeaderId.ListUnsubscribe, $"<{link}>");
        mail.Body = Body(message, words);
        mail.Prepare(EncodingConstraint.SevenBit, MailHeader.LongestLine);
        return mail;
    }

    private static MimeEntity Body(OutgoingMessage message, MailWords words)
    {
        var plain = message.SettingsLink is null ? message.Text : $"{message.Text}\n\n{words.Settings}\n{message.SettingsLink}";
        var both = new MultipartAlternative { Part("plain", plain), Part("html", MailHtml.Write(message, words)) };
        if (message.Attachments.Count == 0)
            return both;
        var whole = new Multipart("mixed") { both };
        foreach (var file in message.Attachments)
            whole.Add(File(file));
        return whole;
    }

    /// <summary>Base64: Chinese would be three times as long in quoted-printable, and no line begins with a dot.</summary>
    private static TextPart Part(string kind, string text)
    {
        var part = new TextPart(kind) { ContentTransferEncoding = ContentEncoding.Base64 };
        part.SetText(Encoding.UTF8, text.ReplaceLineEndings("\r\n"));
        return part;
    }

    private static MimePart File(MailAttachment file)
    {
        var type = ContentType.TryParse(file.ContentType, out var known) ? known : new ContentType("application", "octet-stream");
        var part = new MimePart(type)
        {
            Content = new MimeContent(new MemoryStream(file.Content.ToArray())),
            ContentTransferEncoding = ContentEncoding.Base64,
        };
        part.Headers.Replace(MailHeader.Attachment(string.Concat(file.FileName.Select(c => char.IsControl(c) || c is '/' or '\\' ? '_' : c))));
        return part;
    }

    /// <summary>The same for every attempt, so that a double can be told by it.</summary>
    private static string Id(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));

    private static MailWords Words(string? culture, IStringLocalizer<ChannelsText> text)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture ?? InterfaceCultures.Chinese);
        try
        {
            return new MailWords(CultureInfo.CurrentUICulture.Name, text["MailText.Open"], text["MailText.Settings"]);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static FormatOptions CreateFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.MaxLineLength = MailHeader.LongestLine;
        return format;
    }
}
