using System.Globalization;
using System.Security.Claims;
using CrmWeb.Core.Data;
using CrmWeb.Core.Organization;
using CrmWeb.Infrastructure;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CrmWeb.Security;

/// <summary>What happens around the session cookie.</summary>
internal sealed class SessionEvents(AccountSessions sessions, RoleDirectory roles, TimeProvider time, IOptions<SecurityOptions> options) : CookieAuthenticationEvents
{
    private const string OpenedAt = ".opened";

    public override Task SigningIn(CookieSigningInContext context)
    {
        context.Properties.Items.TryAdd(OpenedAt, time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        return Task.CompletedTask;
    }

    /// <summary>A session ends when the account was disabled, its role or password changed, or it has lasted too long.</summary>
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
                && await sessions.IsValidAsync(userId, stamp, context.HttpContext.RequestAborted)
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

        if (HttpMethods.IsPost(request.Method) && request.HasFormContentType)
            return context.HttpContext.RequestServices.GetRequiredService<DraftKeeper>().LeadToLoginAsync(context.HttpContext);

        context.Response.Redirect(CrmLinks.Login(HttpMethods.IsGet(request.Method) ? request.PathBase + request.Path + request.QueryString : null));
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

    private bool TooOld(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(OpenedAt, out var opened)
        && DateTimeOffset.TryParse(opened, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)
        && time.GetUtcNow() - at > TimeSpan.FromHours(options.Value.AbsoluteSessionHours);
}
