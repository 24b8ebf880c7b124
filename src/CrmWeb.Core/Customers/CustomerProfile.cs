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

    public CustomerType Type { get; init; }

    public CustomerCategory Category { get; init; }

    public CustomerLevel? Level { get; init; }

    public int? SourceId { get; init; }

    public string? SourceDetail { get; init; }

    public string? NeedSummary { get; init; }

    public string? PainPoints { get; init; }

    public int? BudgetId { get; init; }

    public decimal? ExpectedAmount { get; init; }

    public DateOnly? ExpectedOn { get; init; }

    public string? Remarks { get; init; }
}
