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

/// <summary>A contact who works for another customer now.</summary>
[Authorize(Policy = Permissions.CustomersEdit)]
public sealed class MoveModel(ContactQueries contacts, ContactTransfer moves, OrganizationClock clock, UserScope by, IStringLocalizer<CustomersText> text)
    : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    /// <summary>What the other customer is looked for by.</summary>
    [FromQuery]
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty]
    public ContactMoveForm Form { get; set; } = new();

    public ContactRow Row { get; private set; } = null!;

    public IReadOnlyList<MoveTarget> Targets { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct)
    {
        Form.On = clock.Today;
        return LoadAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await moves.MoveAsync(Id, Form, by, ct);
        this.Toast(text["Toast.ContactMoved"]);
        return LocalRedirect(CrmLinks.Customer(Form.Customer!.Value));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Row = await contacts.ReadEditableAsync(Id, by, ct);
        Targets = await moves.TargetsAsync(Id, Q, by, ct);
    }
}
