using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Orders;

/// <summary>Takes back a payment that was noted wrongly, with the reason.</summary>
[Authorize(Policy = Permissions.OrdersWrite)]
public sealed class VoidPaymentModel(OrderQueries orders, PaymentService payments, UserScope by, IStringLocalizer<OrdersText> text) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty]
    public VoidForm Form { get; set; } = new();

    public OrderView Order { get; private set; } = null!;

    public PaymentRow Payment { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => await RedisplayAsync(ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var order = await payments.VoidAsync(Id, Form, by, ct);
        this.Toast(text["Toast.PaymentVoided"]);
        return LocalRedirect(CrmLinks.Order(order));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Order = await orders.ReadOfPaymentAsync(Id, by, ct);
        Payment = Order.Payments.Single(p => p.Id == Id);
        return Page();
    }
}
