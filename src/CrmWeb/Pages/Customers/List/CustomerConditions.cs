using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Reports.Funnel;
using CrmWeb.Core.Reports.Losses;
using CrmWeb.Core.Reports.Quality;
using CrmWeb.Pages.Lists;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers.List;

/// <summary>What the customer list can be asked for, in the reader's words and with the reader's choices.</summary>
public sealed class CustomerConditions(
    CustomerChoices choices, OwnFieldConditions own, ListCatalog lists, PipelineCatalog pipeline, UserDirectory users, UserScope by,
    IStringLocalizer<CustomersText> text, IStringLocalizer<ListText> words, IStringLocalizer<ReportsText> reports, IStringLocalizer<PipelineText> kinds)
{
    private static readonly int[] Days = [3, 7, 14, 30, 60, 90];
    private static readonly int[] Percents = [30, 60, 80, 100];

    public async Task<IReadOnlyList<ListCondition>> OfAsync(CustomerFilter f, CancellationToken ct)
    {
        await choices.LoadFiltersAsync(ct, f);
        var directory = await users.GetAsync(ct);
        string? Name(string? person) => person == "me" ? by.Name : int.TryParse(person, out var id) ? directory.Name(id) : null;

        ListCondition[] management =
        [
            Choice("stage", "Stage", choices.Stages) with { IsEveryday = true },
            Choice("level", "Level", choices.Levels) with { IsEveryday = true },
            Choice("owner", "Owner", choices.Owners) with
            {
                IsEveryday = by.Scope != DataScope.Own,
                First = new SelectListItem(text["Filter.NoOwner"], CustomerFilter.NoOwner),
                Shown = Name(f.Owner),
                Spelled = Spelled(f.Owner),
            },
            Number("idleDays", "Filter.Idle", "Filter.MoreThanDays", Days) with { IsEveryday = true },
            new SeveralCondition("tag", text["Tags"], choices.Tags, "tagMode") { IsEveryday = true },
            Choice("stageKind", "Filter.StageKind", [.. Enum.GetValues<StageKind>().Select(k => new SelectListItem(kinds[$"StageKind.{k}"], k.ToString()))]),
            Number("stuckDays", "Filter.Stuck", "Filter.MoreThanDays", Days),
            Choice("watch", "Filter.Watch", choices.Watches),
            Choice("type", "Type", choices.AllTypes),
            Choice("category", "Category", choices.Categories),
            .. choices.Departments.Count == 0 ? Array.Empty<ListCondition>() : [Choice("department", "Department", choices.Departments)],
            Choice("developer", "Developer", choices.Owners) with { Shown = Name(f.Developer), Spelled = Spelled(f.Developer) },
            Number("completeness", "Filter.Complete", "Filter.AtLeastPercent", Percents) with { Unit = "%" },
            new RangeCondition("health", text["Health"]),
        ];
        ListCondition[] company =
        [
            Choice("region", "Region", choices.AreasAndRegions) with { IsEveryday = by.Scope == DataScope.Own },
            Choice("industry", "Industry", choices.Industries),
            Choice("source", "Source", choices.Sources),
            Choice("kind", "Kind", choices.Kinds),
            Choice("sizeClass", "SizeClass", choices.SizeClasses),
            Choice("headcount", "Headcount", choices.HeadcountBands),
            Choice("revenue", "AnnualRevenue", choices.RevenueBands),
        ];
        ListCondition[] deal =
        [
            new RangeCondition("amount", text["ExpectedAmount"], words["TenThousand"]), new DaysCondition("expected", text["ExpectedOn"], IsAhead: true), Choice("budget", "Budget", choices.Budgets),
            new DaysCondition("ordered", text["Filter.Ordered"]), Choice("orderOwner", "Filter.OrderOwner", choices.Owners) with { Shown = Name(f.OrderOwner), Spelled = Spelled(f.OrderOwner) },
            .. choices.Departments.Count == 0 ? Array.Empty<ListCondition>() : [Choice("orderDepartment", "Filter.OrderDepartment", choices.Departments)],
        ];
        ListCondition[] times =
        [
            new DaysCondition("lastFollowUp", text["LastFollowUpAt"]), new DaysCondition("next", text["NextFollowUpAt"], IsAhead: true),
            new DaysCondition("created", text["CreatedAt"]), new DaysCondition("firstContact", text["FirstContactAt"]), new DaysCondition("signed", text["ContractSignedOn"]),
        ];
        return
        [
            .. In("Management", management), .. In("Company", company), .. In("Deal", deal), .. In("Times", times), .. In("Pipeline", Pipeline(await lists.GetAsync(ct), await pipeline.GetAsync(ct), f)),
            .. await own.OfAsync(FieldSubject.Customer, f.Custom, ct),
        ];
    }

    private string? Spelled(string? person) => person == "me" ? $"{by.UserId}" : null;

    /// <summary>What reports count: how far customers came, why they were lost, and what is not known of them.</summary>
    private ListCondition[] Pipeline(ListSnapshot snapshot, PipelineSnapshot stages, CustomerFilter f) =>
    [
        Choice("reached", "Filter.Reached", [.. ReachedCondition.Stages(stages).Select(s => new SelectListItem(s.Name, s.Code))]) with { Spelled = stages.Find(f.Reached)?.Code },
        new DaysCondition("reachedOn", text["Filter.ReachedOn"]),
        Choice("outcome", "Filter.Outcome", [.. ReachedCondition.Outcomes.Select(o => new SelectListItem(text[$"Filter.Outcome.{o}"], o))]),
        Choice("lossReason", "Filter.LossReason", [.. snapshot.Offered(ListKind.LossReason).Select(e => new SelectListItem(e.Name, e.Code))]) with
        {
            First = new SelectListItem(text["Filter.LossReason.none"], LossReason.None),
            Shown = snapshot.Find(ListKind.LossReason, f.LossReason)?.Name,
        },
        new DaysCondition("lostOn", text["Filter.LostOn"]),
        Choice("missing", "Filter.Missing", [.. MissingFacts.Keys.Select(key => new SelectListItem(reports[$"Fact.{key}"], key))]),
    ];

    private IEnumerable<ListCondition> In(string group, IEnumerable<ListCondition> conditions) => conditions.Select(c => c with { Group = text[$"Filter.Group.{group}"] });

    private ChoiceCondition Choice(string key, string label, IReadOnlyList<SelectListItem> items) => new(key, text[label], items);

    private NumberCondition Number(string key, string label, string words, int[] proposals) => new(key, text[label], text[words], proposals);
}
