using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Persistence.Sqlite;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CrmWeb.Infrastructure.Startup;

/// <summary>Whether the program lives, and whether it can serve.</summary>
internal static class Health
{
    private const string Ready = "ready";

    public static IServiceCollection AddCrmHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", tags: [Ready], timeout: TimeSpan.FromSeconds(5))
            .AddCheck<WriteHealth>("writes", tags: [Ready]);
        return services;
    }

    /// <summary>Both answer without sign-in and say nothing but the state.</summary>
    public static void MapCrmHealth(this WebApplication app)
    {
        app.MapHealthChecks(CrmLinks.Alive(), new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
    }

    private sealed class DatabaseHealth(IServiceScopeFactory scopes) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().CanConnectAsync(cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy();
        }
    }

    /// <summary>
    /// Whether writes still pass to an SQLite file. Asked of the gate alone, so that it costs no write; what stands before the file,
    /// such as another program that locks it, holds the gate too, because a write waits for it there.
    /// </summary>
    private sealed class WriteHealth(IServiceProvider services) : IHealthCheck
    {
        /// <summary>Far longer than the largest write that the product makes while people work.</summary>
        private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(services.GetService<SqliteWriteGate>()?.HeldFor > Longest ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
    }
}
