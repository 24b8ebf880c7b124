using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Persistence;
using CrmWeb.Infrastructure.Guards;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CrmWeb.Security;

/// <summary>What happens around the session cookie.</summary>
internal sealed class SessionEvents(AccountSessions sessions, RoleDirectory roles, KnownDevices devices, TimeProvider time, IOptions<SecurityOptions> options) : CookieAuthenticationEvents
{
    private const string OpenedAt = ".opened";

    /// <summary>Under which a session keeps its random name, so that it can be ended by itself, whoever has copies of its cookie.</summary>
    private const string Name = ".session";

    public override async Task SigningIn(CookieSigningInContext context)
    {
        if (int.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var userId))
            devices.Remember(context.HttpContext, userId);
        context.Properties.Items.TryAdd(OpenedAt, time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        if (context.Properties.Items.TryAdd(Name, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))))
            await EndAsync(context.HttpContext);
    }

    /// <summary>Signing out ends this session in every browser that has a copy of its cookie, and no other.</summary>
    public override Task SigningOut(CookieSigningOutContext context) => EndAsync(context.HttpContext);

    /// <summary>A session ends when its user signs out, the account was disabled, its role or password changed, or it has lasted too long.</summary>
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (UncheckedSession.IsNeedless(context.HttpContext))
        {
            context.RejectPrincipal();
            return;
        }

        var stamp = context.Principal?.FindFirstValue(new ClaimsIdentityOptions().SecurityStampClaimType);
        try
        {
            var ok = int.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var userId)
                && !TooOld(context.Properties)
                && NameOf(context.Properties) is { } name
                && await sessions.IsValidAsync(userId, stamp, name, context.HttpContext.RequestAborted)
                && await RenewRoleAsync(context);
            if (ok)
                return;
        }
        catch (Exception e) when (DatabaseFaults.Of(e) != DatabaseFault.None)
        {
            context.HttpContext.Features.Set(new UncheckedSession(e));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>An open page asks for its stream again and again, a dashboard for its figures; that is nobody at work, and keeps no session alive.</summary>
    public override Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        if (context.Request.Path == CrmLinks.NotificationStream() || context.Request.Path == CrmLinks.JobFigures())
            context.ShouldRenew = false;
        return Task.CompletedTask;
    }

    /// <summary>Strangers are led to the sign-in page; what they were sending is kept for afterwards.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (request.Headers.ContainsKey("HX-Request"))
        {
            // A partial update cannot show the sign-in page: have the browser load the whole page anew.
            context.Response.Headers["HX-Refresh"] = "true";
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        // Who is signed out already has what the form asks for; there is nothing to keep.
        if (request.Path == CrmLinks.Logout())
        {
            context.Response.Redirect(CrmLinks.SignedOut());
            return Task.CompletedTask;
        }

        if (HttpMethods.IsPost(request.Method) && (request.HasFormContentType || UploadBody.Of(context.HttpContext) is not null))
            return context.HttpContext.RequestServices.GetRequiredService<DraftKeeper>().LeadToLoginAsync(context.HttpContext);

        // Beside a calendar's address there is no page to come back to, and the address is a secret, which nothing carries on.
        var leadsBack = HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/calendar");
        context.Response.Redirect(CrmLinks.Login(leadsBack ? request.PathBase + request.Path + request.QueryString : null));
        return Task.CompletedTask;
    }

    /// <summary>The page that names the missing right is made where status codes become pages.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>What a role allows may change while a session lasts, also by another process; false where the role is gone.</summary>
    private async Task<bool> RenewRoleAsync(CookieValidatePrincipalContext context)
    {
        var role = (await roles.GetAsync(context.HttpContext.RequestAborted)).Find(context.Principal!.FindFirstValue(CrmClaims.Role));
        context.ShouldRenew |= role is not null && RoleClaims.Renew((ClaimsIdentity)context.Principal!.Identity!, role);
        return role is not null;
    }

    /// <summary>The random name of the session; null for one opened by a version that gave none.</summary>
    public static string? NameOf(AuthenticationProperties? properties) => properties?.Items.TryGetValue(Name, out var name) == true ? name : null;

    /// <summary>Ends the session this request came with, if it came with one.</summary>
    private async Task EndAsync(HttpContext context)
    {
        if (context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult is not { Succeeded: true, Properties: var properties, Principal: var principal }
            || NameOf(properties) is not { } name
            || !int.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var userId))
            return;

        // Until then at the latest a copy of its cookie is too old.
        var until = time.GetUtcNow().UtcDateTime.AddHours(options.Value.AbsoluteSessionHours + 1);
        await sessions.EndAsync(userId, name, until, CancellationToken.None);
    }

    private bool TooOld(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(OpenedAt, out var opened)
        && DateTimeOffset.TryParse(opened, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)
        && time.GetUtcNow() - at > TimeSpan.FromHours(options.Value.AbsoluteSessionHours);
}
