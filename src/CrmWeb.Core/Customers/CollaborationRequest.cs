using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.Customers;

/// <summary>
/// A user who met a duplicate asks the owner of the existing customer to work on it together; the owner grants or declines.
/// </summary>
public sealed class CollaborationRequest : IAudited
{
    public const int NoteMax = 500;

    private CollaborationRequest()
    {
    }

    /// <param name="at">Now, UTC.</param>
    public CollaborationRequest(int customerId, int requesterId, string? note, DateTime at)
    {
        CustomerId = customerId;
        RequesterId = requesterId;
        Note = note;
        CreatedAt = at;
    }

    public int Id { get; private set; }

    public int CustomerId { get; private set; }

    public int RequesterId { get; private set; }

    /// <summary>Why the requester asks.</summary>
    public string? Note { get; private set; }

    [NotAudited]
    public DateTime CreatedAt { get; private set; }

    /// <summary>Guards against two decisions at once.</summary>
    public CollaborationState State { get; private set; } = CollaborationState.Waiting;

    [NotAudited]
    public DateTime? DecidedAt { get; private set; }

    [NotAudited]
    public int? DecidedById { get; private set; }

    string IAudited.RootType => nameof(Customer);

    int IAudited.RootId => CustomerId;

    /// <param name="at">Now, UTC.</param>
    public void Decide(CollaborationState state, int deciderId, DateTime at)
    {
        State = state;
        DecidedById = deciderId;
        DecidedAt = at;
    }
}

/// <summary>Where a request to collaborate stands.</summary>
public enum CollaborationState
{
    Waiting = 1,
    Granted = 2,
    Declined = 3,
}
