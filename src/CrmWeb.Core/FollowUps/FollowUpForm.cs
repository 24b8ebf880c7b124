using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.Notifications.Messages;

namespace CrmWeb.Core.FollowUps;

/// <summary>
/// The one form: what happened (or is to happen), when to come back, the new stage. Times are the organisation's wall clock.
/// </summary>
public sealed class FollowUpForm : ICustomForm
{
    /// <summary>The set of rules that hold only where something that happened is recorded; a page that records names it.</summary>
    public const string RecordRules = "record";

    public const int LongText = 4000;
    public const int SubjectMax = 200;

    /// <summary>Idempotency key: the same form sent twice makes one row.</summary>
    public Guid CreationKey { get; set; }

    /// <summary>The version a planned follow-up was opened with.</summary>
    public Guid? Version { get; set; }

    /// <summary>The customer's change log up to where it was read when a correction was begun; null where the form does not say.</summary>
    public long? Seen { get; set; }

    /// <summary>After a conflict: keys of the fields in which the other's value is taken.</summary>
    public List<string> TakeTheirs { get; set; } = [];

    /// <summary>Code of the follow-up method.</summary>
    public string? Method { get; set; }

    /// <summary>When it happened; for a plan, when it is to happen.</summary>
    public DateTime? At { get; set; }

    public int? Contact { get; set; }

    public string? Subject { get; set; }

    public string? Content { get; set; }

    public string? Feedback { get; set; }

    public string? NeedChange { get; set; }

    public string? Objections { get; set; }

    public string? Result { get; set; }

    public string? NextStep { get; set; }

    public string? Commitments { get; set; }

    /// <summary>When to come back; a follow-up is planned for then.</summary>
    public DateTime? NextAt { get; set; }

    public int? Assignee { get; set; }

    public FollowUpPriority? Priority { get; set; }

    /// <summary>How often a planned one comes back; null leaves it as it is.</summary>
    public FollowUpRecurrence? Recurrence { get; set; }

    /// <summary>Where one of a series is planned anew: it alone, or the series.</summary>
    public MoveScope Scope { get; set; }

    /// <summary>How long before the planned time to remind, in minutes.</summary>
    public int? ReminderLead { get; set; }

    public List<NotificationChannels> Channels { get; set; } = [];

    public string? Stage { get; set; }

    /// <summary>Code of the stage the form showed.</summary>
    public string? From { get; set; }

    public string? StageReason { get; set; }

    public string? LossReason { get; set; }

    /// <inheritdoc/>
    public Dictionary<string, List<string>> Custom { get; set; } = [];

    internal StageForm StageForm => new() { Stage = Stage, From = From, StageReason = StageReason, LossReason = LossReason };

    /// <summary>A copy without blanks and line breaks that say nothing.</summary>
    internal FollowUpForm Cleaned()
    {
        var copy = (FollowUpForm)MemberwiseClone();
        foreach (var field in FollowUpFields.All)
            field.Type(copy, field.Cleaned(field.Typed(this)));
        return copy;
    }

    /// <summary>A copy that says what happened and nothing of what comes next: no next follow-up, no new stage.</summary>
    internal FollowUpForm WithoutNext()
    {
        var copy = (FollowUpForm)MemberwiseClone();
        (copy.Stage, copy.NextAt) = (null, null);
        return copy;
    }
}
