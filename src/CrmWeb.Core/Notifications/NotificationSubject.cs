using System.Globalization;

namespace CrmWeb.Core.Notifications;

/// <summary>What a notification is about, whether it is announced or has been written down.</summary>
public sealed record NotificationSubject(string Kind, int RecipientId, int? CustomerId, int? FollowUpId, int? ActorId, IReadOnlyDictionary<string, string> Facts)
{
    public static NotificationSubject Of(Announcement one) => new(one.Kind, one.RecipientId, one.CustomerId, one.FollowUpId, one.ActorId, one.Facts);

    public static NotificationSubject Of(Notification one) =>
        new(one.Kind, one.UserId, one.CustomerId, one.FollowUpId, one.ActorId, NotificationFacts.Read(one.Facts));

    public string? Fact(string name) => Facts.GetValueOrDefault(name);

    public int? Number(string name) =>
        int.TryParse(Facts.GetValueOrDefault(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>UTC.</summary>
    public DateTime? Time(string name) =>
        DateTime.TryParse(Facts.GetValueOrDefault(name), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}

/// <summary>A notification as its reader sees it.</summary>
/// <param name="Title">One line, also the subject of a mail.</param>
/// <param name="Detail">What it is about in more words; null where the title says it all.</param>
/// <param name="Path">Where it leads, without host: /follow-ups/17.</param>
public sealed record NotificationText(string Title, string? Detail, string Path)
{
    /// <summary>Title and detail, for channels that have one text.</summary>
    public string Body => Detail is null ? Title : $"{Title}\n{Detail}";
}
