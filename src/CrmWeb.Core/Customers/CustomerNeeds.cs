namespace CrmWeb.Core.Customers;

/// <summary>What the customer wants, and how the sale may go. A value, as <see cref="CompanyFacts"/> is.</summary>
public sealed record CustomerNeeds
{
    public string? NeedSummary { get; init; }

    public string? PainPoints { get; init; }

    public string? NeedOrigin { get; init; }

    /// <summary>Expected amount in yuan.</summary>
    public decimal? ExpectedAmount { get; init; }

    public DateOnly? ExpectedOn { get; init; }

    public string? ExpectedPeriod { get; init; }

    public string? ExpectedDirection { get; init; }

    public string? Preferences { get; init; }

    public string? Competitors { get; init; }

    public string? CooperationHistory { get; init; }

    public string? CommunicationNotes { get; init; }

    public bool? DecisionNeedsSeveralDepartments { get; init; }
}
