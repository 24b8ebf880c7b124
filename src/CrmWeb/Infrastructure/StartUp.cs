using CrmWeb.Core.Data;
using CrmWeb.Core.Demo;
using CrmWeb.Core.Organization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CrmWeb.Infrastructure;

/// <summary>What happens between building the program and its first answer.</summary>
internal static class StartUp
{
    /// <summary>
    /// Listens on localhost unless told otherwise by any of the usual means. Not a line of appsettings.json, because
    /// that would win over ASPNETCORE_URLS and over the ports a container sets.
    /// </summary>
    public static void UseDefaultAddress(this WebApplicationBuilder builder)
    {
        var told = new[] { "urls", "http_ports", "https_ports" }.Any(key => !string.IsNullOrEmpty(builder.Configuration[key]))
            || builder.Configuration.GetSection("Kestrel:Endpoints").Exists();
        if (!told)
            builder.WebHost.UseUrls("http://localhost:5080");
    }

    /// <summary>Migrates, and in Development fills an empty database with the demo company.</summary>
    /// <returns>What stands in the way of serving the database, in one sentence; null where nothing does.</returns>
    public static async Task<string?> PrepareDatabaseAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().InitializeAsync(app.Lifetime.ApplicationStopping);
        }
        catch (DatabaseInUseException e)
        {
            return e.Message;
        }

        if (ShowsDemo(app))
            await scope.ServiceProvider.GetRequiredService<DemoCompany>().FillAsync(app.Lifetime.ApplicationStopping);
        await scope.ServiceProvider.GetRequiredService<FirstRun>().PrepareAsync(app.Lifetime.ApplicationStopping);
        return null;
    }

    /// <summary>Prints where the program is reached and how one gets in.</summary>
    public static void AnnounceWhenStarted(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (address is null)
            return;

        Console.WriteLine();
        Console.WriteLine($"  CrmWeb: {address}");
        if (app.Services.GetRequiredService<FirstRun>().Token is { } token)
            Console.WriteLine($"  First run: open {address}{CrmLinks.Setup()} and enter this one-time token: {token}");
        if (ShowsDemo(app))
            Console.WriteLine($"  Demo accounts: {string.Join(", ", DemoCompany.UserNames)}; password {DemoCompany.Password}");
        Console.WriteLine();
    });

    private static bool ShowsDemo(WebApplication app) => app.Environment.IsDevelopment() && app.Configuration.GetValue<bool>("Demo:Company");
}
