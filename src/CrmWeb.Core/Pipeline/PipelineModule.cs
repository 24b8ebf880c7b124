using CrmWeb.Core.Lists;
using CrmWeb.Core.Tags;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Pipeline;

/// <summary>Registers the pipeline, the lists and the tags.</summary>
public static class PipelineModule
{
    public static IServiceCollection AddPipelineAndLists(this IServiceCollection services)
    {
        services.AddSingleton<ListCatalog>();
        services.AddSingleton<TagCatalog>();
        services.AddSingleton<PipelineCatalog>();
        services.AddScoped<StageMoves>();
        return services;
    }
}
