using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Organization;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Contacts;

/// <summary>One contact who leaves, or comes back.</summary>
[Authorize(Policy = Permissions.CustomersEdit)]
public sealed class DetailsModel(ContactQueries contacts, ContactTransfer moves, OrganizationClock clock, UserScope by, IStringLocalizer<CustomersText> text)
    : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty]
    public ContactMoveForm Form { get; set; } = new();

    public ContactRow Row { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Row = await contacts.ReadEditableAsync(Id, by, ct);
        Form.On = Row.Card.DepartedOn ?? clock.Today;
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var customer = await moves.DepartAsync(Id, Form, by, ct);
        this.Toast(text["Toast.ContactDeparted"], CrmLinks.ReinstateContact(Id));
        return LocalRedirect(CrmLinks.Customer(customer));
    }

    public async Task<IActionResult> OnPostReturnAsync(CancellationToken ct)
    {
        var customer = await moves.ReinstateAsync(Id, by, ct);
        this.Toast(text["Toast.ContactReinstated"]);
        return LocalRedirect(CrmLinks.Customer(customer));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Row = await contacts.ReadEditableAsync(Id, by, ct);
        return Page();
    }
}
