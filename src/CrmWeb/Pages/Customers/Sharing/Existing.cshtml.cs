using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Sharing;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers.Sharing;

/// <summary>What helps whoever has met a duplicate: claim it from the pool, or ask its owner to collaborate.</summary>
[Authorize(Policy = Permissions.CustomersCreate)]
[EnableRateLimiting(RateLimits.DuplicateCheck)]
public sealed class ExistingModel(
    CustomerClaim claim, CollaborationService asking, MatchTokens tokens, UserScope by, IStringLocalizer<CustomersText> text) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public ExistingForm Form { get; set; } = new();

    /// <summary>Null where the token is none, somebody else's, or too old.</summary>
    public ExistingCustomer? Customer { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    public async Task<IActionResult> OnPostClaimAsync(CancellationToken ct)
    {
        if (tokens.Open(Token, by) is not { } id)
            return await RedisplayAsync(ct);
        await claim.ClaimAsync(id, by, ct);
        this.Toast(text["Toast.Claimed"]);
        return LocalRedirect(CrmLinks.Customer(id));
    }

    public async Task<IActionResult> OnPostAskAsync(CancellationToken ct)
    {
        if (tokens.Open(Token, by) is not { } id)
            return await RedisplayAsync(ct);
        await asking.AskAsync(id, Form.Note, by, ct);
        this.Toast(text["Toast.Asked"]);
        return LocalRedirect(CrmLinks.Desk());
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        var id = tokens.Open(Token, by);
        Customer = id is null ? null : await asking.LookAsync(id.Value, by, ct);
        var page = Page();
        if (Customer is null)
            page.StatusCode = StatusCodes.Status404NotFound;
        return page;
    }
}

/// <summary>Why one would like to work on it.</summary>
public sealed class ExistingForm
{
    public string? Note { get; set; }
}
