using CrmWeb.Core.Demo;
using CrmWeb.Core.Organization;
using CrmWeb.Infrastructure;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Account;

/// <summary>What one signs in with.</summary>
public sealed class LoginForm
{
    /// <summary>User name, employee number or mobile number.</summary>
    public string? UserName { get; set; }

    public string? Password { get; set; }
}

/// <summary>The way in. Whatever is wrong, the answer is the same, so that nobody learns which accounts exist.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class LoginModel(
    AccountSignIn accounts, SignInManager<CrmUser> sessions, DraftKeeper drafts, IHostEnvironment environment, IConfiguration configuration,
    IStringLocalizer<OrganizationText> text) : PageModel
{
    [BindProperty]
    public LoginForm Form { get; set; } = new();

    /// <summary>Where to go afterwards; only an address of this site.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>A form that was sent after the session had ended, sealed; it travels along until somebody has signed in.</summary>
    [BindProperty]
    public string? Draft { get; set; }

    /// <summary>Why nobody was signed in.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The form to carry on, once somebody has signed in.</summary>
    public Draft? Restored { get; private set; }

    /// <summary>The accounts of the demo company; none outside Development.</summary>
    public IReadOnlyList<string> DemoAccounts =>
        environment.IsDevelopment() && configuration.GetValue<bool>("Demo:Company") ? DemoCompany.UserNames : [];

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? LocalRedirect(Target()) : Page();

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => SignInAsync(Form.UserName, Form.Password, ct);

    public async Task<IActionResult> OnPostDemoAsync(string? account, CancellationToken ct) =>
        DemoAccounts.Contains(account) ? await SignInAsync(account, DemoCompany.Password, ct) : NotFound();

    private async Task<IActionResult> SignInAsync(string? name, string? password, CancellationToken ct)
    {
        if (await accounts.CheckAsync(name, password, ct) is not { } user)
        {
            Refusal = text["Error.SignIn"];
            var page = Page();
            page.StatusCode = StatusCodes.Status400BadRequest;
            return page;
        }

        await sessions.SignInAsync(user, isPersistent: false);
        if (drafts.Open(Draft) is not { } draft)
            return LocalRedirect(Target());

        // The form is carried on by somebody who is signed in now: its token must be theirs.
        HttpContext.User = await sessions.CreateUserPrincipalAsync(user);
        Restored = draft;
        return Page();
    }

    private string Target() => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : CrmLinks.Desk();
}
