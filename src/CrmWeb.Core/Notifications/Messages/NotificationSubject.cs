using System.Globalization;

namespace CrmWeb.Core.Notifications.Messages;

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
    /// <summary>What a notification of several things counts, each with where it leads; empty for all others.</summary>
    public IReadOnlyList<NotificationLine> Lines { get; init; } = [];

    /// <summary>Title and detail, for channels that have one text.</summary>
    public string Body => Detail is null ? Title : $"{Title}\n{Detail}";

    /// <summary>The body, where several things are counted with an address of each.</summary>
    /// <param name="address">The whole address of a path; null where there is none.</param>
    public string BodyWith(Func<string, string?> address) => Lines.Count == 0 || address(Path) is null
        ? Body
        : string.Join('\n', Lines.Select(l => $"{l.Text}\n{address(l.Path)}").Prepend(Title));
}

/// <summary>One number of a notification that counts several things.</summary>
/// <param name="Path">Opens exactly what is counted; without host.</param>
public sealed record NotificationLine(string Text, string Path);
