using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Health;

/// <summary>Registers the health score.</summary>
public static class HealthModule
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<HealthWeightCatalog>();
        services.AddScoped<HealthReader>();
        services.AddScoped<HealthScores>();
        services.AddScoped<ICustomerFigure>(p => p.GetRequiredService<HealthScores>());
        services.AddScoped<HealthQueries>();
        services.AddScoped<HealthSettingsService>();
        services.AddJob<HealthJob>(HealthJob.Code, HealthJob.Schedule);

        services.AddSingleton(CleaningRule.Of("healthPoints", (db, now) =>
        {
            var old = DateOnly.FromDateTime(now.AddDays(-HealthQueries.DaysKept));
            return db.HealthPoints.Where(p => p.Day < old).OrderBy(p => p.Day).ThenBy(p => p.Id);
        }));
        return services.AddPageRules<HealthSettingsForm, HealthText>(text => new HealthSettingsFormValidator(text));
    }
}
