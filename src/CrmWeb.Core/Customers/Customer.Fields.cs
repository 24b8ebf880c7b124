using CrmWeb.Core.Text;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData.Stages;

namespace CrmWeb.Core.Customers;

/// <content>What a customer carries, in the groups of the form. What no index and no foreign key needs lies in value records.</content>
public sealed partial class Customer
{
    public int Id { get; private set; }

    /// <summary>Both names and the number at their longest, grown as far as folding lets them.</summary>
    public const int SearchKeyMax = 850;

    // 基本信息

    /// <summary>Automatic, unique for ever, never changes.</summary>
    public string Number { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>The name folded, without legal form and punctuation; for duplicates.</summary>
    [NotAudited]
    public string NameKey { get; private set; } = "";

    public string? ShortName { get; private set; }

    public CustomerKind Kind { get; private set; }

    /// <summary>Unified social credit code (GB 32100-2015), 18 characters.</summary>
    public string? CreditCode { get; private set; }

    public int? IndustryId { get; private set; }

    /// <summary>A province or a city of the region list.</summary>
    public int? RegionId { get; private set; }

    /// <summary>企业规模, an entry of its list.</summary>
    public int? SizeClassId { get; private set; }

    public CompanyFacts Company { get; private set; } = new();

    // 分类

    public CustomerType Type { get; private set; }

    public CustomerCategory Category { get; private set; }

    public CustomerLevel? Level { get; private set; }

    public int? SourceId { get; private set; }

    // 需求

    public int? BudgetId { get; private set; }

    public CustomerNeeds Needs { get; private set; } = new();

    // 管理

    /// <summary>Whoever is answerable; null while the customer lies in the pool.</summary>
    public int? OwnerId { get; private set; }

    /// <summary>Follows the owner.</summary>
    [NotAudited]
    public int? DepartmentId { get; private set; }

    /// <summary>Whoever first entered the customer; never changes.</summary>
    public int? DeveloperId { get; private set; }

    /// <summary>Guards the stage against two moves at once; the moves themselves are kept as StageChange.</summary>
    [NotAudited]
    public int StageId { get; private set; }

    [NotAudited]
    public DateTime StageEnteredAt { get; private set; }

    /// <summary>As typed, or the first interaction where that was earlier (UTC).</summary>
    public DateTime? FirstContactAt { get; private set; }

    public CustomerNotes Notes { get; private set; } = new();

    [NotAudited]
    public DateTime? LastFollowUpAt { get; private set; }

    [NotAudited]
    public DateTime? NextFollowUpAt { get; private set; }

    /// <summary>When the present owner received the customer (UTC).</summary>
    [NotAudited]
    public DateTime ReceivedAt { get; private set; }

    /// <summary>Last follow-up or day received, whichever is later (UTC).</summary>
    [NotAudited]
    public DateTime IdleSince { get; private set; }

    /// <summary>Health score, 0–100; null in a lost stage, and until it was worked out for the first time.</summary>
    [NotAudited]
    public int? Health { get; private set; }

    /// <summary>How much of the profile is filled in, 0–100.</summary>
    [NotAudited]
    public int Completeness { get; private set; }

    /// <summary>By what it was measured, see <see cref="Requirements.FieldDemands.Stamp"/>; 0 where what the company requires was not asked yet.</summary>
    [NotAudited]
    public int MeasuredBy { get; private set; }

    public ReviewState ReviewState { get; private set; }

    [NotAudited]
    public DateTime CreatedAt { get; private set; }

    [NotAudited]
    public int? CreatedById { get; private set; }

    [NotAudited]
    public DateTime UpdatedAt { get; private set; }

    [NotAudited]
    public int? UpdatedById { get; private set; }

    /// <summary>When moved to the recycle bin (UTC); null for a living customer.</summary>
    [NotAudited]
    public DateTime? DeletedAt { get; private set; }

    [NotAudited]
    public int? DeletedById { get; private set; }

    /// <summary>Changes whenever something the edit form shows changes.</summary>
    [NotAudited]
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>Idempotency key of the form that created the customer.</summary>
    [NotAudited]
    public Guid CreationKey { get; private set; }

    /// <summary>Names and number in comparison form, for substring search.</summary>
    [NotAudited]
    public string SearchKey { get; private set; } = "";

    /// <summary>The name by pinyin; the same order in every database.</summary>
    [NotAudited]
    public string SortKey { get; private set; } = "";

    /// <summary>The <see cref="FoldedText.Version"/> by which the keys were made.</summary>
    [NotAudited]
    public int KeyVersion { get; private set; }

    public IReadOnlyCollection<Contact> Contacts => contacts;

    public IReadOnlyCollection<CustomerTag> Tags => tags;

    public IReadOnlyCollection<Collaborator> Collaborators => collaborators;

    public IReadOnlyCollection<DecisionLink> DecisionChain => decisionChain;

    public IReadOnlyCollection<StageChange> StageChanges => stageChanges;
}
