using CrmWeb.Core.Orders.Payments;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Lists;
using CrmWeb.Pages.Orders.List;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Orders.Received;

/// <summary>The payments received for all orders one may see; what was made void is not among them.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(PaymentListQueries queries, PaymentConditions conditions, UserScope by) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true, Name = "")]
    public PaymentFilter Filter { get; set; } = new();

    public PaymentList Payments { get; private set; } = new(new PageOf<ReceivedRow>([], 0, 1, PageWanted.UsualSize), 0m);

    public ListFrame List { get; private set; } = null!;

    string IFormPage.FormPrefix => "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Payments = await queries.ListAsync(Filter, by, ct);
        return await RedisplayAsync(ct);
    }

    /// <summary>The conditions alone where some of them cannot be read.</summary>
    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        List = new ListFrame(Request, PaymentExport.List, CrmLinks.Payments())
        {
            Conditions = await conditions.OfAsync(Filter, ct),
            Total = Payments.Page.Total,
            MayExport = by.Has(Permissions.CustomersExport),
        };
        return Page();
    }
}
