using CrmWeb.Core.Notifications.Messages;

namespace CrmWeb.Core.FollowUps;

/// <summary>What is said of an interaction.</summary>
public sealed record FollowUpFacts(int MethodId, int? ContactId, string? Subject, string? Content)
{
    public string? Feedback { get; init; }

    public string? NeedChange { get; init; }

    public string? Objections { get; init; }

    public string? Result { get; init; }

    public string? NextStep { get; init; }

    public string? Commitments { get; init; }
}

/// <summary>When, by whom, how urgent; time in UTC.</summary>
public sealed record FollowUpPlan(DateTime At, int AssigneeId, FollowUpPriority Priority, int ReminderLeadMinutes, NotificationChannels Channels)
{
    public FollowUpRecurrence Recurrence { get; init; }

    /// <summary>Where the series stands; counts for nothing where it does not recur.</summary>
    public FollowUpSeries? Series { get; init; }
}

/// <summary>Where a recurring series stands, whatever becomes of one of it.</summary>
/// <param name="At">The time it has for this one (UTC).</param>
/// <param name="Day">The day of the month it means, 1 to 31; months without it have their last day.</param>
public sealed record FollowUpSeries(DateTime At, int Day);

/// <summary>What is meant when one of a series is moved.</summary>
public enum MoveScope
{
    /// <summary>This one alone; the series keeps its days and times.</summary>
    One = 0,

    /// <summary>This one and all that come after it.</summary>
    Series = 1,
}

/// <summary>Where a follow-up stands. Overdue is not a state: it is an open one whose planned time has passed.</summary>
public enum FollowUpState
{
    Pending = 1,
    InProgress = 2,
    Done = 3,
    Cancelled = 4,
}

/// <summary>How urgent.</summary>
public enum FollowUpPriority
{
    High = 1,
    Normal = 2,
    Low = 3,
}

/// <summary>How often a planned follow-up comes back.</summary>
public enum FollowUpRecurrence
{
    None = 0,
    Weekly = 1,
    Monthly = 2,
    Quarterly = 3,
    HalfYearly = 4,
    Yearly = 5,
}
