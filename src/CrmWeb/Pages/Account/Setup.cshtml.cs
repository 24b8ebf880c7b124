using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Account;

/// <summary>Creates the first administrator; there is no account by default. Open until there is one.</summary>
[AllowAnonymous]
[OpenDuringFirstRun]
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class SetupModel(FirstRun firstRun, FirstAccount accounts, IStringLocalizer<OrganizationText> text) : PageModel, IFormPage
{
    [BindProperty]
    public FirstRunForm Form { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        // Another process on the same database may have been set up meanwhile.
        if (firstRun.IsOpen)
            await firstRun.PrepareAsync(ct);
        return firstRun.IsOpen ? Page() : LocalRedirect(CrmLinks.Login(null));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await accounts.SetUpAsync(Form, ct);
        this.Toast(text["Setup.Done"]);
        return LocalRedirect(CrmLinks.Login(null));
    }

    public Task<IActionResult> RedisplayAsync(CancellationToken ct) =>
        Task.FromResult<IActionResult>(firstRun.IsOpen ? Page() : NotFound());
}
