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
public sealed record FollowUpPlan(DateTime At, int AssigneeId, FollowUpPriority Priority, int ReminderLeadMinutes, ReminderChannels Channels)
{
    public FollowUpRecurrence Recurrence { get; init; }
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

/// <summary>Where a reminder is to appear.</summary>
[Flags]
public enum ReminderChannels
{
    None = 0,
    Page = 1,
    Mail = 2,
    Sms = 4,
    Robot = 8,
}
