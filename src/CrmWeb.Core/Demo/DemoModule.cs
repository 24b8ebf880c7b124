using CrmWeb.Core.Seeding;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Demo;

/// <summary>Registers the demo company, and what fills a database with many more customers.</summary>
public static class DemoModule
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddScoped<DemoCompany>()
        .AddScoped<DataSeeder>();
}
