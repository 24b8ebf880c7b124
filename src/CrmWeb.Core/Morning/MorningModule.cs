using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Morning;

/// <summary>Registers the manager's morning page.</summary>
public static class MorningModule
{
    public static IServiceCollection AddMorning(this IServiceCollection services) => services.AddScoped<MorningQueries>();
}
