using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Events;

namespace CrmWeb.Core.FollowUps;

/// <summary>What happened to a follow-up.</summary>
public enum FollowUpAction
{
    /// <summary>An interaction was written down that had not been planned.</summary>
    Recorded,

    /// <summary>A new task was planned.</summary>
    Planned,

    /// <summary>A task was done.</summary>
    Completed,

    /// <summary>A task has another time or urgency; the assignee is the same.</summary>
    Replanned,

    /// <summary>A task has another assignee, and perhaps another time.</summary>
    Reassigned,
    Cancelled,

    /// <summary>What was written down was corrected.</summary>
    Corrected,
}

/// <summary>Something happened to a follow-up of a customer.</summary>
public sealed record FollowUpEvent(Customer Customer, FollowUp FollowUp, FollowUpAction Action) : CustomerEvent(Customer)
{
    /// <summary>Something was written down that took place.</summary>
    public bool IsRecord => Action is FollowUpAction.Recorded or FollowUpAction.Completed or FollowUpAction.Corrected;

    /// <summary>A task came, went, or has another time.</summary>
    public bool ConcernsTasks => Action is not (FollowUpAction.Recorded or FollowUpAction.Corrected);

    /// <summary>Somebody got a task.</summary>
    public bool Assigns => Action is FollowUpAction.Planned or FollowUpAction.Reassigned;

    /// <summary>What one form did.</summary>
    /// <param name="next">The task planned beside it.</param>
    internal static IReadOnlyList<CustomerEvent> Of(Customer customer, FollowUp followUp, FollowUpAction action, FollowUp? next, StageMoved? moved) =>
    [
        new FollowUpEvent(customer, followUp, action),
        .. next is null ? Array.Empty<CustomerEvent>() : [new FollowUpEvent(customer, next, FollowUpAction.Planned)],
        .. moved is null ? Array.Empty<CustomerEvent>() : [moved],
    ];
}
