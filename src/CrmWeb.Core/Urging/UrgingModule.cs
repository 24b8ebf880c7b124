using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Requests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Urging;

/// <summary>Registers urging.</summary>
public static class UrgingModule
{
    public static IServiceCollection AddUrging(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<UrgingOptions>(configuration.GetSection("Urging"));
        services.AddScoped<ITimelineSource, UrgeTimeline>();
        services.AddScoped<UrgeSubjects>();
        services.AddScoped<UrgeService>();
        services.AddScoped<UrgeQueries>();
        return services.AddPageRules<UrgeForm, UrgingText>(text => new UrgeFormValidator(text));
    }
}
