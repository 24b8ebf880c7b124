using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Text;

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

    private void CleanDetails()
    {
        Website = FormText.CleanCode(Website);
        Established = FormText.CleanCode(Established) is { } day ? PartialDate.TryParse(day, out var date) ? date.Text : day : null;
        Headcount = FormText.CleanCode(Headcount);
        AnnualRevenue = FormText.CleanCode(AnnualRevenue);
        SizeClass = FormText.CleanLine(SizeClass);
        IndustryPosition = FormText.CleanLine(IndustryPosition);
        MainBusiness = FormText.Clean(MainBusiness);
        MainCustomerGroups = FormText.Clean(MainCustomerGroups);
        PainPoints = FormText.Clean(PainPoints);
        NeedOrigin = FormText.Clean(NeedOrigin);
        Preferences = FormText.Clean(Preferences);
        ExpectedDirection = FormText.Clean(ExpectedDirection);
        ExpectedPeriod = FormText.CleanLine(ExpectedPeriod);
        Budget = FormText.CleanLine(Budget);
        ExpectedAmount = FormText.CleanCode(ExpectedAmount);
        Competitors = FormText.Clean(Competitors);
        CooperationHistory = FormText.Clean(CooperationHistory);
        CommunicationNotes = FormText.Clean(CommunicationNotes);
        Commitments = FormText.Clean(Commitments);
        AccountPlan = FormText.Clean(AccountPlan);
        Remarks = FormText.Clean(Remarks);
    }
}
