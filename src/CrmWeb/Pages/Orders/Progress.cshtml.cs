using CrmWeb.Core.Orders;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Orders;

/// <summary>Moves an order on, or opens it again, with one press; the buttons stand on its page.</summary>
[Authorize(Policy = Permissions.OrdersWrite)]
public sealed class ProgressModel(OrderProgress progress, UserScope by, IStringLocalizer<OrdersText> text) : PageModel, IButtonPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    public string BackAddress => CrmLinks.Order(Id);

    public IActionResult OnGet() => NotFound();

    public Task<IActionResult> OnPostActivateAsync(CancellationToken ct) => MoveAsync(OrderState.Active, "Toast.Activated", ct);

    public Task<IActionResult> OnPostCompleteAsync(CancellationToken ct) => MoveAsync(OrderState.Completed, "Toast.Completed", ct);

    public Task<IActionResult> OnPostReopenAsync(CancellationToken ct) => MoveAsync(OrderState.Active, "Toast.Reopened", ct);

    private async Task<IActionResult> MoveAsync(OrderState state, string said, CancellationToken ct)
    {
        await progress.MoveAsync(Id, state, reason: null, by, ct);
        this.Toast(text[said]);
        return LocalRedirect(BackAddress);
    }
}
