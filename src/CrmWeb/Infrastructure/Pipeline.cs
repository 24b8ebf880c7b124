using CrmWeb.Infrastructure.Guards;
using CrmWeb.Infrastructure.Startup;
using CrmWeb.Pages.Admin.Jobs;
using CrmWeb.Pages.Exports;
using CrmWeb.Pages.Files;
using CrmWeb.Pages.Installation;
using CrmWeb.Pages.Notifications;
using CrmWeb.Security;

namespace CrmWeb.Infrastructure;

/// <summary>The steps every request passes, for Program to name in order.</summary>
internal static class Pipeline
{
    /// <summary>Bad requests, faults and bare status codes become pages in the user's language.</summary>
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseMiddleware<BadRequestGuard>();
        app.UseMiddleware<DatabaseFaultGuard>();
    }

    /// <summary>Takes X-Forwarded-* from the proxies that are named in the settings, and from nobody else.</summary>
    public static void UseKnownProxies(this WebApplication app)
    {
        if (KnownProxies.Options(app.Configuration.GetSection(KnownProxies.Setting).Get<string[]>() ?? []) is { } options)
            app.UseForwardedHeaders(options);
    }

    /// <summary>Says what to set where a page is asked for over http and cookies are for https.</summary>
    public static void UseHttpsNeeded(this WebApplication app) => app.UseMiddleware<HttpsNeeded>();

    /// <summary>What answers and is neither page nor file.</summary>
    public static void MapEndpoints(this WebApplication app)
    {
        app.MapNotificationStream();
        app.MapJobDashboard();
        app.MapInstallation();
        app.MapUploads();
        app.MapFiles();
        app.MapDownloads();
        app.MapCrmHealth();
    }

    /// <summary>An unknown address: not found for those signed in, the sign-in page for strangers.</summary>
    public static void MapUnknownAddresses(this WebApplication app) =>
        app.MapFallback("{*path}", (HttpContext context) => { context.Response.StatusCode = StatusCodes.Status404NotFound; })
            .RequireAuthorization(CrmPolicies.SignedIn)
            .WithMetadata(new OpenBeforeFirstSignInAttribute());
}
