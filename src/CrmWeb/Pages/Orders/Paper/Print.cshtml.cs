using CrmWeb.Core.Orders;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Orders.Paper;

/// <summary>The order as it is printed and signed: with the amount in capitals.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class PrintModel(OrderQueries orders, UserScope by) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    public OrderView Order { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Order = await orders.ReadAsync(Id, by, ct);
}
