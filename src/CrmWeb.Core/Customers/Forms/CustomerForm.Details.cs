using CrmWeb.Core.Customers.Fields;

namespace CrmWeb.Core.Customers.Forms;

/// <content>The rest of the record, which the form keeps in folded sections.</content>
public sealed partial class CustomerForm
{
    // 企业信息

    public string? Website { get; set; }

    /// <summary>A year, month or day as typed: 2008, 2008-05, 2008年5月12日.</summary>
    public string? Established { get; set; }

    /// <summary>Persons, as typed.</summary>
    public string? Headcount { get; set; }

    /// <summary>A year's revenue in 万元 as typed; with a unit of its own it may also be 3.5亿 or 50000000元.</summary>
    public string? AnnualRevenue { get; set; }

    /// <summary>Code of the size class; null leaves it to <see cref="SizeClassTable"/>.</summary>
    public string? SizeClass { get; set; }

    public string? IndustryPosition { get; set; }

    public string? MainBusiness { get; set; }

    public string? MainCustomerGroups { get; set; }

    // 需求详情

    public string? PainPoints { get; set; }

    public string? NeedOrigin { get; set; }

    public string? Preferences { get; set; }

    public string? ExpectedDirection { get; set; }

    public string? ExpectedPeriod { get; set; }

    public string? Budget { get; set; }

    /// <summary>Yuan, as typed: 500000, 50万.</summary>
    public string? ExpectedAmount { get; set; }

    public DateOnly? ExpectedOn { get; set; }

    public string? Competitors { get; set; }

    public string? CooperationHistory { get; set; }

    public string? CommunicationNotes { get; set; }

    // 决策链

    public List<DecisionLinkForm> DecisionChain { get; set; } = [];

    public bool? DecisionNeedsSeveralDepartments { get; set; }

    // 管理

    public DateOnly? FirstContactOn { get; set; }

    public DateOnly? ContractSignedOn { get; set; }

    public string? Commitments { get; set; }

    public string? AccountPlan { get; set; }

    public string? Remarks { get; set; }

    /// <summary>Code of the class the statistics bureau's table proposes for what the form says; null for none.</summary>
    public string? ProposedSizeClass() => Kind is null or CustomerKind.Enterprise
        ? SizeClassTable.Propose(
            Industry,
            CompanyFigures.TryParseHeadcount(Headcount, out var persons) ? persons : null,
            CompanyFigures.TryParseRevenue(AnnualRevenue, out var revenue) ? revenue : null)
        : null;
}
