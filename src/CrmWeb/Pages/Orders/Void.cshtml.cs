using CrmWeb.Core.Orders;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Orders;

/// <summary>Calls an order off, with the reason.</summary>
[Authorize(Policy = Permissions.OrdersWrite)]
public sealed class VoidModel(OrderQueries orders, OrderProgress progress, UserScope by, IStringLocalizer<OrdersText> text) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty]
    public VoidForm Form { get; set; } = new();

    public OrderView Order { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await RedisplayAsync(ct);
        if (!Order.Rights.Moves.Contains(OrderState.Void))
            throw new NotFoundException();
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await progress.MoveAsync(Id, OrderState.Void, Form.Reason, by, ct);
        this.Toast(text["Toast.Voided"]);
        return LocalRedirect(CrmLinks.Order(Id));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Order = await orders.ReadAsync(Id, by, ct);
        return Order.Rights.Write ? Page() : throw new NotFoundException();
    }
}
