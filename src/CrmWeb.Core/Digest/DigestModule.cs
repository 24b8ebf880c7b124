using CrmWeb.Core.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Digest;

/// <summary>Registers the morning digest.</summary>
public static class DigestModule
{
    public static IServiceCollection AddDigest(this IServiceCollection services)
    {
        services.AddScoped<DigestNumbers>();
        services.AddScoped<DigestRun>();
        services.AddJob<DigestJob>(DigestJob.Code, DigestJob.Schedule);
        return services;
    }
}
