using CrmWeb.Security;
using Microsoft.AspNetCore.HttpOverrides;

namespace CrmWeb.Infrastructure;

/// <summary>The steps every request passes, for Program to name in order.</summary>
internal static class Pipeline
{
    public static void UseRequestLogging(this WebApplication app) => app.UseMiddleware<RequestLogging>();

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
        var proxies = app.Configuration.GetSection("Security:KnownProxies").Get<string[]>() ?? [];
        if (proxies.Length == 0)
            return;

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            options.KnownProxies.Add(System.Net.IPAddress.Parse(proxy));
        app.UseForwardedHeaders(options);
    }

    /// <summary>An unknown address: not found for those signed in, the sign-in page for strangers.</summary>
    public static void MapUnknownAddresses(this WebApplication app) =>
        app.MapFallback("{*path}", (HttpContext context) => { context.Response.StatusCode = StatusCodes.Status404NotFound; })
            .RequireAuthorization(CrmPolicies.SignedIn)
            .WithMetadata(new OpenBeforeFirstSignInAttribute());
}
