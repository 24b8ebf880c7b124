using CrmWeb.Core.Customers.List;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers.List;

/// <summary>The customer list; every view is a link.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(
    CustomerListQueries queries, CustomerConditions conditions, CurrentFilterCodes codes, UserScope by, IStringLocalizer<Core.Customers.CustomersText> text)
    : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true, Name = "")]
    public CustomerFilter Filter { get; set; } = new();

    public UserScope By => by;

    public PageOf<CustomerRow> Rows { get; private set; } = new([], 0, 1, CustomerFilter.DefaultSize);

    public ListFrame List { get; private set; } = null!;

    string IFormPage.FormPrefix => "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        // A saved address may carry codes that were merged away: it leads on to the one with the codes of today.
        List<KeyValuePair<string, string?>> asked = [.. Request.Query.SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v)))];
        if (await codes.OfAsync(asked, ct) is { } current)
            return LocalRedirect(CrmLinks.Customers() + QueryString.Create(current));

        Rows = await queries.ListAsync(Filter, by, ct);
        return await RedisplayAsync(ct);
    }

    /// <summary>The conditions alone where some of them cannot be read: what is wrong stands beside them.</summary>
    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        List = new ListFrame(Request, "customers", CrmLinks.Customers())
        {
            Search = new ListSearch(text["Filter.Q"]),
            Conditions = await conditions.OfAsync(Filter, ct),
            Total = Rows.Total,
        };
        return Page();
    }
}
