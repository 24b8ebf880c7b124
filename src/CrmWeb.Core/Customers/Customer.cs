using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData.Stages;

namespace CrmWeb.Core.Customers;

/// <summary>A company, person or institution the team sells to. Changed only through its own methods.</summary>
public sealed partial class Customer : IAudited
{
    private readonly List<Contact> contacts = [];
    private readonly List<CustomerTag> tags = [];
    private readonly List<Collaborator> collaborators = [];
    private readonly List<DecisionLink> decisionChain = [];
    private readonly List<StageChange> stageChanges = [];

    private Customer()
    {
    }

    /// <param name="creationKey">The form's idempotency key: the same form sent twice makes one customer.</param>
    /// <param name="at">Now, UTC.</param>
    public Customer(string number, Guid creationKey, CustomerProfile profile, int? ownerId, int? departmentId, int? developerId, int initialStageId, DateTime at)
    {
        Number = number;
        CreationKey = creationKey;
        OwnerId = ownerId;
        DepartmentId = departmentId;
        DeveloperId = developerId;
        StageId = initialStageId;
        StageEnteredAt = at;
        ReceivedAt = at;
        IdleSince = at;
        CreatedAt = at;
        UpdatedAt = at;
        CreatedById = developerId;
        UpdatedById = developerId;
        Apply(profile);
        stageChanges.Add(new StageChange(null, initialStageId, at, developerId, null, null, null));
    }

    string IAudited.RootType => nameof(Customer);

    int IAudited.RootId => Id;

    public void Edit(CustomerProfile profile, int? editorId, DateTime at)
    {
        Apply(profile);
        Touch(editorId, at);
    }

    /// <summary>Notes that something the edit form shows has changed, so that an older form meets a conflict.</summary>
    public void Touch(int? editorId, DateTime at)
    {
        UpdatedById = editorId;
        UpdatedAt = at;
        Version = Guid.NewGuid();
    }

    /// <summary>Gives the customer to another owner: stage, history and follow-ups stay as they are.</summary>
    public void AssignTo(int ownerId, int? departmentId, int? operatorId, DateTime at)
    {
        OwnerId = ownerId;
        DepartmentId = departmentId;
        ReceivedAt = at;
        IdleSince = Later(LastFollowUpAt, at);
        Touch(operatorId, at);
    }

    /// <summary>Moves the customer to another stage, notes the move, and sets the type that comes with the stage.</summary>
    public StageChange MoveTo(StageEntry stage, int? operatorId, DateTime at, string? reason, int? lossReasonId)
    {
        var type = TypeIn(stage, Type);
        var change = new StageChange(StageId, stage.Id, at, operatorId, at - StageEnteredAt, reason, lossReasonId, type == Type ? null : Type);
        stageChanges.Add(change);
        StageId = stage.Id;
        StageEnteredAt = at;
        UpdatedAt = at;
        UpdatedById = operatorId;
        Type = type;
        return change;
    }

    /// <summary>Takes the last move back: the customer stands where it stood, since when it stood there, as what it was unless somebody gave it another type since.</summary>
    /// <param name="left">The stage it moved to and leaves again.</param>
    /// <param name="enteredAt">When it entered the stage the move left, UTC.</param>
    internal void TakeBack(StageChange last, StageEntry left, DateTime enteredAt, int? operatorId, DateTime at)
    {
        StageId = last.FromStageId ?? StageId;
        StageEnteredAt = enteredAt;
        if (last.TypeBefore is { } before && Type == TypeIn(left, before))
            Type = before;
        UpdatedAt = at;
        UpdatedById = operatorId;
    }

    /// <summary>Notes an interaction that took place.</summary>
    /// <param name="at">When it happened, UTC.</param>
    /// <param name="authorId">Who wrote it down.</param>
    /// <param name="now">When it was written down, UTC.</param>
    public void FollowedUp(DateTime at, int? authorId, DateTime now)
    {
        UpdatedAt = now;
        UpdatedById = authorId;
        FirstContactAt = FirstContactAt is { } first && first <= at ? first : at;
        LastFollowUpAt = Later(LastFollowUpAt, at);
        IdleSince = Later(LastFollowUpAt, ReceivedAt);
    }

    /// <summary>Notes that an interaction took place at another time than was written down first.</summary>
    /// <param name="before">When it was said to have happened, UTC.</param>
    /// <param name="first">When the first one happened, UTC.</param>
    /// <param name="last">When the last one happened, UTC.</param>
    public void FollowedUpOtherwise(DateTime before, DateTime first, DateTime last, int? editorId, DateTime now)
    {
        UpdatedAt = now;
        UpdatedById = editorId;
        FirstContactAt = FirstContactAt is not { } known || known == before || first < known ? first : known;
        LastFollowUpAt = last;
        IdleSince = Later(last, ReceivedAt);
    }

    /// <summary>Notes when the earliest open follow-up is planned (UTC); null where none is.</summary>
    internal void NextFollowUp(DateTime? at) => NextFollowUpAt = at;

    public void Delete(int? operatorId, DateTime at)
    {
        DeletedAt = at;
        DeletedById = operatorId;
        Touch(operatorId, at);
    }

    public void Restore(int? operatorId, DateTime at)
    {
        DeletedAt = null;
        DeletedById = null;
        Touch(operatorId, at);
    }

    public void AddContact(Contact contact) => contacts.Add(contact);

    public void AddCollaborator(Collaborator collaborator) => collaborators.Add(collaborator);

    /// <summary>Makes the customer carry exactly these tags.</summary>
    public void SetTags(IReadOnlyCollection<int> tagIds)
    {
        tags.RemoveAll(t => !tagIds.Contains(t.TagId));
        foreach (var id in tagIds.Where(id => tags.All(t => t.TagId != id)).Distinct())
            tags.Add(new CustomerTag(id));
    }

    /// <summary>What a customer of a type becomes in a stage.</summary>
    private static CustomerType TypeIn(StageEntry stage, CustomerType before) =>
        stage.EntryType ?? (before is CustomerType.Won or CustomerType.Lost ? CustomerType.Potential : before);

    private static DateTime Later(DateTime? one, DateTime other) => one is { } value && value > other ? value : other;
}
