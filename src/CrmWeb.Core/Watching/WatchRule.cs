using CrmWeb.Core.Customers;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.Watching;

/// <summary>
/// What the program watches for, and whom it tells: one row a rule. The kind says how cases are found and has a class of its
/// own; everything else is data. Conditions left empty hold for all.
/// </summary>
public sealed class WatchRule : IAudited
{
    public const int KindMax = 40;

    private WatchRule()
    {
    }

    public WatchRule(string kind, WatchRuleFacts facts)
    {
        Kind = kind;
        Describe(facts);
    }

    public int Id { get; private set; }

    /// <summary>Code of the kind: silent, stuck, overdue.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Days after which a case is told; 0 tells at once.</summary>
    public int ThresholdDays { get; private set; }

    /// <summary>The threshold and the repeat count working days only.</summary>
    public bool WorkingDaysOnly { get; private set; }

    public WatchRecipient Recipient { get; private set; }

    public NotificationChannels Channels { get; private set; }

    /// <summary>Days after which a case still standing is told again; null tells once.</summary>
    public int? RepeatDays { get; private set; }

    public int? StageId { get; private set; }

    public CustomerCategory? Category { get; private set; }

    public CustomerLevel? Level { get; private set; }

    /// <summary>With everything below it.</summary>
    public int? DepartmentId { get; private set; }

    public bool IsActive { get; private set; } = true;

    /// <summary>Renewed by every change; a form carries the one it was opened with.</summary>
    [NotAudited]
    public Guid Version { get; private set; } = Guid.NewGuid();

    string IAudited.RootType => nameof(WatchRule);

    int IAudited.RootId => Id;

    /// <summary>Whether both find the same and tell it alike.</summary>
    internal bool IsAlike(WatchRule other) => Kind == other.Kind && Said() == other.Said();

    public void Describe(WatchRuleFacts facts)
    {
        ThresholdDays = facts.ThresholdDays;
        WorkingDaysOnly = facts.WorkingDaysOnly;
        Recipient = facts.Recipient;
        Channels = facts.Channels;
        RepeatDays = facts.RepeatDays;
        StageId = facts.StageId;
        Category = facts.Category;
        Level = facts.Level;
        DepartmentId = facts.DepartmentId;
        IsActive = facts.IsActive;
        Version = Guid.NewGuid();
    }

    private WatchRuleFacts Said() => new(ThresholdDays, WorkingDaysOnly, Recipient, Channels, RepeatDays, StageId, Category, Level, DepartmentId, IsActive);

    /// <summary>The rule's stage was removed: it goes on watching where the customers went.</summary>
    public void FollowStage(int stageId)
    {
        StageId = stageId;
        Version = Guid.NewGuid();
    }
}

/// <summary>What a rule says beside its kind.</summary>
public sealed record WatchRuleFacts(
    int ThresholdDays, bool WorkingDaysOnly, WatchRecipient Recipient, NotificationChannels Channels, int? RepeatDays,
    int? StageId = null, CustomerCategory? Category = null, CustomerLevel? Level = null, int? DepartmentId = null, bool IsActive = true);

/// <summary>Whom a rule tells.</summary>
public enum WatchRecipient
{
    Owner = 1,

    /// <summary>Whoever is to do the task.</summary>
    Assignee = 2,

    /// <summary>The head of the owner's or assignee's department; where that is the person concerned, the next head up.</summary>
    Manager = 3,
}
