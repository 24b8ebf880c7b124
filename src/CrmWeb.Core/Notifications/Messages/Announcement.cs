namespace CrmWeb.Core.Notifications.Messages;

/// <summary>The kinds of notifications the program comes with; each has texts in NotificationsText under its code. <see cref="NotificationKindList"/> knows those of further rules too.</summary>
public static class NotificationKinds
{
    /// <summary>A planned follow-up is near.</summary>
    public const string Reminder = "reminder";

    /// <summary>Somebody else planned something for the user, or gave it to them.</summary>
    public const string Assigned = "assigned";

    /// <summary>A watch rule found an overdue task.</summary>
    public const string Overdue = "overdue";

    /// <summary>A watch rule found a customer nobody has followed up.</summary>
    public const string Silent = "silent";

    /// <summary>A watch rule found a customer that does not move on.</summary>
    public const string Stuck = "stuck";

    /// <summary>A manager urged the user (催办), or the urging reached them as the next manager.</summary>
    public const string Urged = "urged";

    /// <summary>Somebody asks to collaborate on the user's customer, or such a request was decided.</summary>
    public const string Collaboration = "collaboration";

    /// <summary>Somebody whose head the user is sent the report of a day.</summary>
    public const string DailyReport = "daily";

    /// <summary>A report the user subscribed to has come, or comes no more.</summary>
    public const string Template = "template";

    /// <summary>An export in the background is ready, or came to nothing.</summary>
    public const string Export = "export";

    /// <summary>The morning digest.</summary>
    public const string Digest = "digest";

    /// <summary>Something for administrators: a calendar year without data, messages that could not be sent.</summary>
    public const string System = "system";

    public static IReadOnlyList<string> OfProgram { get; } = [Reminder, Assigned, Overdue, Silent, Stuck, Urged, Collaboration, DailyReport, Template, Export, Digest, System];
}

/// <summary>One thing to tell one person.</summary>
/// <param name="Kind">A code of <see cref="NotificationKindList"/>.</param>
/// <param name="Slot">What it is about and which time, such as "followup:17:202611220150"; with kind and recipient it is unique, so that telling it again tells nothing.</param>
/// <param name="RecipientId">Whom.</param>
public sealed record Announcement(string Kind, string Slot, int RecipientId)
{
    public int? CustomerId { get; init; }

    public int? FollowUpId { get; init; }

    /// <summary>Who caused it; null for the program itself.</summary>
    public int? ActorId { get; init; }

    /// <summary>Channels asked for, such as those of a follow-up's reminder or of a rule; null takes the recipient's choice for the kind.</summary>
    public NotificationChannels? Channels { get; init; }

    /// <summary>
    /// What the text fills in, by name. Names of customers do not belong here (they are read when the text is composed); times are
    /// ISO 8601 UTC, users and stages are ids.
    /// </summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>What goes with it where it is mailed; null for nothing.</summary>
    public AnnouncedFile? File { get; init; }

    /// <summary>The unique key.</summary>
    public string Key => $"{Kind}:{Slot}:{RecipientId}";
}

/// <summary>A file that goes with what is told.</summary>
/// <param name="Name">As the recipient sees it.</param>
public sealed record AnnouncedFile(string Name, string MediaType, byte[] Content);
