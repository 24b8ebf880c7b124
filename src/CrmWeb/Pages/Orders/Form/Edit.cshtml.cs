using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Orders;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Orders.Form;

/// <summary>Changes an order that is a draft or active.</summary>
[Authorize(Policy = Permissions.OrdersWrite)]
public sealed class EditModel(OrderEditor editing, OrderQueries orders, OrderFormChoices choices, UserScope by, IStringLocalizer<OrdersText> text) : OrderFormPage(choices, by)
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    public OrderView Order { get; private set; } = null!;

    /// <summary>Where what was typed differs from what somebody else saved meanwhile.</summary>
    public IReadOnlyList<FieldDifference> Clashes { get; private set; } = [];

    public override bool IsNew => false;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Form = await editing.OpenAsync(Id, By, ct);
        Form.CreationKey = Guid.NewGuid();
        return await ShowAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var saving = await editing.SaveAsync(Id, Form, By, ct);
        if (!saving.IsSaved)
        {
            // Saving again is then a decision made with both versions in view.
            (Clashes, Form.Version) = (saving.Clashes, saving.Version);
            ModelState.Remove("Form.Version");
            var page = (PageResult)await RedisplayAsync(ct);
            page.StatusCode = StatusCodes.Status409Conflict;
            return page;
        }

        this.DraftSaved(Form.CreationKey);
        this.Toast(text["Toast.Saved"]);
        return LocalRedirect(CrmLinks.Order(Id));
    }

    protected override async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        Order = await orders.ReadAsync(Id, By, ct);
        if (!Order.Rights.Edit)
            throw new NotFoundException();
        await LoadOwnersAsync(Order.CustomerOwnerId, Order.OwnerId, ct);
        return Page();
    }
}
