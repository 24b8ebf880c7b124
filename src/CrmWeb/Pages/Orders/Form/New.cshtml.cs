using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Orders.Form;

/// <summary>Enters an order of a customer; one that is not won yet is won by the same form.</summary>
[Authorize(Policy = Permissions.OrdersWrite)]
public sealed class NewModel(
    OrderService orders, CustomerRecordQueries records, CustomersToFollowUp customers, PipelineCatalog pipeline, OrderFormChoices choices, OrganizationClock clock, UserScope by,
    IStringLocalizer<OrdersText> text)
    : OrderFormPage(choices, by)
{
    [BindProperty(SupportsGet = true, Name = "customer")]
    public int? CustomerId { get; set; }

    /// <summary>What the customer is looked for by.</summary>
    [FromQuery]
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public IReadOnlyList<CustomerToFollowUp> Customers { get; private set; } = [];

    public CustomerRecord Customer { get; private set; } = null!;

    public override bool IsNew => true;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (CustomerId is null)
        {
            Customers = await customers.FindAsync(Q, By, ct);
            return Page();
        }

        Form = new OrderForm { CreationKey = Guid.NewGuid(), OrderedOn = clock.Today, Wins = true };
        await ShowAsync(ct);
        Form.From = Customer.Stage.Code;
        Form.Owner = Owners.Any(o => o.Value == $"{Customer.OwnerId}") ? Customer.OwnerId : By.UserId;
        return Page();
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = await orders.EnterAsync(CustomerId ?? throw new BadQueryException("customer"), Form, By, ct);
        this.DraftSaved(Form.CreationKey);
        this.Toast(text["Toast.Entered"]);
        return LocalRedirect(CrmLinks.Order(id));
    }

    public override Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        // Once it was said that this form was saved before, what it says now may be saved beside that.
        if (ModelState[""]?.Errors.Count > 0)
            Form.CreationKey = Guid.NewGuid();
        return base.RedisplayAsync(ct);
    }

    protected override async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        Customer = await records.ReadProductFieldsAsync(CustomerId ?? throw new BadQueryException("customer"), By, ct);
        if (!Customer.Rights.Edit)
            throw new NotFoundException();
        var won = Customer.Type == CustomerType.Won ? null : OrderFormReader.Won(await pipeline.GetAsync(ct));
        (WonStage, WonCode, WonCustomer) = (won?.Name, won?.Code, Customer.Id);

        // Once it was said that somebody moved the customer meanwhile, the form starts from where it stands now.
        if (ModelState["Form.Wins"]?.Errors.Count > 0)
            Form.From = Customer.Stage.Code;
        await LoadOwnersAsync(Customer.OwnerId, null, ct);
        return Page();
    }
}
