using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Dashboard;

/// <summary>Registers the desk.</summary>
public static class DashboardModule
{
    public static IServiceCollection AddDashboard(this IServiceCollection services) => services.AddScoped<TeamQueries>().AddScoped<DeskQueries>();
}
