using CrmWeb.Core.Persistence.Signals;
namespace CrmWeb.Core.Notifications.Messages;

/// <summary>
/// A message that leaves the program, written in the transaction of what it tells of. A job sends it; the unique key makes it
/// one message however often the job runs.
/// </summary>
public sealed class OutboxMessage : IAwaited
{
    public const int KeyMax = 200;

    public const int AddressMax = 320;

    public const int BodyMax = 8000;

    public const int ErrorMax = 500;

    private OutboxMessage()
    {
    }

    /// <param name="key">What, whom, channel and slot.</param>
    /// <param name="notBefore">When it may be sent at the earliest (UTC); later than now in quiet hours.</param>
    /// <param name="at">Now, UTC.</param>
    public OutboxMessage(string key, OutboxChannel channel, string kind, int? userId, int? robotId, OutboxText text, DateTime notBefore, DateTime at)
    {
        Key = key;
        Channel = channel;
        Kind = kind;
        UserId = userId;
        RobotId = robotId;
        CustomerId = text.CustomerId;
        Address = text.Address;
        Subject = text.Subject;
        Body = text.Body;
        Link = text.Link;
        Mentions = text.Mentions;
        NextAttemptAt = notBefore;
        CreatedAt = at;
    }

    public long Id { get; private set; }

    public string Key { get; private set; } = "";

    public OutboxChannel Channel { get; private set; }

    public string Kind { get; private set; } = "";

    /// <summary>Whom it is for; null for a robot's room.</summary>
    public int? UserId { get; private set; }

    public int? RobotId { get; private set; }

    public int? CustomerId { get; private set; }

    /// <summary>Mail address or mobile number; null for a robot.</summary>
    public string? Address { get; private set; }

    public string Subject { get; private set; } = "";

    public string Body { get; private set; } = "";

    /// <summary>Address of the record, absolute.</summary>
    public string? Link { get; private set; }

    /// <summary>Mobile numbers a robot mentions, separated by commas.</summary>
    public string? Mentions { get; private set; }

    public OutboxState State { get; private set; } = OutboxState.Waiting;

    public int Attempts { get; private set; }

    /// <summary>When it is tried next (UTC); while it is being sent, when another process may take it over.</summary>
    public DateTime NextAttemptAt { get; private set; }

    public DateTime CreatedAt { get; private set; }

    /// <summary>UTC; null while it was not sent.</summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>What the last attempt ended with, without secrets.</summary>
    public string? Error { get; private set; }

    /// <summary>Which process is sending it.</summary>
    public Guid? LeasedBy { get; private set; }

    /// <summary>What goes with it; null for most.</summary>
    public OutboxFile? File { get; internal set; }

    Wake IAwaited.Wakes(bool isNew, DateTime now) => isNew ? Wake.Outbox : Wake.None;
}

/// <summary>A file that goes with a mail; it is removed a week after, the message stays.</summary>
public sealed class OutboxFile
{
    private OutboxFile()
    {
    }

    internal OutboxFile(AnnouncedFile file) => (Name, MediaType, Content) = (file.Name, file.MediaType, file.Content);

    public long MessageId { get; private set; }

    public string Name { get; private set; } = "";

    public string MediaType { get; private set; } = "";

    public byte[] Content { get; private set; } = [];
}

/// <summary>What a message says and to where.</summary>
public sealed record OutboxText(string? Address, string Subject, string Body, string? Link, string? Mentions, int? CustomerId);

/// <summary>The channels that lead out of the program.</summary>
public enum OutboxChannel
{
    Mail = 1,
    Sms = 2,
    Robot = 3,
}

/// <summary>Where a message stands.</summary>
public enum OutboxState
{
    Waiting = 1,
    Sending = 2,
    Sent = 3,

    /// <summary>Tried often enough in vain; an administrator can send it again.</summary>
    Failed = 4,

    /// <summary>No longer wanted: its recipient left, its channel was switched off.</summary>
    Dropped = 5,
}
