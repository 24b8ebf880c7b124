using System.Collections.Immutable;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.ReferenceData.Lists;

namespace CrmWeb.Core.FollowUps;

/// <summary>A follow-up with all it says. Contact names are masked for those who may not read personal data.</summary>
public sealed record FollowUpRow(
    int Id, int CustomerId, string CustomerName, string CustomerNumber, ListEntry? Method, FollowUpState State, string? Subject, string? Content,
    DateTime At, DateTime? PlannedAt, DateTime? HappenedAt, int AssigneeId, string AssigneeName, string AuthorName, FollowUpPriority Priority,
    int ReminderLeadMinutes, NotificationChannels Channels, string? ContactName, string? Feedback, string? NeedChange, string? Objections,
    string? Result, string? NextStep, string? Commitments, bool IsLateEntry, Guid Version, int? ContactId)
{
    public bool IsOpen => State is FollowUpState.Pending or FollowUpState.InProgress;

    /// <summary>When it was planned or written down (UTC).</summary>
    public DateTime WrittenAt { get; init; }

    /// <summary>When it was last corrected (UTC); null where it never was.</summary>
    public DateTime? EditedAt { get; init; }

    public string EditedByName { get; init; } = "";

    public FollowUpRecurrence Recurrence { get; init; }

    /// <summary>The one before in a recurring series.</summary>
    public int? RepeatsId { get; init; }

    /// <summary>Where its series stands.</summary>
    public FollowUpSeries? Series { get; init; }

    /// <summary>When the assignee is reminded next (UTC); null where nothing is owed.</summary>
    public DateTime? RemindAt { get; init; }

    /// <summary>Where the customer stands.</summary>
    public int StageId { get; init; }

    /// <summary>Whether the reader may write about the customer; told only where the question asked for it.</summary>
    public bool MayWrite { get; init; }

    /// <summary>How often anybody has urged the assignee (催办).</summary>
    public int TimesUrged { get; init; }

    /// <summary>Since when it stands on top of its customer's timeline (UTC); null where it does not.</summary>
    public DateTime? PinnedAt { get; init; }

    /// <summary>The move of the customer that the same form made; only where it was asked for.</summary>
    internal StageChange? Move { get; init; }

    /// <summary>What is said in the company's own fields; only where it was asked for.</summary>
    public IReadOnlyList<OwnFact> Facts { get; init; } = [];

    /// <summary>The same in the columns a list shows, by their keys among all fields.</summary>
    public IReadOnlyDictionary<string, string> Own { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The reminder was put off.</summary>
    public bool IsSnoozed => IsOpen && RemindAt is { } at && at != At.AddMinutes(-ReminderLeadMinutes);

    /// <summary>Open although its planned time has passed.</summary>
    public bool IsOverdueAt(DateTime utcNow) => IsOpen && At < utcNow;
}

/// <summary>What the head of a record shows of its follow-ups.</summary>
/// <param name="Open">Earliest first.</param>
/// <param name="Last">The last one done.</param>
public sealed record FollowUpsOfCustomer(IReadOnlyList<FollowUpRow> Open, FollowUpRow? Last)
{
    /// <summary>Those on top of the timeline, the last one put there first.</summary>
    public IReadOnlyList<FollowUpRow> Pinned { get; init; } = [];
}

/// <summary>Which follow-ups a list shows.</summary>
public enum FollowUpList
{
    /// <summary>Open, planned time passed.</summary>
    Overdue,

    /// <summary>Open, still to come today.</summary>
    Today,

    /// <summary>Open, after today.</summary>
    Planned,
    Done,
}

/// <summary>How many there are in each list.</summary>
public sealed record FollowUpCounts(int Overdue, int Today, int Planned);

/// <summary>How many a colleague has.</summary>
public sealed record PersonCount(int Id, string Name, int Count);

/// <summary>How many open ones a colleague has.</summary>
public sealed record PersonCounts(int Id, FollowUpCounts Counts);
