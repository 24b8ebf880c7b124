using CrmWeb.SampleData.Generator;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.SampleData.Company;

/// <summary>Registers the demo company, and what fills a database with many more customers.</summary>
public static class SampleDataModule
{
    public static IServiceCollection AddSampleData(this IServiceCollection services) => services
        .AddScoped<DemoCompany>()
        .AddScoped<DataSeeder>();
}
