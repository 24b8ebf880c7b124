using System.Text;
using CrmWeb.Core.Notifications.Mail;
using MimeKit;
using Xunit;

namespace CrmWeb.Tests.Core.Notifications.Mail;

/// <summary>Headers keep to 76 characters a line, whatever they say, and say it whole.</summary>
[Trait("Category", "Pure")]
public sealed class MailHeaderTests
{
    private static readonly string[] Pieces =
    [
        "今", "日", "跟进", "a", "b", " ", "  ", "👨‍👩‍👧", "𠮷", ":", "https://crm.example.com/", "=?utf-8?B?", "?=", "…", "é", "-", "1234567890", "\"", "<a@b.c>", ",", "\\", "word ",
    ];

    public static TheoryData<string> Subjects =>
    [
        "Hello", "", new string('x', 200), string.Join(' ', Enumerable.Repeat("word", 40)), "=?utf-8?B?5L2g5aW9?=", new string('长', 200), string.Concat(Enumerable.Repeat("👨‍👩‍👧", 20)),
        "a" + new string('\u0301', 100), "Reminder: https://crm.example.com/" + new string('y', 120), new string('x', 67), new string('x', 68),
    ];

    [Theory]
    [MemberData(nameof(Subjects))]
    public void A_subject_of_any_kind_arrives_as_it_was_written(string subject) => AssertWhole(subject, "客户管理");

    [Fact]
    public void Five_hundred_random_subjects_and_names_arrive_as_they_were_written()
    {
        var random = new Random(17);
        for (var i = 0; i < 500; i++)
            AssertWhole(Text(random, 60), Text(random, 15));
    }

    [Fact]
    public void A_long_subject_is_folded_between_characters_as_readers_see_them()
    {
        var subject = string.Concat(Enumerable.Repeat("今日跟进👨‍👩‍👧", 12));
        var words = Encoding.ASCII.GetString(MailHeader.Of(HeaderId.Subject, subject).RawValue).Split("\r\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var texts = words.Select(w => Encoding.UTF8.GetString(Convert.FromBase64String(w["=?utf-8?B?".Length..^2]))).ToList();
        Assert.Equal(subject, string.Concat(texts));
        Assert.All(texts, t => Assert.False(t.StartsWith('\u200d') || t.EndsWith('\u200d'), t));
    }

    private static void AssertWhole(string subject, string name)
    {
        var settings = new MailSettings("mail.test", 25, MailSecurity.None, null, null, "crm@example.com", name);
        var message = MailFixture.Message with
        {
            Subject = subject,
            SettingsLink = "https://crm.example.com/account/notifications",
            Attachments = [new(subject + ".pdf", "application/pdf", "x"u8.ToArray())],
        };
        using var mail = MailComposition.Compose(settings, message, MailFixture.Text);
        using var stream = new MemoryStream();
        mail.WriteTo(MailComposition.Format, stream);
        var lines = Encoding.ASCII.GetString(stream.ToArray()).Split("\r\n");
        Assert.All(lines, l => Assert.True(l.Length <= 76, l));
        stream.Position = 0;
        using var read = MimeMessage.Load(stream);
        Assert.Equal(subject.Replace('/', '_').Replace('\\', '_') + ".pdf", read.Attachments.Single().ContentDisposition!.FileName);
        Assert.Equal(subject.Trim(' '), (read.Subject ?? "").Trim(' '));
        Assert.Equal((name.Trim(' '), "crm@example.com"), (read.From.Mailboxes.Single().Name!.Trim(' '), read.From.Mailboxes.Single().Address));
    }

    private static string Text(Random random, int most) => string.Concat(Enumerable.Range(0, random.Next(1, most)).Select(_ => Pieces[random.Next(Pieces.Length)]));
}
