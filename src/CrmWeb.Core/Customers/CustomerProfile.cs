using CrmWeb.Core.ReferenceData.Stages;

namespace CrmWeb.Core.Customers;

/// <summary>What the customer form sets, checked and with codes turned into ids. Amounts in yuan.</summary>
public sealed record CustomerProfile
{
    public required string Name { get; init; }

    public string? ShortName { get; init; }

    public CustomerKind Kind { get; init; }

    public string? CreditCode { get; init; }

    public int? IndustryId { get; init; }

    public int? RegionId { get; init; }

    public string? Address { get; init; }

    public string? Website { get; init; }

    /// <summary>2008, 2008-05 or 2008-05-12.</summary>
    public string? Established { get; init; }

    public int? Headcount { get; init; }

    public decimal? AnnualRevenue { get; init; }

    public int? SizeClassId { get; init; }

    public string? IndustryPosition { get; init; }

    public CustomerType Type { get; init; }

    public CustomerCategory Category { get; init; }

    public CustomerLevel? Level { get; init; }

    public int? SourceId { get; init; }

    public string? SourceDetail { get; init; }

    public string? NeedSummary { get; init; }

    public string? NeedOrigin { get; init; }

    public string? Preferences { get; init; }

    public string? PainPoints { get; init; }

    public string? ExpectedDirection { get; init; }

    public string? ExpectedPeriod { get; init; }

    public int? BudgetId { get; init; }

    public decimal? ExpectedAmount { get; init; }

    public DateOnly? ExpectedOn { get; init; }

    public string? MainBusiness { get; init; }

    public string? MainCustomerGroups { get; init; }

    public bool? DecisionNeedsSeveralDepartments { get; init; }

    public string? Competitors { get; init; }

    public string? CooperationHistory { get; init; }

    public string? Commitments { get; init; }

    public string? AccountPlan { get; init; }

    public string? CommunicationNotes { get; init; }

    public string? Remarks { get; init; }

    public DateOnly? ContractSignedOn { get; init; }

    /// <summary>Begin (UTC) of the day of the first contact as typed.</summary>
    public DateTime? FirstContactAt { get; init; }
}
