using System.Diagnostics;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.SampleData.Company;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CrmWeb.Infrastructure.Startup;

/// <summary>What happens between building the program and its first answer.</summary>
internal static class StartUp
{
    private const int DefaultWaitSeconds = 60;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(2);

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
    /// <remarks>Whatever stands in the way of serving the database is thrown, for <see cref="StartUpFaults"/> to put into words.</remarks>
    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        var started = Stopwatch.GetTimestamp();

        // A file is there or not, and waiting does not change it.
        var database = app.Services.GetRequiredService<DatabaseSettings>();
        var isServer = database.Provider != DatabaseProvider.Sqlite;
        if (!isServer)
            KeyRing.Demand(app.Services, database);
        var patience = TimeSpan.FromSeconds(app.Configuration.GetValue("Database:WaitSeconds", DefaultWaitSeconds));
        while (true)
        {
            try
            {
                await using var scope = app.Services.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().InitializeAsync(
                    app.Lifetime.ApplicationStopping, () => FillAsync(app, scope.ServiceProvider, app.Lifetime.ApplicationStopping));
                await scope.ServiceProvider.GetRequiredService<FirstRun>().PrepareAsync(app.Lifetime.ApplicationStopping);
                return;
            }
            catch (Exception e) when (e is not InstallationException && isServer && DatabaseFaults.Of(e) == DatabaseFault.Away)
            {
                // Started together with its database, as a container is, the program is usually the faster one.
                if (Stopwatch.GetElapsedTime(started) >= patience)
                    throw new InstallationException($"The database has not answered for {patience.TotalSeconds:0} s: {e.GetBaseException().Message}", e);
                Console.WriteLine($"The database does not answer yet ({e.GetBaseException().Message}); trying again.");
                await Task.Delay(BetweenAttempts, app.Lifetime.ApplicationStopping);
            }
        }
    }

    /// <summary>What a second process that starts must find done: the demo company, and a key that both know from the first.</summary>
    private static async Task FillAsync(WebApplication app, IServiceProvider services, CancellationToken ct)
    {
        if (ShowsDemo(app))
            await services.GetRequiredService<DemoCompany>().FillAsync(ct);
        KeyRing.Demand(services, services.GetRequiredService<DatabaseSettings>());
        _ = services.GetRequiredService<IDataProtectionProvider>().CreateProtector(nameof(StartUp)).Protect([]);
    }

    /// <summary>
    /// Serves until it is told to end. A start that fails is ended like one that did not: what has begun by itself is waited for,
    /// or it would go on with what is disposed under it.
    /// </summary>
    public static async Task ServeAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.StopAsync();
            throw;
        }

        await app.WaitForShutdownAsync();
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
