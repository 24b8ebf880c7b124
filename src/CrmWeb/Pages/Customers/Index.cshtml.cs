using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers;

/// <summary>A filter in force, as a chip that takes it off.</summary>
public sealed record FilterChip(string Text, string Query, string? Value = null);

/// <summary>One select of the filter bar.</summary>
public sealed record FilterChoice(string Name, string Label, IEnumerable<SelectListItem> Items, string? Value)
{
    public bool IsChosen(SelectListItem item) => string.Equals(item.Value, Value, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The customer list; every view is a link.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(CustomerListQueries queries, CustomerChoices choices, UserDirectory users, UserScope by, IStringLocalizer<CustomersText> text) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "")]
    public CustomerFilter Filter { get; set; } = new();

    public CustomerChoices Choices => choices;

    public UserScope By => by;

    public PageOf<CustomerRow> Rows { get; private set; } = new([], 0, 1, CustomerFilter.DefaultSize);

    public IReadOnlyList<FilterChip> Chips { get; private set; } = [];

    /// <summary>Whether one of the rare filters is in force, so that their fold stands open.</summary>
    public bool HasRareFilter { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Rows = await queries.ListAsync(Filter, by, ct);
        await choices.LoadFiltersAsync(ct);
        Chips = [.. await DescribeAsync(ct)];
        HasRareFilter = new[] { Filter.Industry, Filter.Category, Filter.Source, Filter.Region, Filter.Department, Filter.IdleDays, Filter.CreatedFrom, Filter.CreatedTo }
            .Any(v => !string.IsNullOrEmpty(v)) || Filter.Tag.Count > 0;
    }

    private async Task<IEnumerable<FilterChip>> DescribeAsync(CancellationToken ct)
    {
        List<FilterChip> chips = [];
        void Add(string query, string? value, string label, string? shown)
        {
            if (!string.IsNullOrWhiteSpace(value))
                chips.Add(new FilterChip(text["Chip", label, shown ?? value], query));
        }

        static string? Name(IEnumerable<SelectListItem> items, string? value) =>
            items.FirstOrDefault(i => string.Equals(i.Value, value, StringComparison.OrdinalIgnoreCase))?.Text.Trim();

        var owner = Filter.Owner == "me" ? by.Name
            : int.TryParse(Filter.Owner, out var id) ? (await users.GetAsync(ct)).Name(id) : null;
        Add("q", Filter.Q, text["Filter.Q"], null);
        Add("stage", Filter.Stage, text["Stage"], Name(choices.Stages, Filter.Stage));
        Add("level", Filter.Level, text["Level"], Filter.Level?.ToUpperInvariant());
        Add("type", Filter.Type, text["Type"], Name(choices.AllTypes, Filter.Type));
        Add("category", Filter.Category, text["Category"], Name(choices.Categories, Filter.Category));
        Add("owner", Filter.Owner, text["Owner"], owner);
        Add("department", Filter.Department, text["Department"], Name(choices.Departments, Filter.Department));
        Add("industry", Filter.Industry, text["Industry"], Name(choices.Industries, Filter.Industry));
        Add("region", Filter.Region, text["Region"], Name(choices.Areas.Concat(choices.Regions), Filter.Region));
        Add("source", Filter.Source, text["Source"], Name(choices.Sources, Filter.Source));
        Add("idleDays", Filter.IdleDays, text["Filter.IdleDays"], text["Filter.Days", Filter.IdleDays ?? ""]);
        Add("createdFrom", Filter.CreatedFrom, text["Filter.CreatedFrom"], null);
        Add("createdTo", Filter.CreatedTo, text["Filter.CreatedTo"], null);
        chips.AddRange(Filter.Tag.Where(t => t.Length > 0).Select(t => new FilterChip(text["Chip", text["Tags"], Name(choices.Tags, t) ?? t], "tag", t)));
        return chips;
    }
}
