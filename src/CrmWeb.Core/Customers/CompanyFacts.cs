namespace CrmWeb.Core.Customers;

/// <summary>What is known of the customer's business. A value: the customer holds one and gets another where something changes.</summary>
public sealed record CompanyFacts
{
    public string? Address { get; init; }

    public string? Website { get; init; }

    /// <summary>A year or a date: 2008, 2008-05 or 2008-05-12.</summary>
    public string? Established { get; init; }

    public int? Headcount { get; init; }

    /// <summary>Annual revenue in yuan.</summary>
    public decimal? AnnualRevenue { get; init; }

    public string? IndustryPosition { get; init; }

    public string? MainBusiness { get; init; }

    public string? MainCustomerGroups { get; init; }
}
