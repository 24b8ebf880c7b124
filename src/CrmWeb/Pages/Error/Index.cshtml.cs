using System.Globalization;
using CrmWeb.Infrastructure;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Infrastructure.Logging;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Error;

/// <summary>The page for everything that went wrong: what, in the user's language, and what to do next.</summary>
[AllowAnonymous]
[OpenDuringFirstRun]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel(IStringLocalizer<InterfaceText> text) : PageModel
{
    private static readonly int[] Known = [400, 401, 403, 404, 409, 413, 429, 500, 503, 507];

    public int Code { get; private set; }

    public string Heading { get; private set; } = "";

    public string Advice { get; private set; } = "";

    public string? TraceId { get; private set; }

    /// <summary>The form that was not taken because of whose it is; what was typed is carried on by the sign-in form.</summary>
    public RefusedForm? RefusedForm => RefusedForm.Of(HttpContext);

    /// <summary>What of the address means nothing: said in the frame of the pages, to those who are signed in.</summary>
    public BadAddress? BadPart => Code == 400 && User.Identity?.IsAuthenticated == true ? BadAddress.Of(HttpContext) : null;

    /// <summary>What was sent while the database was away, to be sent again.</summary>
    public KeptForm? Again { get; private set; }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() => ShowAsync();

    private async Task<IActionResult> ShowAsync()
    {
        // Not a bound parameter: binding gives up when the form that was sent cannot be read.
        var code = int.Parse((string)RouteData.Values["code"]!, CultureInfo.InvariantCulture);

        // Opened by its own address the page is just another one that does not exist.
        var inner = HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null || HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;
        inner &= code is >= 400 and < 600;
        Code = !inner ? 404 : Known.Contains(code) ? code : code < 500 ? 400 : 500;
        Response.StatusCode = inner ? code : 404;
        (Heading, Advice) = Words();
        TraceId = Code >= 500 ? RequestLogging.TraceId(HttpContext) : null;
        if (Code is 503 or 507 && HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } sent)
            Again = await KeptForm.ToSendAgainAsync(HttpContext, sent.OriginalPathBase + sent.OriginalPath + sent.OriginalQueryString);
        return Page();
    }

    private (string Heading, string Advice) Words() => RefusedForm switch
    {
        { Reason: FormRefusal.OtherUser, Draft: null } => (text["Error.OtherUser.Title"], text["Error.OtherUser.Again"]),
        { Reason: FormRefusal.OtherUser } => (text["Error.OtherUser.Title"], text["Error.OtherUser.Kept"]),
        { Reason: FormRefusal.Unknown } => (text["Error.StaleForm.Title"], text["Error.StaleForm.Advice"]),
        { Draft: not null } => (text["Error.401.Title"], text["Error.401.Advice"]),
        _ when Code == 401 => (text["Error.401.Title"], text["Error.401.Again"]),
        _ when Code == 403 && MissingPermission() is { } permission => (text["Error.403.Title"], text["Error.403.Missing", text[$"Permission.{permission}"]]),
        _ => (text[$"Error.{Code}.Title"], text[$"Error.{Code}.Advice"]),
    };

    private string? MissingPermission() => HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint?.Metadata
        .GetOrderedMetadata<IAuthorizeData>()
        .Select(a => a.Policy)
        .FirstOrDefault(p => p is not null && Permissions.All.Contains(p) && !User.HasClaim(CrmClaims.Permission, p));
}
