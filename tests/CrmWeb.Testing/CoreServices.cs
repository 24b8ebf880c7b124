using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Persistence;
using CrmWeb.Infrastructure.Startup;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Urging;
using CrmWeb.Core.Watching;
using CrmWeb.SampleData.Company;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Testing;

/// <summary>The services of Core on one database, without the web program around them.</summary>
public static class CoreServices
{
    /// <summary>Hashing passwords is slow on purpose; tests check the rest.</summary>
    public const int PasswordIterations = 1000;

    public static ServiceProvider Build(DatabaseSettings settings, TimeProvider clock, params IEnumerable<IInterceptor> watching) =>
        Build(settings, clock, services =>
        {
            foreach (var one in watching)
                services.AddSingleton(one);
        });

    /// <param name="more">Registers what only this test needs.</param>
    public static ServiceProvider Build(DatabaseSettings settings, TimeProvider clock, Action<IServiceCollection> more)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
            [
                new("Security:PasswordIterations", $"{PasswordIterations}"),
                new("PublicBaseUrl", "https://crm.example.com"),
                new("Outbound:Allowed:0", "127.0.0.1"),
                new("Notifications:RobotPaceMilliseconds", "0"),
            ])
            .Build();
        var services = new ServiceCollection()
            .AddLocalization()
            .AddSingleton<Microsoft.Extensions.Localization.IStringLocalizerFactory, CrmWeb.Infrastructure.TextLocalizers>()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(clock)
            .AddCrmFeatures(configuration, settings)
            .AddSingleton(new OutboundTimes(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1)))
            .AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider())
            .AddSingleton<IInterceptor>(TotalOrder.Required)
            .AddSingleton<OneConnection>()
            .AddSingleton<IInterceptor>(p => p.GetRequiredService<OneConnection>())
            .HearOfSecrets();
        more(new WatchedLog().AddTo(services));
        return services.BuildServiceProvider(validateScopes: true);
    }

    /// <summary>Runs one thing in a scope of its own, as a request would.</summary>
    public static async Task<TResult> RunAsync<TService, TResult>(this IServiceProvider services, Func<TService, Task<TResult>> run)
        where TService : notnull
    {
        OneConnection.Watch();
        await using var scope = services.CreateAsyncScope();
        var result = await run(scope.ServiceProvider.GetRequiredService<TService>());
        KnownSecrets.KeepReturned(result);
        services.GetService<WatchedLog>()?.AssertNothingFound();
        return result;
    }

    /// <inheritdoc cref="RunAsync{TService,TResult}"/>
    public static async Task RunAsync<TService>(this IServiceProvider services, Func<TService, Task> run)
        where TService : notnull
    {
        OneConnection.Watch();
        await using var scope = services.CreateAsyncScope();
        await run(scope.ServiceProvider.GetRequiredService<TService>());
        services.GetService<WatchedLog>()?.AssertNothingFound();
    }
}
