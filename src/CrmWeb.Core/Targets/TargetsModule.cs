using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Targets;

/// <summary>Registers sales targets.</summary>
public static class TargetsModule
{
    public static IServiceCollection AddTargets(this IServiceCollection services) => services
        .AddScoped<TargetSubjects>()
        .AddScoped<TargetFigures>()
        .AddScoped<TargetQueries>()
        .AddScoped<TargetService>()
        .AddScoped<DeskTargets>();
}
