using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;

namespace CrmWeb.Core.Customers.Details;

/// <summary>Everything the record page's header and panels show. Amounts in yuan, times UTC.</summary>
public sealed record CustomerRecord
{
    public required int Id { get; init; }

    public required string Number { get; init; }

    /// <summary>What the form set, as the reader gets it.</summary>
    public required CustomerProfile Profile { get; init; }

    /// <summary>What was chosen from lists, by the field's key.</summary>
    public required IReadOnlyDictionary<string, ListEntry?> Chosen { get; init; }

    /// <summary>What stands in the company's own fields, as far as the reader may see them, in order.</summary>
    public IReadOnlyList<CustomFact> Custom { get; init; } = [];

    public string Name => Profile.Name;

    public string? ShortName => Profile.ShortName;

    public CustomerKind Kind => Profile.Kind;

    public CompanyFacts Company => Profile.Company;

    public CustomerNeeds Needs => Profile.Needs;

    public CustomerNotes Notes => Profile.Notes;

    /// <summary>From the 大区 down to the city.</summary>
    public IReadOnlyList<ListEntry> Region { get; init; } = [];

    public ListEntry? HeadcountBand { get; init; }

    public ListEntry? RevenueBand { get; init; }

    public CustomerType Type => Profile.Type;

    public CustomerCategory Category => Profile.Category;

    public CustomerLevel? Level => Profile.Level;

    public int? OwnerId { get; init; }

    public required string OwnerName { get; init; }

    /// <summary>待交接: the owner's account is deactivated.</summary>
    public bool AwaitsHandover { get; init; }

    public required string DepartmentPath { get; init; }

    public required string DeveloperName { get; init; }

    public required StageEntry Stage { get; init; }

    public required DateTime StageEnteredAt { get; init; }

    public DateTime? FirstContactAt => Profile.FirstContactAt;

    public DateTime? LastFollowUpAt { get; init; }

    public DateTime? NextFollowUpAt { get; init; }

    public required DateTime IdleSince { get; init; }

    public required int Completeness { get; init; }

    /// <summary>What is missing of that, as far as the reader may see the field: first what is required.</summary>
    public IReadOnlyList<MissingField> Missing { get; init; } = [];

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }

    /// <summary>Empty where the program itself did it.</summary>
    public string CreatedByName { get; init; } = "";

    /// <inheritdoc cref="CreatedByName"/>
    public string UpdatedByName { get; init; } = "";

    /// <summary>The primary one first, those who have left last.</summary>
    public IReadOnlyList<ContactCard> Contacts { get; init; } = [];

    /// <summary>Whom to call; null where everybody has left.</summary>
    public ContactCard? Primary => Contacts.FirstOrDefault(c => c.DepartedOn is null);

    public IReadOnlyList<TagEntry> Tags { get; init; } = [];

    public IReadOnlyList<CollaboratorCard> Collaborators { get; init; } = [];

    /// <summary>In order.</summary>
    public IReadOnlyList<DecisionCard> DecisionChain { get; init; } = [];

    /// <summary>Whether something promised is still to be kept.</summary>
    public bool HasPromises { get; init; }

    /// <summary>Whether somebody asks to collaborate.</summary>
    public bool HasRequests { get; init; }

    /// <summary>Whether anything was ordered, calls-off included.</summary>
    public bool HasOrders { get; init; }

    /// <summary>Whether there are files outside of the bin.</summary>
    public bool HasFiles { get; init; }

    public required CustomerRights Rights { get; init; }
}

/// <summary>A custom field of the record.</summary>
/// <param name="Words">What stands in it, as people read it; null for nothing.</param>
public sealed record CustomFact(CustomerField Field, string? Words, bool MayEdit)
{
    /// <summary>Where a link leads.</summary>
    public string? Address { get; init; }
}

/// <summary>What the reader may do with the customer.</summary>
/// <param name="Edit">Change its facts; nobody changes what they see masked.</param>
public sealed record CustomerRights(bool Edit, bool FollowUp, bool Reassign, bool Delete)
{
    /// <summary>Urge whoever is in charge (催办).</summary>
    public bool Urge { get; init; }
}

/// <summary>A link of the decision chain as the record shows it; attitude supporting, neutral, opposing, or null while unknown.</summary>
public sealed record DecisionCard(string? ContactName, string? Title, ListEntry? Role, string? Attitude, bool HasLeft = false);

/// <summary>A collaborator as the record shows one.</summary>
public sealed record CollaboratorCard(string Name, bool CanEdit, DateOnly? Until);
