using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Reports.Analysis;
using CrmWeb.Pages.Customers;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Reports;

/// <summary>What a report can be asked for: the same everywhere, and for the free analysis what it counts.</summary>
public sealed class ReportConditions(
    CustomerChoices choices, UserDirectory users, DepartmentTree departments, CustomFieldCatalog own, UserScope by, IStringLocalizer<ReportsText> text, IStringLocalizer<CustomersText> customers)
{
    public async Task<IReadOnlyList<ListCondition>> OfAsync(IReport report, ReportFilter filter, CancellationToken ct)
    {
        await choices.LoadFiltersAsync(ct, new CustomerFilter { Industry = filter.Industry, Tag = filter.Tag });
        var directory = await users.GetAsync(ct);
        ChoiceCondition Of(string key, string label, IEnumerable<string> codes, string words) =>
            new(key, text[label], [.. codes.Select(code => new SelectListItem(text[$"{words}.{code}"], code))]) { IsEveryday = true };

        List<ListCondition> conditions = [];
        if (report.IsFree)
        {
            List<SelectListItem> dimensions =
            [
                .. AnalysisReport.DimensionsFor(by).Select(code => new SelectListItem(text[$"Dimension.{code}"], code)),
                .. AnalysisReport.OwnDimensionsFor((await own.GetAsync(ct)).Customers, by).Select(field => new SelectListItem(field.Name, field.FieldKey)),
            ];
            conditions.AddRange(
            [
                new ChoiceCondition("by", text["Condition.By"], dimensions) { IsEveryday = true }, new ChoiceCondition("then", text["Condition.Then"], dimensions) { IsEveryday = true },
            ]);
            if (!string.IsNullOrEmpty(filter.Then))
                conditions.Add(Of("measure", "Condition.Measure", AnalysisReport.Measures, "Measure"));
        }

        if (!report.IsOfNow)
            conditions.Add(new DaysCondition("period", text["Condition.Period"]) { IsEveryday = true });

        // Who sees the own customers alone is offered neither, but told of what an address asks for.
        if (by.Scope != DataScope.Own || !string.IsNullOrWhiteSpace(filter.Department))
        {
            var named = int.TryParse(filter.Department, out var one) ? (await departments.GetAsync(ct)).ById(one) : null;
            IReadOnlyList<SelectListItem> offered = by.Scope == DataScope.Own && named is not null ? [new SelectListItem(named.Name, $"{named.Id}")] : choices.Departments;
            conditions.Add(new ChoiceCondition("department", customers["Department"], offered) { IsEveryday = true, Shown = named?.Name });
        }

        if (by.Scope != DataScope.Own || !string.IsNullOrWhiteSpace(filter.Owner))
        {
            conditions.Add(new ChoiceCondition("owner", report.Code == "follow-up-frequency" ? text["Condition.Person"] : customers["Owner"], choices.Owners)
            {
                IsEveryday = true,
                Shown = filter.Owner == "me" ? by.Name : filter.Owner == CustomerFilter.NoOwner ? text["None.Owner"] : int.TryParse(filter.Owner, out var id) ? directory.Name(id) : null,
                Spelled = filter.Owner == "me" ? $"{by.UserId}" : null,
            });
        }

        conditions.AddRange(
        [
            new ChoiceCondition("category", customers["Category"], choices.Categories) { IsEveryday = true },
            new ChoiceCondition("industry", customers["Industry"], choices.Industries) { IsEveryday = true },
            new SeveralCondition("tag", customers["Tags"], choices.Tags, "tagMode") { IsEveryday = true },
        ]);
        return conditions;
    }
}
