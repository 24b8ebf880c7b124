using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Pages.Customers;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.FollowUps.List;

/// <summary>What the lists of follow-ups can be asked for.</summary>
public sealed class FollowUpConditions(
    FollowUpQueries followUps, ListCatalog lists, CustomerChoices choices, OwnFieldConditions own, CustomerNames customers, UserScope by, IStringLocalizer<FollowUpsText> text,
    IStringLocalizer<CustomersText> words)
{
    public ListSearch Search => new(text["Filter.Customer"]);

    /// <summary>What the query of a list's address selects.</summary>
    /// <exception cref="BadQueryException">A part of it means nothing.</exception>
    public async Task<FollowUpSelection> SelectionAsync(string query, CancellationToken ct)
    {
        var parts = QueryHelpers.ParseQuery(query);
        string? Of(string name) => parts.TryGetValue(name, out var value) ? value.OfType<string>().FirstOrDefault() : null;
        var team = by.Has(Permissions.TeamView) && Of("team") is { Length: > 0 } whose && (bool.TryParse(whose, out var wanted) ? wanted : throw new BadQueryException("team"));
        int? person = team && Of("person") is { Length: > 0 } who ? int.TryParse(who, out var id) ? id : throw new BadQueryException("person") : null;
        var filter = QueryRecord.Of<FollowUpFilter>(query) with { Tag = parts.TryGetValue("tag", out var tags) ? [.. tags.OfType<string>()] : [], Custom = CustomFieldConditions.AskedIn(parts) };
        return new FollowUpSelection(FollowUpLists.Of(Of("list"), await followUps.CountAsync(team, person, by, ct)), team, person, filter) { Sort = Of("sort") };
    }

    /// <param name="person">The colleague chosen, who is offered also with nothing in the list.</param>
    /// <param name="filter">What is in force of the customers is shown, to be taken away again.</param>
    public async Task<IReadOnlyList<ListCondition>> OfAsync(FollowUpList list, bool team, int? person, FollowUpFilter filter, CancellationToken ct)
    {
        var methods = (await lists.GetAsync(ct)).Offered(ListKind.FollowUpMethod).Select(e => new SelectListItem(e.Name, e.Code));
        List<ListCondition> conditions =
        [
            new ChoiceCondition("method", text["Method"], [.. methods]) { IsEveryday = true },
            new DaysCondition("at", text[list == FollowUpList.Done ? "At" : "PlannedAt"], IsAhead: list != FollowUpList.Done) { IsEveryday = true },
        ];
        if (list != FollowUpList.Done)
            conditions.Add(new ChoiceCondition("priority", text["Priority"], [.. Enum.GetValues<FollowUpPriority>().Select(p => new SelectListItem(text[$"FollowUpPriority.{p}"], p.ToString()))]) { IsEveryday = true });
        if (team)
        {
            var people = await followUps.CountByPersonAsync(list, person is { } one ? [one] : [], by, ct);
            conditions.Insert(0, new ChoiceCondition("person", text["Assignee"], [.. people.Select(p => new SelectListItem(text["Team.Person", p.Name, p.Count], $"{p.Id}"))]) { IsEveryday = true });
        }

        conditions.AddRange(await OfCustomersAsync(filter, ct));
        conditions.AddRange(await own.OfAsync(FieldSubject.FollowUp, filter.Custom, ct));
        return conditions;
    }

    /// <summary>What reports ask of the customers. It comes with an address and is not offered by itself.</summary>
    private async Task<IReadOnlyList<ListCondition>> OfCustomersAsync(FollowUpFilter filter, CancellationToken ct)
    {
        List<ListCondition> conditions = [];
        if (int.TryParse(filter.Customer, out var id))
            conditions.Add(new ChoiceCondition("customer", text["Filter.OfCustomer"], []) { Shown = await customers.NameAsync(id, by, ct) });
        if (new[] { filter.Department, filter.Category, filter.Industry }.All(string.IsNullOrEmpty) && filter.Tag.Count == 0)
            return conditions;

        await choices.LoadFiltersAsync(ct, new CustomerFilter { Industry = filter.Industry, Tag = filter.Tag });
        ListCondition[] all =
        [
            new ChoiceCondition("department", words["Department"], choices.Departments), new ChoiceCondition("category", words["Category"], choices.Categories),
            new ChoiceCondition("industry", words["Industry"], choices.Industries), new SeveralCondition("tag", words["Tags"], choices.Tags, "tagMode"),
        ];
        bool[] isAsked = [!string.IsNullOrEmpty(filter.Department), !string.IsNullOrEmpty(filter.Category), !string.IsNullOrEmpty(filter.Industry), filter.Tag.Count > 0];
        return [.. conditions, .. all.Where((_, i) => isAsked[i])];
    }
}

/// <summary>The lists of follow-ups by the code they have in the address.</summary>
internal static class FollowUpLists
{
    /// <exception cref="BadQueryException">There is no such list.</exception>
    public static FollowUpList Of(string? code, FollowUpCounts counts) => code switch
    {
        null or "" => counts.Overdue > 0 ? FollowUpList.Overdue : FollowUpList.Today,
        "overdue" => FollowUpList.Overdue,
        "today" => FollowUpList.Today,
        "planned" => FollowUpList.Planned,
        "done" => FollowUpList.Done,
        _ => throw new BadQueryException("list"),
    };

    public static string Code(FollowUpList list) => list switch
    {
        FollowUpList.Overdue => "overdue",
        FollowUpList.Today => "today",
        FollowUpList.Planned => "planned",
        _ => "done",
    };
}
