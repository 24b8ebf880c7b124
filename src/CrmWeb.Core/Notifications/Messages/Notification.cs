using CrmWeb.Core.Persistence.Signals;
namespace CrmWeb.Core.Notifications.Messages;

/// <summary>
/// What somebody was told inside the program: a line of their inbox. The text is composed when it is read, from the kind and
/// the facts, in the reader's language; customers the reader may no longer see are left out.
/// </summary>
public sealed class Notification : IAwaited
{
    public const int KindMax = 40;

    public const int KeyMax = 160;

    /// <summary>Longest facts, in characters of JSON.</summary>
    public const int FactsMax = 2000;

    private Notification()
    {
    }

    /// <param name="key">What, whom and which slot: the unique key behind "told once".</param>
    /// <param name="facts">JSON of what the text needs.</param>
    /// <param name="at">Now, UTC.</param>
    public Notification(int userId, string kind, string key, int? customerId, int? followUpId, int? actorId, string facts, DateTime at)
    {
        UserId = userId;
        Kind = kind;
        Key = key;
        CustomerId = customerId;
        FollowUpId = followUpId;
        ActorId = actorId;
        Facts = facts;
        CreatedAt = at;
    }

    public int Id { get; private set; }

    public int UserId { get; private set; }

    public string Kind { get; private set; } = "";

    public string Key { get; private set; } = "";

    public int? CustomerId { get; private set; }

    public int? FollowUpId { get; private set; }

    /// <summary>Who caused it; null for the program itself.</summary>
    public int? ActorId { get; private set; }

    public string Facts { get; private set; } = "{}";

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>UTC; null while unread.</summary>
    public DateTime? ReadAt { get; private set; }

    Wake IAwaited.Wakes(bool isNew, DateTime now) => isNew ? Wake.News : Wake.None;
}
