using CrmWeb.Core.Orders;
using CrmWeb.Core.Organization;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Customers.Form;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.Pages.Orders.Form;

/// <summary>The page of the form of an order, whether it enters one or changes one.</summary>
public abstract class OrderFormPage(OrderFormChoices choices, UserScope by) : PageModel, IFormPage
{
    [BindProperty]
    public OrderForm Form { get; set; } = new();

    /// <summary>Whose the order may be.</summary>
    public IReadOnlyList<SelectListItem> Owners { get; private set; } = [];

    /// <summary>The order is entered, not changed.</summary>
    public abstract bool IsNew { get; }

    /// <summary>The name of the stage in which the customer is won by this form; null where it is won already.</summary>
    public string? WonStage { get; protected set; }

    /// <summary>The code of that stage.</summary>
    public string? WonCode { get; protected set; }

    /// <summary>The customer who is won by it.</summary>
    public int WonCustomer { get; protected set; }

    protected UserScope By => by;

    /// <summary>One more line, or one more row of the plan, for browsers without script.</summary>
    /// <param name="row">item or plan.</param>
    [RestorableForm]
    public Task<IActionResult> OnPostRowAsync(string? row, CancellationToken ct)
    {
        Tidy();
        if (row == "plan")
            Form.Plan.Add(new PlannedPaymentForm());
        else
            Form.Items.Add(new OrderItemForm());
        return ShowAsync(ct);
    }

    public virtual Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Tidy();
        return ShowAsync(ct);
    }

    /// <summary>Fetches what the form shows besides itself, and shows it.</summary>
    protected abstract Task<IActionResult> ShowAsync(CancellationToken ct);

    /// <inheritdoc cref="OrderOwners.ForAsync"/>
    protected async Task LoadOwnersAsync(int? customerOwner, int? kept, CancellationToken ct)
    {
        Owners = await choices.OwnersAsync(customerOwner, kept, by, ct);

        // There is always a line to type in.
        if (Form.Items.Count == 0)
            Form.Items.Add(new OrderItemForm());
        if (Form.Plan.Count == 0)
            Form.Plan.Add(new PlannedPaymentForm());
    }

    /// <summary>Rows in which nothing was typed go, as they do when the form is read: errors name the rows that stay.</summary>
    private void Tidy()
    {
        Form = Form.Cleaned();
        ModelState.Renumber();
    }
}

/// <summary>What the form of an order offers for choice.</summary>
public sealed class OrderFormChoices(OrderOwners owners, UserDirectory users, StoredChoices stored)
{
    /// <inheritdoc cref="OrderOwners.ForAsync"/>
    public async Task<IReadOnlyList<SelectListItem>> OwnersAsync(int? customerOwner, int? kept, UserScope by, CancellationToken ct) => stored.Keep(
        [.. (await owners.ForAsync(customerOwner, kept, by, ct)).Select(u => new SelectListItem(stored.Name(u), $"{u.Id}"))], (await users.GetAsync(ct)).ById(kept));
}
