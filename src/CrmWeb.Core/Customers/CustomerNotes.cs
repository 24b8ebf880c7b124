namespace CrmWeb.Core.Customers;

/// <summary>What the team notes for itself about the customer. A value, as <see cref="CompanyFacts"/> is.</summary>
public sealed record CustomerNotes
{
    public string? SourceDetail { get; init; }

    public DateOnly? ContractSignedOn { get; init; }

    public string? Commitments { get; init; }

    public string? AccountPlan { get; init; }

    public string? Remarks { get; init; }
}
