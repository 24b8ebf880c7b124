using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Search;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Customers;

/// <content>Takes over what the form says.</content>
public sealed partial class Customer
{
    /// <summary>Makes this the decision chain; a link that stays as it is keeps its row, so that the change log shows only what changed.</summary>
    public void SetDecisionChain(IReadOnlyList<DecisionLink> links)
    {
        var kept = decisionChain.Where(stored => links.Any(stored.IsSameAs)).ToList();
        decisionChain.RemoveAll(stored => !kept.Contains(stored));
        decisionChain.AddRange(links.Where(link => !kept.Exists(link.IsSameAs)));
        Measure();
    }

    private void Apply(CustomerProfile p)
    {
        Name = p.Name;
        ShortName = p.ShortName;
        Kind = p.Kind;
        CreditCode = p.CreditCode;
        IndustryId = p.IndustryId;
        RegionId = p.RegionId;
        Address = p.Address;
        Website = p.Website;
        Established = p.Established;
        Headcount = p.Headcount;
        AnnualRevenue = p.AnnualRevenue;
        SizeClassId = p.SizeClassId;
        IndustryPosition = p.IndustryPosition;
        Category = p.Category;
        Level = p.Level;
        SourceId = p.SourceId;
        SourceDetail = p.SourceDetail;
        ApplyNeeds(p);
        Remarks = p.Remarks;
        ContractSignedOn = p.ContractSignedOn;
        ApplyFirstContact(p.FirstContactAt);
        RenewKeys();

        // Won and lost come with the stage and are not the form's to change.
        if (Type is not (CustomerType.Won or CustomerType.Lost))
            Type = p.Type;
        Measure();
    }

    /// <summary>Folds what is compared, searched and sorted by anew; see <see cref="KeyRenewal"/>.</summary>
    internal void RenewKeys()
    {
        NameKey = CompanyName.Key(Name);
        SearchKey = FoldedText.Bounded(SearchText.Key(Name, ShortName, Number), SearchKeyMax);
        SortKey = Kind == CustomerKind.Individual ? PinyinOrder.PersonKey(Name) : PinyinOrder.Key(Name);
        KeyVersion = FoldedText.Version;
    }

    private void ApplyNeeds(CustomerProfile p)
    {
        NeedSummary = p.NeedSummary;
        NeedOrigin = p.NeedOrigin;
        Preferences = p.Preferences;
        PainPoints = p.PainPoints;
        ExpectedDirection = p.ExpectedDirection;
        ExpectedPeriod = p.ExpectedPeriod;
        BudgetId = p.BudgetId;
        ExpectedAmount = p.ExpectedAmount;
        ExpectedOn = p.ExpectedOn;
        MainBusiness = p.MainBusiness;
        MainCustomerGroups = p.MainCustomerGroups;
        DecisionNeedsSeveralDepartments = p.DecisionNeedsSeveralDepartments;
        Competitors = p.Competitors;
        CooperationHistory = p.CooperationHistory;
        Commitments = p.Commitments;
        AccountPlan = p.AccountPlan;
        CommunicationNotes = p.CommunicationNotes;
    }

    /// <summary>
    /// The form knows the day alone, so the hour stays while the day does; and a form opened before the first interaction was
    /// noted does not take that away.
    /// </summary>
    private void ApplyFirstContact(DateTime? day)
    {
        if (day is null && LastFollowUpAt is not null)
            return;
        var sameDay = day is { } begin && FirstContactAt is { } known && known >= begin && known < begin.AddDays(1);
        FirstContactAt = sameDay ? FirstContactAt : day;
    }

    /// <summary>Counts the facts that help a colleague to take over; those only a company has do not count for others.</summary>
    private void Measure()
    {
        List<object?> facts =
        [
            IndustryId, RegionId, Address, Level, SourceId, NeedSummary, PainPoints, ExpectedDirection, BudgetId, ExpectedAmount, ExpectedOn,
            Competitors, (object?)decisionChain.FirstOrDefault() ?? DecisionNeedsSeveralDepartments,
        ];
        if (Kind != CustomerKind.Individual)
            facts.AddRange([ShortName, Website, Established, Headcount, MainBusiness]);
        if (Kind == CustomerKind.Enterprise)
            facts.AddRange([CreditCode, AnnualRevenue, SizeClassId]);
        Completeness = 100 * facts.Count(f => f is not null) / facts.Count;
    }
}
