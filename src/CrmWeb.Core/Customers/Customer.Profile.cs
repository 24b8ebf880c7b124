using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Requirements;
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

    /// <summary>What the form sets, as it is now.</summary>
    internal CustomerProfile ToProfile() => new()
    {
        Name = Name,
        ShortName = ShortName,
        Kind = Kind,
        CreditCode = CreditCode,
        IndustryId = IndustryId,
        RegionId = RegionId,
        SizeClassId = SizeClassId,
        Company = Company,
        Type = Type,
        Category = Category,
        Level = Level,
        SourceId = SourceId,
        BudgetId = BudgetId,
        Needs = Needs,
        Notes = Notes,
        FirstContactAt = FirstContactAt,
    };

    private void Apply(CustomerProfile p)
    {
        Name = p.Name;
        ShortName = p.ShortName;
        Kind = p.Kind;
        CreditCode = p.CreditCode;
        IndustryId = p.IndustryId;
        RegionId = p.RegionId;
        SizeClassId = p.SizeClassId;
        Company = p.Company;
        Category = p.Category;
        Level = p.Level;
        SourceId = p.SourceId;
        BudgetId = p.BudgetId;
        Needs = p.Needs;
        Notes = p.Notes;
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

    /// <summary>Counts what the company requires and what helps a colleague to take over.</summary>
    /// <param name="carried">What the customer carries in custom fields.</param>
    internal void Measure(FieldDemands demands, CustomValues carried) =>
        (Completeness, MeasuredBy) = (demands.Completeness(ToProfile() with { Custom = carried }, StageId, decisionChain.Count > 0), demands.Stamp);

    /// <summary>Counts the facts that help a colleague to take over; those only a company has do not count for others. Whoever saves counts what is required as well.</summary>
    private void Measure()
    {
        var profile = ToProfile();
        List<bool> facts = [.. CustomerFields.All.Where(f => f.CountsFor(Kind)).Select(f => f.Stored!(profile) is not null)];
        facts.Add(decisionChain.Count > 0 || Needs.DecisionNeedsSeveralDepartments is not null);
        MeasuredBy = 0;
        Completeness = 100 * facts.Count(filled => filled) / facts.Count;
    }
}
