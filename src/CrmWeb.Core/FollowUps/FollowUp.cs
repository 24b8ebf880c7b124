using CrmWeb.Core.Persistence.Signals;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.FollowUps;

/// <summary>
/// One interaction with a customer, planned or done: the same row goes from planned to done.
/// Overdue is derived from the planned time and never stored.
/// </summary>
public sealed partial class FollowUp : IAudited, IAwaited
{
    /// <summary>A record entered later than this after it happened is marked 补录.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromHours(24);

    private FollowUp()
    {
    }

    private FollowUp(int customerId, Guid creationKey, int authorId, DateTime createdAt)
    {
        CustomerId = customerId;
        CreationKey = creationKey;
        AuthorId = authorId;
        CreatedAt = createdAt;
    }

    public int Id { get; private set; }

    public int CustomerId { get; private set; }

    public Customer? Customer { get; private set; }

    /// <summary>Entry of the follow-up-method list (电话, 拜访 …).</summary>
    public int MethodId { get; private set; }

    public FollowUpState State { get; private set; }

    public string? Subject { get; private set; }

    public string? Content { get; private set; }

    /// <summary>When it is to happen (UTC); null for an interaction that was not planned.</summary>
    public DateTime? PlannedAt { get; private set; }

    /// <summary>When it happened (UTC); null while planned.</summary>
    public DateTime? HappenedAt { get; private set; }

    /// <summary>What lists sort by: when it happened, else when it is planned (UTC).</summary>
    [NotAudited]
    public DateTime At { get; private set; }

    /// <summary>Whoever is to do it, or did it.</summary>
    public int AssigneeId { get; private set; }

    public FollowUpPriority Priority { get; private set; } = FollowUpPriority.Normal;

    /// <summary>How long before the planned time to remind, in minutes.</summary>
    public int ReminderLeadMinutes { get; private set; } = 10;

    /// <summary>Channels of the reminder.</summary>
    public NotificationChannels ReminderChannels { get; private set; } = NotificationChannels.Page;

    /// <summary>When the assignee is to be reminded (UTC); null where nothing is owed: reminded already, done, called off.</summary>
    [NotAudited]
    public DateTime? RemindAt { get; private set; }

    /// <summary>How often it comes back: completing it plans the next one.</summary>
    public FollowUpRecurrence Recurrence { get; private set; }

    /// <summary>The one before in a recurring series.</summary>
    [NotAudited]
    public int? RepeatsId { get; private set; }

    /// <summary>The time the series has for this one (UTC), which stays where this one alone is moved; null where it does not recur.</summary>
    [NotAudited]
    public DateTime? SeriesAt { get; private set; }

    /// <summary>The day of the month the series means, 1 to 31: the 31st comes back after shorter months.</summary>
    [NotAudited]
    public int? SeriesDay { get; private set; }

    /// <summary>The contact spoken to.</summary>
    public int? ContactId { get; private set; }

    public string? Feedback { get; private set; }

    public string? NeedChange { get; private set; }

    public string? Objections { get; private set; }

    public string? Result { get; private set; }

    public string? NextStep { get; private set; }

    public string? Commitments { get; private set; }

    /// <summary>Entered more than a day after it happened (补录).</summary>
    public bool IsLateEntry { get; private set; }

    public ReviewState ReviewState { get; private set; }

    [NotAudited]
    public int AuthorId { get; private set; }

    [NotAudited]
    public DateTime CreatedAt { get; private set; }

    /// <summary>When it was planned, completed or cancelled (UTC); corrections leave it alone.</summary>
    [NotAudited]
    public DateTime UpdatedAt { get; private set; }

    /// <summary>When a record was last corrected after it was written (UTC); null where it never was.</summary>
    [NotAudited]
    public DateTime? EditedAt { get; private set; }

    [NotAudited]
    public int? EditedById { get; private set; }

    [NotAudited]
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>Idempotency key of the form that wrote the row; the row planned beside a record carries one derived from it.</summary>
    [NotAudited]
    public Guid CreationKey { get; private set; }

    /// <summary>Key of the form that completed it, so that the same form sent twice is known again; null while it is open, and for what was never planned.</summary>
    [NotAudited]
    public Guid? CompletionKey { get; private set; }

    /// <summary>Since when the record stands on top of its customer's timeline (UTC); null where it does not.</summary>
    [NotAudited]
    public DateTime? PinnedAt { get; private set; }

    /// <summary>Whether it still waits to be done.</summary>
    public bool IsOpen => State is FollowUpState.Pending or FollowUpState.InProgress;

    /// <summary>Where its series stands; null where it does not recur, or was planned before series had a place of their own.</summary>
    internal FollowUpSeries? Series => SeriesAt is { } at && SeriesDay is { } day ? new FollowUpSeries(at, day) : null;

    /// <summary>What it says.</summary>
    internal FollowUpFacts Facts => new(MethodId, ContactId, Subject, Content)
    {
        Feedback = Feedback,
        NeedChange = NeedChange,
        Objections = Objections,
        Result = Result,
        NextStep = NextStep,
        Commitments = Commitments,
    };

    string IAudited.RootType => nameof(Customer);

    int IAudited.RootId => CustomerId;

    /// <summary>Something that has already happened.</summary>
    public static FollowUp Recorded(int customerId, Guid creationKey, FollowUpFacts facts, DateTime happenedAt, int authorId, DateTime now)
    {
        var followUp = new FollowUp(customerId, creationKey, authorId, now) { AssigneeId = authorId };
        followUp.Describe(facts);
        followUp.Finish(happenedAt, now);
        return followUp;
    }

    /// <summary>Something to be done.</summary>
    /// <param name="repeatsId">The one before, where it belongs to a recurring series.</param>
    public static FollowUp Planned(int customerId, Guid creationKey, FollowUpFacts facts, FollowUpPlan plan, int authorId, DateTime now, int? repeatsId = null)
    {
        var followUp = new FollowUp(customerId, creationKey, authorId, now) { State = FollowUpState.Pending, RepeatsId = repeatsId };
        followUp.Describe(facts);
        followUp.Plan(plan, now);
        return followUp;
    }

    private void Touch(DateTime now)
    {
        UpdatedAt = now;
        Version = Guid.NewGuid();
    }

    Wake IAwaited.Wakes(bool isNew, DateTime now) => RemindAt <= now ? Wake.Reminders : Wake.None;
}
