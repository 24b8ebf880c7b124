using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Account;

/// <summary>The step between the first sign-in and everything else: an own password, and the mobile number.</summary>
[Authorize(Policy = CrmPolicies.SignedIn)]
[OpenBeforeFirstSignIn]
public sealed class FirstSignInModel(OwnAccount account, SignInManager<CrmUser> sessions, UserScope by) : PageModel, IFormPage
{
    [BindProperty]
    public FirstSignInForm Form { get; set; } = new();

    public string DisplayName { get; private set; } = "";

    public bool AsksForPassword { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var user = await account.GetAsync(by, ct);
        Form.Mobile = user.Mobile;
        return user.NeedsFirstSignIn ? await RedisplayAsync(ct) : LocalRedirect(CrmLinks.Desk());
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await sessions.RefreshSignInAsync(await account.CompleteFirstSignInAsync(Form, by, ct));
        return LocalRedirect(CrmLinks.Desk());
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        var user = await account.GetAsync(by, ct);
        DisplayName = user.DisplayName;
        AsksForPassword = user.MustChangePassword;
        return Page();
    }
}
