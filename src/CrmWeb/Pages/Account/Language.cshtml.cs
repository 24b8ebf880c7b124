using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Account;

/// <summary>Switches the language: of the account for those signed in, of the browser for strangers.</summary>
[AllowAnonymous]
[OpenDuringFirstRun]
public sealed class LanguageModel(OwnAccount account, SignInManager<CrmUser> sessions, UserScope by) : PageModel
{
    public IActionResult OnGet() => LocalRedirect(CrmLinks.Desk());

    public async Task<IActionResult> OnPostAsync(string? culture, string? returnUrl, CancellationToken ct)
    {
        if (!InterfaceCultures.IsKnown(culture))
            return BadRequest();

        if (by.ActorId is not null)
            await sessions.RefreshSignInAsync(await account.ChooseCultureAsync(culture!, by, ct));
        LanguageCookie.Keep(Response, culture);
        return LocalRedirect(Url.LocalOr(returnUrl, CrmLinks.Desk()));
    }
}

/// <summary>The language of this browser, for the pages before one has signed in.</summary>
internal static class LanguageCookie
{
    public const string Name = "crm-language";

    /// <summary>Notes the language; null has the browser's own preference count again.</summary>
    public static void Keep(HttpResponse response, string? culture)
    {
        if (culture is null)
            response.Cookies.Delete(Name);
        else
            response.Cookies.Append(Name, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)), new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                HttpOnly = true,
                Secure = response.HttpContext.Request.IsHttps,
                SameSite = SameSiteMode.Lax,
                IsEssential = true,
            });
    }
}
