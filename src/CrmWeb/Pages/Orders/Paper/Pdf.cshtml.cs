using CrmWeb.Core.Files;
using CrmWeb.Core.Orders;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Orders.Paper;

/// <summary>The order as it is printed, as a file.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class PdfModel(OrderQueries orders, OrderPdf paper, UserScope by) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var order = await orders.ReadAsync(Id, by, ct);
        return File(await paper.OfAsync(order, ct), "application/pdf", FileNames.Clean($"{order.Row.Number}.pdf"));
    }
}
