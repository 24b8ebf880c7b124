using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Notifications.Messages;

/// <summary>
/// What the text of a notification fills in, by name. Kept as JSON with the notification; a name that is missing or cannot be
/// read leaves its part of the text out.
/// </summary>
public static class NotificationFacts
{
    /// <summary>A time, ISO 8601 UTC: the planned time of a task. Without it, the task's own.</summary>
    public const string At = "at";

    /// <summary>Days overdue, silent or standing in a stage.</summary>
    public const string Days = "days";

    /// <summary>Id of the stage.</summary>
    public const string Stage = "stage";

    /// <summary>Id of the user who is to do it or owns the customer, where that is not the recipient.</summary>
    public const string Who = "who";

    /// <summary>How many times (urged), how many (messages that failed).</summary>
    public const string Count = "count";

    /// <summary>true where what is counted is the team's and not only the recipient's own.</summary>
    public const string Team = "team";

    /// <summary>What somebody added, at most <see cref="NoteMax"/> characters.</summary>
    public const string Note = "note";

    /// <summary>Of a request to collaborate: asked, granted, declined. Of a report that was subscribed to: sent, gone, nothing, noexport. Of an export: ready, failed.</summary>
    public const string State = "state";

    /// <summary>Id of the request to collaborate.</summary>
    public const string Request = "request";

    /// <summary>Id of the daily report.</summary>
    public const string Report = "report";

    /// <summary>Id of a template of reports.</summary>
    public const string Template = "template";

    /// <summary>What it is called for the recipient.</summary>
    public const string Name = "name";

    /// <summary>The day of a daily report: 2026-11-18.</summary>
    public const string Day = "day";

    /// <summary>What a system notification is about: calendar (with <see cref="Year"/>), outbox (with <see cref="Count"/>), locked (with <see cref="Who"/>). Of an export: the code of its list.</summary>
    public const string What = "what";

    public const string Year = "year";

    /// <summary>Numbers of the digest.</summary>
    public const string Today = "today";

    public const string Overdue = "overdue";

    public const string Silent = "silent";

    public const string Stuck = "stuck";

    /// <summary>In a digest: lines of the inbox not read, for those whom no channel tells of them.</summary>
    public const string Unread = "unread";

    public const int NoteMax = 200;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A time as facts carry it.</summary>
    public static string Time(DateTime utc) => DateTime.SpecifyKind(utc, DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture);

    /// <summary>A note as facts carry it: the beginning of a long one.</summary>
    public static string Shortened(string note) => FormText.Shortened(note, NoteMax);

    /// <summary>JSON. Chinese is written as it is: escaped, it would be six times as long. It is read back only by <see cref="Read"/>.</summary>
    public static string Write(IReadOnlyDictionary<string, string> facts) => JsonSerializer.Serialize(facts, Plain);

    /// <summary>What cannot be read is left out of the text; a line of an inbox must never break the page it stands on.</summary>
    public static IReadOnlyDictionary<string, string> Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
        }
        catch (JsonException)
        {
            return new Dictionary<string, string>();
        }
    }
}
