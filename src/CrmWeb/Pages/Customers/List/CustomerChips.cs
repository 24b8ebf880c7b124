using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers.List;

/// <summary>A filter in force, as a chip that takes it off.</summary>
public sealed record FilterChip(string Text, string Query, string? Value = null);

/// <summary>One select of the filter bar.</summary>
/// <param name="First">A choice above the others.</param>
public sealed record FilterChoice(string Name, string Label, IEnumerable<SelectListItem> Items, string? Value, SelectListItem? First = null)
{
    /// <summary>What the value is called where it is not among the choices.</summary>
    public string? Shown { get; init; }

    public bool IsChosen(SelectListItem item) => string.Equals(item.Value, Value, StringComparison.OrdinalIgnoreCase);
}

/// <summary>One typed condition of the filter bar.</summary>
public sealed record FilterText(string Name, string Label, string? Value, string? Example = null, string Type = "text");

/// <summary>Says in words which conditions of the list are in force.</summary>
internal sealed class CustomerChips(CustomerChoices choices, IStringLocalizer<CustomersText> text)
{
    /// <summary>Conditions that are in sight anyway; any other one opens the fold of the rare ones.</summary>
    public static readonly string[] Everyday = ["q", "stage", "level", "owner"];

    private readonly List<FilterChip> chips = [];

    public IReadOnlyList<FilterChip> Of(CustomerFilter f, string? owner, string? developer)
    {
        Add("q", f.Q, "Filter.Q");
        Add("stage", f.Stage, "Stage", choices.Stages);
        Add("level", f.Level, "Level", shown: f.Level?.ToUpperInvariant());
        Add("type", f.Type, "Type", choices.AllTypes);
        Add("category", f.Category, "Category", choices.Categories);
        Add("owner", f.Owner, "Owner", shown: f.Owner == CustomerFilter.NoOwner ? text["Filter.NoOwner"].Value : owner);
        Add("developer", f.Developer, "Developer", shown: developer);
        Add("kind", f.Kind, "Kind", choices.Kinds);
        Add("department", f.Department, "Department", choices.Departments);
        Add("industry", f.Industry, "Industry", choices.Industries);
        Add("region", f.Region, "Region", choices.AreasAndRegions);
        Add("source", f.Source, "Source", choices.Sources);
        Add("idleDays", f.IdleDays, "Filter.IdleDays", shown: text["Filter.Days", f.IdleDays ?? ""]);
        Add("stuckDays", f.StuckDays, "Filter.StuckDays", shown: text["Filter.Days", f.StuckDays ?? ""]);
        Add("watch", f.Watch, "Filter.Watch", choices.Watches);
        Add("lastFollowUpFrom", f.LastFollowUpFrom, "Filter.LastFollowUpFrom");
        Add("lastFollowUpTo", f.LastFollowUpTo, "Filter.LastFollowUpTo");
        Add("nextFrom", f.NextFrom, "Filter.NextFrom");
        Add("nextTo", f.NextTo, "Filter.NextTo");
        Add("firstContactFrom", f.FirstContactFrom, "Filter.FirstContactFrom");
        Add("firstContactTo", f.FirstContactTo, "Filter.FirstContactTo");
        Add("signedFrom", f.SignedFrom, "Filter.SignedFrom");
        Add("signedTo", f.SignedTo, "Filter.SignedTo");
        Add("createdFrom", f.CreatedFrom, "Filter.CreatedFrom");
        Add("createdTo", f.CreatedTo, "Filter.CreatedTo");
        Add("expectedFrom", f.ExpectedFrom, "Filter.ExpectedFrom");
        Add("expectedTo", f.ExpectedTo, "Filter.ExpectedTo");
        Add("amountFrom", f.AmountFrom, "Filter.AmountFrom");
        Add("amountTo", f.AmountTo, "Filter.AmountTo");
        Add("budget", f.Budget, "Budget", choices.Budgets);
        Add("sizeClass", f.SizeClass, "SizeClass", choices.SizeClasses);
        Add("headcount", f.Headcount, "Headcount", choices.HeadcountBands);
        Add("revenue", f.Revenue, "AnnualRevenue", choices.RevenueBands);
        Add("completeness", f.Completeness, "Filter.Completeness", shown: f.Completeness + "%");
        chips.AddRange(f.Tag.Where(t => t.Length > 0).Select(t => new FilterChip(text["Chip", text["Tags"], Name(choices.Tags, t) ?? t], "tag", t)));
        return chips;
    }

    private void Add(string query, string? value, string label, IEnumerable<SelectListItem>? items = null, string? shown = null)
    {
        if (!string.IsNullOrWhiteSpace(value))
            chips.Add(new FilterChip(text["Chip", text[label], shown ?? (items is null ? value : Name(items, value) ?? value)], query));
    }

    private static string? Name(IEnumerable<SelectListItem> items, string value) =>
        items.FirstOrDefault(i => string.Equals(i.Value, value, StringComparison.OrdinalIgnoreCase))?.Text.Trim();
}
