using CrmWeb.Core.Customers.List;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Search;

/// <summary>The drop-down under the search box.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class SuggestModel(CustomerSearch search, UserScope by) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public IReadOnlyList<SearchSuggestion> Suggestions { get; private set; } = [];

    public bool Searched => Q?.Trim().Length >= CustomerSearch.MinLength;

    public async Task OnGetAsync(CancellationToken ct) => Suggestions = await search.SuggestAsync(Q, by, ct);
}
