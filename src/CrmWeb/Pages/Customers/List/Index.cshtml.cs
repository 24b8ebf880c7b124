using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Infrastructure;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers.List;

/// <summary>The customer list; every view is a link.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(
    CustomerListQueries queries, CustomerChoices choices, CurrentFilterCodes codes, UserDirectory users, UserScope by, IStringLocalizer<CustomersText> text)
    : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true, Name = "")]
    public CustomerFilter Filter { get; set; } = new();

    public CustomerChoices Choices => choices;

    public UserScope By => by;

    /// <summary>This view, to come back to.</summary>
    public string Address => Request.Path + Request.QueryString;

    public PageOf<CustomerRow> Rows { get; private set; } = new([], 0, 1, CustomerFilter.DefaultSize);

    /// <summary>Who is filtered by, also where the reader is not offered them.</summary>
    public string? OwnerName { get; private set; }

    public string? DeveloperName { get; private set; }

    public IReadOnlyList<FilterChip> Chips { get; private set; } = [];

    /// <summary>The rare filters are asked for; they are half of the page's bytes.</summary>
    [BindProperty(SupportsGet = true)]
    public bool More { get; set; }

    /// <summary>Whether the rare filters are asked for, in force or faulty, so that their fold stands open.</summary>
    public bool ShowsRareFilters => More || HasRareFilter || !ModelState.IsValid;

    /// <summary>This view with the rare filters.</summary>
    public string AddressWithRareFilters => QueryAddress.With(Request, "more", "true");

    private bool HasRareFilter { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        // A saved address may carry codes that were merged away: it leads on to the one with the codes of today.
        List<KeyValuePair<string, string?>> asked = [.. Request.Query.SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v)))];
        if (await codes.OfAsync(asked, ct) is { } current)
            return LocalRedirect(CrmLinks.Customers() + QueryString.Create(current));

        Rows = await queries.ListAsync(Filter, by, ct);
        return await RedisplayAsync(ct);
    }

    string IFormPage.FormPrefix => "";

    /// <summary>The filters alone where some of them cannot be read: what is wrong stands beside them.</summary>
    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        await choices.LoadFiltersAsync(ct, Filter);
        var directory = await users.GetAsync(ct);
        string? Name(string? person) => person == "me" ? by.Name : int.TryParse(person, out var id) ? directory.Name(id) : null;
        (OwnerName, DeveloperName) = (Name(Filter.Owner), Name(Filter.Developer));
        Chips = new CustomerChips(choices, text).Of(Filter, OwnerName, DeveloperName);
        HasRareFilter = Chips.Any(c => !CustomerChips.Everyday.Contains(c.Query));
        return Page();
    }
}
