using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.Notifications.Messages;

/// <summary>On which channels a user wants to hear of one kind; without a row, the kind's defaults hold.</summary>
public sealed class NotificationChoice
{
    private NotificationChoice()
    {
    }

    public NotificationChoice(int userId, string kind, NotificationChannels channels)
    {
        UserId = userId;
        Kind = kind;
        Channels = channels;
    }

    public int UserId { get; private set; }

    public string Kind { get; private set; } = "";

    public NotificationChannels Channels { get; private set; }

    public void Choose(NotificationChannels channels) => Channels = channels;
}

/// <summary>When a user wants to be left in peace, and how they take the morning digest.</summary>
public sealed class NotificationHours
{
    private NotificationHours()
    {
    }

    public NotificationHours(int userId) => UserId = userId;

    public int UserId { get; private set; }

    /// <summary>From when nothing leaves the program for the user (the organisation's wall clock); null for no quiet hours.</summary>
    public TimeOnly? QuietFrom { get; private set; }

    /// <summary>Until when; earlier than <see cref="QuietFrom"/> means the next day.</summary>
    public TimeOnly? QuietUntil { get; private set; }

    /// <summary>Everything but reminders comes with the morning digest and not one by one.</summary>
    public bool DigestOnly { get; private set; }

    /// <summary>Where the morning digest goes; none switches it off.</summary>
    public NotificationChannels DigestChannels { get; private set; } = NotificationChannels.Mail;

    public void Change(TimeOnly? quietFrom, TimeOnly? quietUntil, bool digestOnly, NotificationChannels digestChannels)
    {
        QuietFrom = quietFrom;
        QuietUntil = quietUntil;
        DigestOnly = digestOnly;
        DigestChannels = digestChannels;
    }
}

/// <summary>What an administrator says of a kind for everybody; without a row nothing is compulsory.</summary>
public sealed class NotificationPolicy : IAudited
{
    private NotificationPolicy()
    {
    }

    public NotificationPolicy(string kind, NotificationChannels compulsory)
    {
        Kind = kind;
        Compulsory = compulsory;
    }

    public int Id { get; private set; }

    public string Kind { get; private set; } = "";

    /// <summary>Channels nobody may switch off for this kind.</summary>
    public NotificationChannels Compulsory { get; private set; }

    string IAudited.RootType => nameof(NotificationPolicy);

    int IAudited.RootId => Id;

    public void Require(NotificationChannels compulsory) => Compulsory = compulsory;
}
