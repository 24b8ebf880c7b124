using CrmWeb.Core.Customers.List;

namespace CrmWeb.Core.Reports;

/// <summary>What a report is asked for, as it stands in the address; all optional, lists by code.</summary>
public sealed record ReportFilter
{
    /// <summary>First day of the period, or one that moves with today.</summary>
    public string? PeriodFrom { get; init; }

    /// <summary>Last day of the period, that one included.</summary>
    public string? PeriodTo { get; init; }

    /// <summary>A department's id; its branch is meant.</summary>
    public string? Department { get; init; }

    /// <summary>A user's id, me, or none: whose customers, or, where follow-ups are counted, who made them.</summary>
    public string? Owner { get; init; }

    public string? Category { get; init; }

    public string? Industry { get; init; }

    /// <summary>Codes of tags.</summary>
    public List<string> Tag { get; init; } = [];

    /// <summary>any or all.</summary>
    public string? TagMode { get; init; }

    /// <summary>By what a free analysis groups its rows.</summary>
    public string? By { get; init; }

    /// <summary>By what a free analysis groups its columns; empty for none.</summary>
    public string? Then { get; init; }

    /// <summary>What a free analysis counts.</summary>
    public string? Measure { get; init; }

    /// <summary>The conditions of the customer list that choose the same customers, whatever happened when.</summary>
    internal CustomerFilter Customers => new() { Department = Department, Owner = Owner, Category = Category, Industry = Industry, Tag = Tag, TagMode = TagMode };
}
