using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.ReferenceData.Stages;

namespace CrmWeb.Core.Customers;

/// <summary>What the customer form sets, checked and with codes turned into ids.</summary>
public sealed record CustomerProfile
{
    public required string Name { get; init; }

    public string? ShortName { get; init; }

    public CustomerKind Kind { get; init; }

    public string? CreditCode { get; init; }

    public int? IndustryId { get; init; }

    public int? RegionId { get; init; }

    public int? SizeClassId { get; init; }

    public CompanyFacts Company { get; init; } = new();

    public CustomerType Type { get; init; }

    public CustomerCategory Category { get; init; }

    public CustomerLevel? Level { get; init; }

    public int? SourceId { get; init; }

    public int? BudgetId { get; init; }

    public CustomerNeeds Needs { get; init; } = new();

    public CustomerNotes Notes { get; init; } = new();

    /// <summary>What stands in the company's own fields.</summary>
    public CustomValues Custom { get; init; } = CustomValues.None;

    /// <summary>The first contact (UTC); as the form says it, the begin of its day.</summary>
    public DateTime? FirstContactAt { get; init; }
}
