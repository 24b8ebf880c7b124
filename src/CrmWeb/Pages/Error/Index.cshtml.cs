using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Text;
using CrmWeb.Infrastructure;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Infrastructure.Logging;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Error;

/// <summary>The page for everything that went wrong: what, in the user's language, and what to do next.</summary>
[AllowAnonymous]
[OpenDuringFirstRun]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel(IStringLocalizer<InterfaceText> text) : PageModel
{
    /// <summary>Characters of a value nobody can have typed that are enough to know it by.</summary>
    private const int MaxShown = 40;

    private static readonly int[] Known = [400, 401, 403, 404, 409, 413, 429, 500, 503, 507];

    public int Code { get; private set; }

    public string Heading { get; private set; } = "";

    public string Advice { get; private set; } = "";

    public string? TraceId { get; private set; }

    /// <summary>The form that was not taken because of whose it is; what was typed is carried on by the sign-in form.</summary>
    public RefusedForm? RefusedForm => RefusedForm.Of(HttpContext);

    /// <summary>What was sent while the database was away, to be sent again.</summary>
    public KeptForm? Again { get; private set; }

    /// <summary>The part of the address that could not be read, and where the page opens without it.</summary>
    public (string Part, string Without)? BadPart { get; private set; }

    /// <summary>
    /// In the product's own frame, navigation and all, wherever the request came as far as its reader's rights; not before the first sign-in is done, when
    /// nothing of the navigation opens.
    /// </summary>
    public bool IsFramed => Code is 400 or 403 or 404 or 409 && RefusedForm is null && HttpContext.Features.Get<UserScope>() is not null
        && !User.HasClaim(c => c.Type == CrmClaims.FirstSignIn);

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
        if (Code == 400 && HttpMethods.IsGet(Request.Method))
            BadPart = PartOf(HttpContext);
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
        _ when BadPart is not null => (text["Error.400.Title"], text["Error.400.Part"]),
        _ when Code == 401 => (text["Error.401.Title"], text["Error.401.Again"]),
        _ when Code == 403 && MissingPermission() is { } permission => (text["Error.403.Title"], text["Error.403.Missing", text[$"Permission.{permission}"]]),
        _ => (text[$"Error.{Code}.Title"], text[$"Error.{Code}.Advice"]),
    };

    private static (string Part, string Without)? PartOf(HttpContext context)
    {
        if (BadAddressPart.Of(context) is not { } bad || context.Features.Get<IStatusCodeReExecuteFeature>() is not { } asked)
            return null;
        var pairs = QueryHelpers.ParseQuery(asked.OriginalQueryString).SelectMany(pair => pair.Value, (pair, value) => (pair.Key, Value: value ?? "")).ToList();
        if (pairs.FirstOrDefault(pair => string.Equals(pair.Key, bad.Name, StringComparison.OrdinalIgnoreCase)) is not { Key: not null } part)
            return null;
        var rest = new QueryBuilder(pairs.Where(pair => pair.Key != part.Key).Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
        return ($"{part.Key}={FormText.Shortened(part.Value, MaxShown)}",
            $"{asked.OriginalPathBase}/{asked.OriginalPath.TrimStart('/')}{rest}");
    }

    private string? MissingPermission() => HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint?.Metadata
        .GetOrderedMetadata<IAuthorizeData>()
        .Select(a => a.Policy)
        .FirstOrDefault(p => p is not null && Permissions.All.Contains(p) && !User.HasClaim(CrmClaims.Permission, p));
}
