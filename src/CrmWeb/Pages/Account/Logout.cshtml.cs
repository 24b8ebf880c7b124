using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Account;

/// <summary>The way out; only by sending a form, so that no link or picture can sign anybody out.</summary>
[Authorize(Policy = CrmPolicies.SignedIn)]
[OpenBeforeFirstSignIn]
public sealed class LogoutModel(AccountSignIn accounts, SignInManager<CrmUser> sessions, UserScope by) : PageModel
{
    public IActionResult OnGet() => LocalRedirect(CrmLinks.Desk());

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await accounts.NoteSignOutAsync(by, ct);
        await sessions.SignOutAsync();
        return LocalRedirect(CrmLinks.SignedOut());
    }
}
