using CrmWeb.Core.Formats;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Orders;

/// <summary>Notes money that came in for an order.</summary>
[Authorize(Policy = Permissions.OrdersWrite)]
public sealed class PaymentModel(OrderQueries orders, PaymentService payments, ListCatalog lists, OrganizationClock clock, UserScope by, IStringLocalizer<OrdersText> text) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty]
    public PaymentForm Form { get; set; } = new();

    public OrderView Order { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Methods { get; private set; } = [];

    /// <summary>More is typed than is open, so that a reason is asked for.</summary>
    public bool IsOver { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!Order.Rights.Pay)
            throw new NotFoundException();

        // What is most likely to come in: the next row of the plan, else all that is open.
        var next = Order.Plan.FirstOrDefault(p => p.State != PlannedState.Paid)?.Open ?? Order.Row.Open;
        Form = new PaymentForm
        {
            CreationKey = Guid.NewGuid(),
            PaidOn = clock.Today,
            Amount = next > 0 ? Money.ToInput(Math.Min(next, Order.Row.Open)) : null,
            Method = Methods.Count > 0 ? Methods[0].Value : null,
        };
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await payments.NoteAsync(Id, Form, by, ct);
        this.DraftSaved(Form.CreationKey);
        this.Toast(text["Toast.Paid"]);
        return LocalRedirect(CrmLinks.Order(Id));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        IsOver = Money.TryParse(Form.Amount, out var amount) && amount > Order.Row.Open;

        // Once it was said that this form was saved before, what it says now may be saved beside that.
        if (ModelState[""]?.Errors.Count > 0)
            Form.CreationKey = Guid.NewGuid();
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Order = await orders.ReadAsync(Id, by, ct);

        // Where the order was called off meanwhile, what was typed stays in sight and it is said why it is refused.
        if (!Order.Rights.Write)
            throw new NotFoundException();
        Methods = [.. (await lists.GetAsync(ct)).Offered(ListKind.PaymentMethod).Select(e => new SelectListItem(e.Name, e.Code))];
    }
}
