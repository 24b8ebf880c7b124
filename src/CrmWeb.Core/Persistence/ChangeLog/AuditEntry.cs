namespace CrmWeb.Core.Persistence.ChangeLog;

/// <summary>One change of one field, or one event. Rows are only ever added.</summary>
public sealed class AuditEntry
{
    private AuditEntry()
    {
    }

    public AuditEntry(DateTime at, int? actorId, Guid batchId, AuditAction action, string rootType, int rootId,
        string entityType, int entityId, string field, string? oldValue, string? newValue)
    {
        At = at;
        ActorId = actorId;
        BatchId = batchId;
        Action = action;
        RootType = rootType;
        RootId = rootId;
        EntityType = entityType;
        EntityId = entityId;
        Field = field;
        OldValue = oldValue;
        NewValue = newValue;
    }

    public long Id { get; private set; }

    /// <summary>When (UTC).</summary>
    public DateTime At { get; private set; }

    /// <summary>The user who did it; null for the system.</summary>
    public int? ActorId { get; private set; }

    /// <summary>Entries written by one save share it.</summary>
    public Guid BatchId { get; private set; }

    public AuditAction Action { get; private set; }

    /// <summary>The kind of record on whose page the entry is shown, such as Customer.</summary>
    public string RootType { get; private set; } = "";

    public int RootId { get; private set; }

    /// <summary>The kind of row that changed, such as Contact.</summary>
    public string EntityType { get; private set; } = "";

    public int EntityId { get; private set; }

    /// <summary>The property's name; empty for events that concern no single field.</summary>
    public string Field { get; private set; } = "";

    /// <summary>Raw value before: ids as numbers, times as ISO 8601 UTC. Labels are found when read.</summary>
    public string? OldValue { get; private set; }

    public string? NewValue { get; private set; }
}

/// <summary>What happened.</summary>
public enum AuditAction
{
    Created = 1,
    Changed = 2,
    Removed = 3,

    /// <summary>Moved to the recycle bin.</summary>
    Deleted = 4,
    Restored = 5,

    /// <summary>A likely duplicate was saved after a warning.</summary>
    DuplicateConfirmed = 6,
    SignedIn = 10,
    SignInFailed = 11,
    SignedOut = 12,
    LockedOut = 13,
    PasswordChanged = 14,
    PasswordReset = 15,

    /// <summary>Something was done to a job in the dashboard; the field says what, the new value to which.</summary>
    JobCommanded = 30,

    /// <summary>A list was taken along as a file; the fields say how many rows, what was asked for, and the reason.</summary>
    Exported = 31,
}

/// <summary>An entity whose changes are kept, and the record on which they are shown.</summary>
public interface IAudited
{
    string RootType { get; }

    int RootId { get; }
}

/// <summary>A row without a name of its own that says how the change log calls it when it comes or goes.</summary>
public interface IAuditLabel
{
    string? AuditLabel { get; }
}

/// <summary>A property that is derived or technical and therefore not part of the change log.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAuditedAttribute : Attribute;
