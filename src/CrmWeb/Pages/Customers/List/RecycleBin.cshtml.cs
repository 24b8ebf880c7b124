using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers.List;

/// <summary>What was deleted, to be restored.</summary>
[Authorize(Policy = Permissions.CustomersDelete)]
public sealed class RecycleBinModel(RecycleBin bin, UserScope by, IStringLocalizer<CustomersText> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? P { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Size { get; set; }

    public PageOf<BinnedCustomer> Customers { get; private set; } = new([], 0, 1, PageWanted.UsualSize);

    public async Task OnGetAsync(CancellationToken ct) => Customers = await bin.ListAsync(PageWanted.Of(P, Size), by, ct);

    public async Task<IActionResult> OnPostRestoreAsync(int id, CancellationToken ct)
    {
        await bin.RestoreAsync(id, by, ct);
        this.Toast(text["Toast.Restored"]);
        return LocalRedirect(CrmLinks.Customer(id));
    }
}
