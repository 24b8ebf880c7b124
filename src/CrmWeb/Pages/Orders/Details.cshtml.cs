using CrmWeb.Core.Orders;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Orders;

/// <summary>One order: what it says, what is to be paid and what was, and what was done to it.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class DetailsModel(OrderQueries orders, OrderChanges changes, UserScope by) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    public OrderView Order { get; private set; } = null!;

    public IReadOnlyList<OrderChange> Changes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Order = await orders.ReadAsync(Id, by, ct);
        Changes = await changes.ReadAsync(Id, by, ct);
    }
}
