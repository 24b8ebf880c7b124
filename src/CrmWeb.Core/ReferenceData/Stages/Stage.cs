using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.ReferenceData.Stages;

/// <summary>A step of the one pipeline.</summary>
public sealed class Stage : IReferenceRow
{
    private Stage()
    {
    }

    public Stage(string code, string zh, string en, int order, StageKind kind, string colour, int probability, int? stuckDays)
    {
        Code = code;
        Zh = zh;
        En = en;
        Order = order;
        Kind = kind;
        Colour = colour;
        Probability = probability;
        StuckDays = stuckDays;
        EntryType = EntryTypeOf(code, kind);
    }

    public int Id { get; private set; }

    public string Code { get; private set; } = "";

    public string Zh { get; private set; } = "";

    public string En { get; private set; } = "";

    public int Order { get; private set; }

    public StageKind Kind { get; private set; }

    /// <summary>Name of a palette colour.</summary>
    public string Colour { get; private set; } = "";

    /// <summary>Chance of winning, in percent.</summary>
    public int Probability { get; private set; }

    /// <summary>Days after which a customer counts as stuck here; null where none do.</summary>
    public int? StuckDays { get; private set; }

    /// <summary>Days within which a customer here expects the next follow-up; null for what is usual in a stage of the kind.</summary>
    public int? FollowUpDays { get; private set; }

    /// <summary>The customer type that comes with entering the stage; null leaves an open customer's type as it is.</summary>
    public CustomerType? EntryType { get; private set; }

    public bool IsActive { get; private set; } = true;

    /// <summary>Where the customers of a removed stage went: its code keeps leading there.</summary>
    public int? ReplacedById { get; private set; }

    /// <summary>Renewed by every change; a form carries the one it was opened with.</summary>
    [NotAudited]
    public Guid Version { get; private set; } = Guid.NewGuid();

    string IAudited.RootType => nameof(Stage);

    int IAudited.RootId => Id;

    /// <summary>The customer type that a stage of this kind brings; the first stage leaves it as it is.</summary>
    public static CustomerType? EntryTypeOf(string code, StageKind kind) => kind switch
    {
        StageKind.Won or StageKind.AfterSale => CustomerType.Won,
        StageKind.Lost => CustomerType.Lost,
        _ => code == PipelineSnapshot.InitialCode ? null : CustomerType.Interested,
    };

    /// <summary>The caller has checked that no customer is here where the kind changes: the type of customers comes with it.</summary>
    public void Describe(string zh, string en, StageKind kind, string colour, int probability, int? stuckDays)
    {
        Zh = zh;
        En = en;
        Kind = kind;
        Colour = colour;
        Probability = probability;
        StuckDays = stuckDays;
        EntryType = EntryTypeOf(Code, kind);
        Version = Guid.NewGuid();
    }

    /// <summary>How often a customer here is to be followed up; see <see cref="FollowUpDays"/>.</summary>
    public void FollowUpEvery(int? days) => FollowUpDays = days;

    public void PlaceAt(int order)
    {
        Order = order;
        Version = Guid.NewGuid();
    }

    /// <summary>Ends the stage in favour of another; the caller moves its customers.</summary>
    public void ReplaceBy(int stageId)
    {
        IsActive = false;
        ReplacedById = stageId;
        Version = Guid.NewGuid();
    }

    /// <summary>Takes the stage back into use; the customers stay where they went.</summary>
    public void Revive()
    {
        IsActive = true;
        ReplacedById = null;
        Version = Guid.NewGuid();
    }
}

/// <summary>What a stage means for the sale.</summary>
public enum StageKind
{
    Open = 1,
    Won = 2,
    AfterSale = 3,
    Lost = 4,
}

/// <summary>A stage as pages use it.</summary>
/// <param name="ReplacedById">The stage that took over a removed one's customers and code.</param>
public sealed record StageEntry(
    int Id, string Code, string Zh, string En, int Order, StageKind Kind, string Colour, int Probability, int? StuckDays,
    CustomerType? EntryType, bool IsActive, int? ReplacedById = null)
{
    /// <summary>Days between follow-ups usual in an open stage.</summary>
    public const int UsualOpen = 7;

    /// <summary>Days between follow-ups usual once a customer is won.</summary>
    public const int UsualWon = 30;

    /// <summary>As an admin has set it; null for what is usual.</summary>
    public int? FollowUpDays { get; init; }

    /// <summary>Days within which a customer here expects the next follow-up.</summary>
    public int Rhythm => FollowUpDays ?? (Kind is StageKind.Won or StageKind.AfterSale ? UsualWon : UsualOpen);

    public string Name => Localized.Name(Zh, En);
}
