using CrmWeb.Core.Downloads;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Security;

namespace CrmWeb.Pages.Exports;

/// <summary>The files of exports in the background. Whoever may not have one is told that there is none.</summary>
internal static class DownloadEndpoint
{
    public static void MapDownloads(this WebApplication app) =>
        app.MapGet("/exports/{key:guid}/file", SendAsync).RequireAuthorization(CrmPolicies.SignedIn).RequireRateLimiting(RateLimits.Files);

    private static async Task<IResult> SendAsync(HttpContext http, Guid key, DownloadQueries downloads, UserScope by)
    {
        try
        {
            var found = await downloads.OpenAsync(key, by, http.RequestAborted);
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
            return Results.Stream(found.Content, found.MediaType, found.Name, enableRangeProcessing: true);
        }
        catch (NotFoundException)
        {
            return Results.NotFound();
        }
    }
}
