using System.Collections.Frozen;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Formats;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using Form = CrmWeb.Core.Customers.Forms.CustomerForm;

namespace CrmWeb.Core.Customers.Fields;

/// <summary>
/// The fields of the customer, each described once. Form, conversion, comparison, change log, completeness, longest lengths, masking and
/// the panel of needs read this list; a further field is its line here, its two properties and its label.
/// </summary>
public static class CustomerFields
{
    private static readonly FieldGroup<CustomerProfile> Own = new(p => p, (_, changed) => changed);
    private static readonly FieldGroup<CompanyFacts> Company = new(p => p.Company, (p, company) => p with { Company = company });
    private static readonly FieldGroup<CustomerNeeds> Needs = new(p => p.Needs, (p, needs) => p with { Needs = needs });
    private static readonly FieldGroup<CustomerNotes> Notes = new(p => p.Notes, (p, notes) => p with { Notes = notes });

    /// <summary>In the order in which differences are told; the parts of the form and the panel of the record keep it too.</summary>
    public static IReadOnlyList<CustomerField> All { get; } =
    [
        .. Basics(), .. CompanyFields(), .. Classification(), .. NeedFields(), .. Management(),
    ];

    private static readonly FrozenDictionary<string, CustomerField> ByKey = All.ToFrozenDictionary(f => f.Key);

    private static readonly FrozenDictionary<string, CustomerField> ByColumn = All.Where(f => f.Stored is not null).ToFrozenDictionary(f => f.StoredAs);

    private static readonly FrozenDictionary<FormPart, CustomerField[]> ByPart = All.GroupBy(f => f.Part).ToFrozenDictionary(g => g.Key, g => g.ToArray());

    /// <summary>The field the change log calls so; null for none of the form's.</summary>
    public static CustomerField? Find(string storedAs) => ByColumn.GetValueOrDefault(storedAs);

    /// <summary>The field of this key; null for none.</summary>
    public static CustomerField? Named(string? key) => key is null ? null : ByKey.GetValueOrDefault(key);

    public static IReadOnlyList<CustomerField> Of(FormPart part) => ByPart[part];

    /// <summary>The profile as a reader gets it.</summary>
    internal static CustomerProfile Seen(CustomerProfile profile, PersonalView view) =>
        view.IsClear ? profile : All.Aggregate(profile, (seen, field) => field.Seen(seen, view));

    private static IEnumerable<CustomerField> Basics() =>
    [
        Own.Line("Name", FormPart.Basics, f => f.Name, (f, v) => f.Name = v, p => p.Name, (p, v) => p with { Name = v! })
            with { MaxLength = Form.NameMax, Privacy = FieldPrivacy.Name },
        Own.Line("ShortName", FormPart.Company, f => f.ShortName, (f, v) => f.ShortName = v, p => p.ShortName, (p, v) => p with { ShortName = v })
            with { MaxLength = Form.ShortNameMax, Privacy = FieldPrivacy.Name, Counted = CountedFor.Organizations },
        Own.Choice<CustomerKind>("Kind", FormPart.Basics, f => f.Kind, (f, v) => f.Kind = v, p => p.Kind, (p, v) => p with { Kind = v!.Value }),
        Own.Field<string, string>("CreditCode", FieldKind.Code, FormPart.Company, f => f.CreditCode, (f, v) => f.CreditCode = v, p => p.CreditCode, (p, v) => p with { CreditCode = v })
            with { Counted = CountedFor.Enterprises, CleanedBy = typed => Text.FormText.CleanCode(typed) is { } code ? CreditCode.Normalize(code) : null },
        Own.List(ListKind.Industry, "Industry", FormPart.Basics, f => f.Industry, (f, v) => f.Industry = v, p => p.IndustryId, (p, v) => p with { IndustryId = v })
            with { Counted = CountedFor.Everybody },
        Own.List(ListKind.Region, "Region", FormPart.Company, f => f.Region, (f, v) => f.Region = v, p => p.RegionId, (p, v) => p with { RegionId = v })
            with { Counted = CountedFor.Everybody },
    ];

    private static IEnumerable<CustomerField> CompanyFields() =>
    [
        Company.Line("Address", FormPart.Company, f => f.Address, (f, v) => f.Address = v, c => c.Address, (c, v) => c with { Address = v })
            with { Counted = CountedFor.Everybody },
        Company.Field<string, string>("Website", FieldKind.Code, FormPart.Company, f => f.Website, (f, v) => f.Website = v, c => c.Website, (c, v) => c with { Website = v })
            with { Counted = CountedFor.Organizations, Privacy = FieldPrivacy.WordsOfPerson },
        Company.Field<string, string>("Established", FieldKind.Code, FormPart.Company, f => f.Established, (f, v) => f.Established = v, c => c.Established, (c, v) => c with { Established = v })
            with { Counted = CountedFor.Organizations, MaxLength = 10, CleanedBy = CleanDate },
        Company.Field<string, int?>("Headcount", FieldKind.Number, FormPart.Company, f => f.Headcount, (f, v) => f.Headcount = v, c => c.Headcount, (c, v) => c with { Headcount = v })
            with { Counted = CountedFor.Organizations },
        Company.Field<string, decimal?>("AnnualRevenue", FieldKind.Revenue, FormPart.Company, f => f.AnnualRevenue, (f, v) => f.AnnualRevenue = v, c => c.AnnualRevenue, (c, v) => c with { AnnualRevenue = v })
            with { Counted = CountedFor.Enterprises },
        Own.List(ListKind.SizeClass, "SizeClass", FormPart.Company, f => f.SizeClass, (f, v) => f.SizeClass = v, p => p.SizeClassId, (p, v) => p with { SizeClassId = v })
            with { Counted = CountedFor.Enterprises, Proposed = f => f.ProposedSizeClass() },
        Company.Line("IndustryPosition", FormPart.Company, f => f.IndustryPosition, (f, v) => f.IndustryPosition = v, c => c.IndustryPosition, (c, v) => c with { IndustryPosition = v }),
        Company.Text("MainBusiness", FormPart.Company, f => f.MainBusiness, (f, v) => f.MainBusiness = v, c => c.MainBusiness, (c, v) => c with { MainBusiness = v })
            with { Counted = CountedFor.Organizations, IsPlain = true },
        Company.Text("MainCustomerGroups", FormPart.Company, f => f.MainCustomerGroups, (f, v) => f.MainCustomerGroups = v, c => c.MainCustomerGroups, (c, v) => c with { MainCustomerGroups = v })
            with { IsPlain = true },
    ];

    private static IEnumerable<CustomerField> Classification() =>
    [
        Own.Choice<CustomerType>("Type", FormPart.Classification, f => f.Type, (f, v) => f.Type = v, p => p.Type, (p, v) => p with { Type = v!.Value }),
        Own.Choice<CustomerCategory>("Category", FormPart.Classification, f => f.Category, (f, v) => f.Category = v, p => p.Category, (p, v) => p with { Category = v!.Value }),
        Own.Choice<CustomerLevel>("Level", FormPart.Classification, f => f.Level, (f, v) => f.Level = v, p => p.Level, (p, v) => p with { Level = v })
            with { Counted = CountedFor.Everybody },
        Own.List(ListKind.Source, "Source", FormPart.Classification, f => f.Source, (f, v) => f.Source = v, p => p.SourceId, (p, v) => p with { SourceId = v })
            with { Counted = CountedFor.Everybody },
        Notes.Line("SourceDetail", FormPart.Classification, f => f.SourceDetail, (f, v) => f.SourceDetail = v, n => n.SourceDetail, (n, v) => n with { SourceDetail = v }),
        new("Tags", FieldKind.Rows, FormPart.Classification) { Typed = f => f.Tags.FirstOrDefault() },
    ];

    private static IEnumerable<CustomerField> NeedFields() =>
    [
        Needs.Text("NeedSummary", FormPart.Classification, f => f.NeedSummary, (f, v) => f.NeedSummary = v, n => n.NeedSummary, (n, v) => n with { NeedSummary = v })
            with { Counted = CountedFor.Everybody, InNeedsPanel = true },
        Needs.Text("PainPoints", FormPart.Needs, f => f.PainPoints, (f, v) => f.PainPoints = v, n => n.PainPoints, (n, v) => n with { PainPoints = v })
            with { Counted = CountedFor.Everybody, InNeedsPanel = true, IsPlain = true },
        Needs.Text("NeedOrigin", FormPart.Needs, f => f.NeedOrigin, (f, v) => f.NeedOrigin = v, n => n.NeedOrigin, (n, v) => n with { NeedOrigin = v })
            with { InNeedsPanel = true, IsPlain = true, Placeholder = "Placeholder.NeedOrigin" },
        Own.List(ListKind.Budget, "Budget", FormPart.Needs, f => f.Budget, (f, v) => f.Budget = v, p => p.BudgetId, (p, v) => p with { BudgetId = v })
            with { Counted = CountedFor.Everybody, InNeedsPanel = true, IsPlain = true },
        Needs.Field<string, decimal?>("ExpectedAmount", FieldKind.Money, FormPart.Needs, f => f.ExpectedAmount, (f, v) => f.ExpectedAmount = v, n => n.ExpectedAmount, (n, v) => n with { ExpectedAmount = v })
            with { Counted = CountedFor.Everybody, InNeedsPanel = true, IsPlain = true, Help = "Help.Amount" },
        Needs.Field<DateOnly?, DateOnly?>("ExpectedOn", FieldKind.Day, FormPart.Needs, f => f.ExpectedOn, (f, v) => f.ExpectedOn = v, n => n.ExpectedOn, (n, v) => n with { ExpectedOn = v })
            with { Counted = CountedFor.Everybody, InNeedsPanel = true, IsPlain = true },
        Needs.Line("ExpectedPeriod", FormPart.Needs, f => f.ExpectedPeriod, (f, v) => f.ExpectedPeriod = v, n => n.ExpectedPeriod, (n, v) => n with { ExpectedPeriod = v })
            with { InNeedsPanel = true, IsPlain = true, Placeholder = "Placeholder.ExpectedPeriod" },
        Needs.Text("ExpectedDirection", FormPart.Needs, f => f.ExpectedDirection, (f, v) => f.ExpectedDirection = v, n => n.ExpectedDirection, (n, v) => n with { ExpectedDirection = v })
            with { Counted = CountedFor.Everybody, InNeedsPanel = true, IsPlain = true },
        Needs.Text("Preferences", FormPart.Needs, f => f.Preferences, (f, v) => f.Preferences = v, n => n.Preferences, (n, v) => n with { Preferences = v })
            with { InNeedsPanel = true, IsPlain = true, Placeholder = "Placeholder.Preferences" },
        Needs.Text("Competitors", FormPart.Needs, f => f.Competitors, (f, v) => f.Competitors = v, n => n.Competitors, (n, v) => n with { Competitors = v })
            with { Counted = CountedFor.Everybody, InNeedsPanel = true, IsPlain = true, Help = "Help.NoneIsFair" },
        Needs.Text("CooperationHistory", FormPart.Needs, f => f.CooperationHistory, (f, v) => f.CooperationHistory = v, n => n.CooperationHistory, (n, v) => n with { CooperationHistory = v })
            with { InNeedsPanel = true, IsPlain = true, Help = "Help.CooperationHistory" },
        new("DecisionChain", FieldKind.Rows, FormPart.Decision) { Typed = f => f.DecisionChain.FirstOrDefault() },
        Needs.Field<bool?, bool?>("DecisionNeedsSeveralDepartments", FieldKind.YesNo, FormPart.Decision,
            f => f.DecisionNeedsSeveralDepartments, (f, v) => f.DecisionNeedsSeveralDepartments = v, n => n.DecisionNeedsSeveralDepartments, (n, v) => n with { DecisionNeedsSeveralDepartments = v }),
    ];

    private static IEnumerable<CustomerField> Management() =>
    [
        new("Owner", FieldKind.Rows, FormPart.Management) { Typed = _ => null },
        Own.Field<DateOnly?, DateTime?>("FirstContactOn", FieldKind.DayOfTime, FormPart.Management, f => f.FirstContactOn, (f, v) => f.FirstContactOn = v, p => p.FirstContactAt, (p, v) => p with { FirstContactAt = v })
            with { StoredAs = "FirstContactAt" },
        Notes.Field<DateOnly?, DateOnly?>("ContractSignedOn", FieldKind.Day, FormPart.Management, f => f.ContractSignedOn, (f, v) => f.ContractSignedOn = v, n => n.ContractSignedOn, (n, v) => n with { ContractSignedOn = v }),
        Notes.Text("Commitments", FormPart.Management, f => f.Commitments, (f, v) => f.Commitments = v, n => n.Commitments, (n, v) => n with { Commitments = v })
            with { InNeedsPanel = true, IsPlain = true, Help = "Help.NoneIsFair" },
        Notes.Text("AccountPlan", FormPart.Management, f => f.AccountPlan, (f, v) => f.AccountPlan = v, n => n.AccountPlan, (n, v) => n with { AccountPlan = v })
            with { InNeedsPanel = true, IsPlain = true },
        Needs.Text("CommunicationNotes", FormPart.Needs, f => f.CommunicationNotes, (f, v) => f.CommunicationNotes = v, n => n.CommunicationNotes, (n, v) => n with { CommunicationNotes = v })
            with { InNeedsPanel = true, IsPlain = true, Wide = true },
        Notes.Text("Remarks", FormPart.Classification, f => f.Remarks, (f, v) => f.Remarks = v, n => n.Remarks, (n, v) => n with { Remarks = v })
            with { InNeedsPanel = true },
        new("Contacts", FieldKind.Rows, FormPart.Basics) { Typed = f => f.Contacts.FirstOrDefault() },
    ];

    private static string? CleanDate(string? typed) => Text.FormText.CleanCode(typed) is { } day ? PartialDate.TryParse(day, out var date) ? date.Text : day : null;
}
