using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Exports;

/// <summary>Registers exports.</summary>
public static class ExportsModule
{
    public static IServiceCollection AddExports(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<ExportOptions>(configuration.GetSection("Exports"));
        return services.AddScoped<ExportService>();
    }
}
