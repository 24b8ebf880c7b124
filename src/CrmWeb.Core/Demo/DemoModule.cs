using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Demo;

/// <summary>Registers the demo company.</summary>
public static class DemoModule
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services.AddScoped<DemoCompany>();
}
