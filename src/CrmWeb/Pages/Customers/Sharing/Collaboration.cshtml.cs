using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Sharing;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers.Sharing;

/// <summary>A request to collaborate, for the owner and the owner's managers to answer; desk and record carry the same form.</summary>
[Authorize(Policy = Permissions.CustomersEdit)]
public sealed class CollaborationModel(CollaborationQueries requests, CollaborationDecision deciding, UserScope by, IStringLocalizer<CustomersText> text)
    : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty]
    public CollaborationForm Form { get; set; } = new();

    public RequestToDecide Wish { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Wish = await requests.ReadAsync(Id, by, ct);

    public async Task<IActionResult> OnPostGrantAsync(CancellationToken ct)
    {
        var customer = await deciding.GrantAsync(Id, Form, by, ct);
        this.Toast(text["Toast.Granted"]);
        return LocalRedirect(CrmLinks.Customer(customer));
    }

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken ct)
    {
        var customer = await deciding.DeclineAsync(Id, by, ct);
        this.Toast(text["Toast.Declined"]);
        return LocalRedirect(CrmLinks.Customer(customer));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        await OnGetAsync(ct);
        return Page();
    }
}
