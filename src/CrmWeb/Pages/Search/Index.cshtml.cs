using CrmWeb.Core.Customers.List;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Search;

/// <summary>What the search box finds, as a list.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(CustomerListQueries queries, UserScope by) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? P { get; set; }

    public PageOf<CustomerRow> Rows { get; private set; } = new([], 0, 1, PageWanted.UsualSize);

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(Q))
            Rows = await queries.ListAsync(new CustomerFilter { Q = Q, P = P }, by, ct);
    }
}
