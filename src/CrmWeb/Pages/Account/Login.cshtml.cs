using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.SampleData.Company;
using CrmWeb.Security;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Account;

/// <summary>The way in. Whatever is wrong, the answer is the same, so that nobody learns which accounts exist.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIn)]
[IgnoreAntiforgeryToken(Order = 2000)]
public sealed class LoginModel(
    AccountSignIn accounts, SignInManager<CrmUser> sessions, DraftKeeper drafts, FormOrigin origin, KnownDevices devices, UserScope by, IHostEnvironment environment, IConfiguration configuration,
    IStringLocalizer<OrganizationText> text) : PageModel
{
    [BindProperty]
    public SignInForm Form { get; set; } = new();

    /// <summary>Where to go afterwards; only an address of this site.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Somebody has just signed out here: what the browser kept of them goes.</summary>
    [BindProperty(SupportsGet = true)]
    public bool SignedOut { get; set; }

    /// <summary>A form that was sent after the session had ended, sealed; it travels along until somebody has signed in.</summary>
    [BindProperty]
    public string? Draft { get; set; }

    /// <summary>Who is signed in already, where that happened after this page was opened, in another tab.</summary>
    public string? SignedInAs { get; private set; }

    /// <summary>Why nobody was signed in.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The form to carry on, once somebody has signed in.</summary>
    public Draft? Restored { get; private set; }

    /// <summary>The accounts of the demo company; none outside Development.</summary>
    public IReadOnlyList<string> DemoAccounts =>
        environment.IsDevelopment() && configuration.GetValue<bool>("Demo:Company") ? DemoCompany.UserNames : [];

    /// <summary>Where to go on.</summary>
    public string Target => Url.LocalOr(ReturnUrl, CrmLinks.Desk());

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? LocalRedirect(Target) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => await StaleAsync() ?? await SignInAsync(Form, ct);

    public async Task<IActionResult> OnPostDemoAsync(string? account, CancellationToken ct) =>
        await StaleAsync() ?? (DemoAccounts.Contains(account) ? await SignInAsync(new() { UserName = account, Password = DemoCompany.Password }, ct) : NotFound());

    private async Task<IActionResult> SignInAsync(SignInForm form, CancellationToken ct)
    {
        if (await CheckAsync(form, ct) is not { } user)
        {
            Refusal = ModelState.IsValid ? text["Error.SignIn"].Value : null;
            var page = Page();
            page.StatusCode = StatusCodes.Status400BadRequest;
            return page;
        }

        await sessions.SignInAsync(user, isPersistent: false);
        if (drafts.Open(Draft, user.Id) is not { } draft)
        {
            if (!string.IsNullOrEmpty(Draft))
                this.Toast(text["SignIn.DraftOfOther"]);
            return LocalRedirect(Target);
        }

        // The form is carried on by somebody who is signed in now: its token must be theirs.
        HttpContext.User = await sessions.CreateUserPrincipalAsync(user);
        Restored = draft;
        return Page();
    }

    private async Task<CrmUser?> CheckAsync(SignInForm form, CancellationToken ct)
    {
        var device = devices.Of(HttpContext);
        try
        {
            return await accounts.CheckAsync(form, new SignInOrigin(ClientNetwork.Of(HttpContext), device.Id, device.Users), ct);
        }
        catch (ValidationException incomplete)
        {
            foreach (var error in incomplete.Errors)
                ModelState.AddModelError($"{nameof(Form)}.{error.PropertyName}", error.ErrorMessage);
            return null;
        }
    }

    /// <summary>The form must come from a page of ours in this browser, but that page may be older than who is signed in now.</summary>
    /// <returns>Null where nothing is amiss.</returns>
    private async Task<IActionResult?> StaleAsync()
    {
        if (await origin.OfAsync(HttpContext, byTokenAlone: true) is not { } sender)
            return new RefusedForm(FormRefusal.Unknown, null).Answer(HttpContext);
        return by.ActorId is { } me && sender.UserId != me ? GoOn(me) : null;
    }

    /// <summary>Somebody signed in meanwhile: their own form is carried on, else the page says who it is and where to go.</summary>
    private PageResult GoOn(int userId)
    {
        Restored = drafts.Open(Draft, userId);
        SignedInAs = by.Name;
        return Page();
    }
}
