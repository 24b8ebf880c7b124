using CrmWeb.Infrastructure;
using CrmWeb.TagHelpers;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Installation;

/// <summary>What makes the product an app on a phone's or a computer's home screen.</summary>
internal static class InstallationEndpoints
{
    private const string Worker = "lib/service-worker.min.js";

    public static void MapInstallation(this WebApplication app)
    {
        app.MapGet(CrmLinks.Manifest(), Manifest).AllowAnonymous();
        app.MapGet(CrmLinks.ServiceWorker(), ServiceWorker).AllowAnonymous();
    }

    private static IResult Manifest(HttpContext http, IStringLocalizer<InterfaceText> text)
    {
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Json(
            new
            {
                id = $"{http.Request.PathBase}/",
                name = text["App.Name"].Value,
                short_name = text["App.Name"].Value,
                description = text["App.Description"].Value,
                lang = System.Globalization.CultureInfo.CurrentUICulture.Name,
                start_url = $"{http.Request.PathBase}{CrmLinks.Desk()}",
                scope = $"{http.Request.PathBase}/",
                display = "standalone",
                background_color = "#ffffff",
                theme_color = "#066fd1",
                icons = new[] { Icon(http, 192, "any"), Icon(http, 512, "any"), Icon(http, 512, "maskable") },
                shortcuts = new[]
                {
                    new { name = text["Nav.FollowUps"].Value, url = $"{http.Request.PathBase}{CrmLinks.FollowUps()}" },
                    new { name = text["Nav.NewCustomer"].Value, url = $"{http.Request.PathBase}{CrmLinks.NewCustomer()}" },
                },
            },
            contentType: "application/manifest+json");
    }

    private static object Icon(HttpContext http, int size, string purpose) => new
    {
        src = IconTagHelper.AssetAddress(http, $"lib/app-{size}.png"),
        sizes = $"{size}x{size}",
        type = "image/png",
        purpose,
    };

    /// <summary>At the root, because a worker serves only what lies below it; asked for anew each time, so that a new version is taken at once.</summary>
    private static IResult ServiceWorker(HttpContext http, IWebHostEnvironment environment)
    {
        http.Response.Headers.CacheControl = "no-cache";
        return environment.WebRootFileProvider.GetFileInfo(Worker) is { Exists: true } file
            ? Results.Stream(file.CreateReadStream(), "text/javascript")
            : Results.NotFound();
    }
}
