using CrmWeb.Core.Customers;
using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.FollowUps;

/// <summary>Something promised to a customer in a follow-up; it stands on the record until it is fulfilled.</summary>
public sealed class Commitment : IAudited
{
    public const int TextMax = 500;

    private Commitment()
    {
    }

    /// <param name="followUp">What it was promised in, by whoever did that; perhaps not saved yet.</param>
    /// <param name="at">When it was made, UTC.</param>
    public Commitment(FollowUp followUp, string text, DateTime at)
    {
        CustomerId = followUp.CustomerId;
        FollowUp = followUp;
        Text = text;
        MadeById = followUp.AssigneeId;
        MadeAt = at;
    }

    public int Id { get; private set; }

    public int CustomerId { get; private set; }

    public int? FollowUpId { get; private set; }

    public FollowUp? FollowUp { get; private set; }

    public string Text { get; private set; } = "";

    [NotAudited]
    public int MadeById { get; private set; }

    [NotAudited]
    public DateTime MadeAt { get; private set; }

    /// <summary>UTC; null while it is open.</summary>
    public DateTime? FulfilledAt { get; private set; }

    [NotAudited]
    public int? FulfilledById { get; private set; }

    string IAudited.RootType => nameof(Customer);

    int IAudited.RootId => CustomerId;

    /// <summary>The follow-up that made it says it in other words now.</summary>
    public void Reword(string text) => Text = text;

    /// <param name="at">Now, UTC.</param>
    public void Fulfil(int userId, DateTime at)
    {
        FulfilledAt = at;
        FulfilledById = userId;
    }

    /// <summary>Takes a fulfilment back.</summary>
    public void Reopen()
    {
        FulfilledAt = null;
        FulfilledById = null;
    }
}
