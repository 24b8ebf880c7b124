using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Core.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.ReferenceData;

/// <summary>Registers the pipeline, the lists and the tags.</summary>
public static class ReferenceDataModule
{
    public static IServiceCollection AddReferenceData(this IServiceCollection services)
    {
        services.AddSingleton<IDatabaseSeed, ListSeeder>();
        services.AddSingleton<ListCatalog>();
        services.AddSingleton<TagCatalog>();
        services.AddSingleton<PipelineCatalog>();
        services.AddScoped<ListAdminQueries>();
        services.AddScoped<ListService>();
        services.AddScoped<ListOrder>();
        services.AddScoped<ListMerge>();
        services.AddScoped<TagAdminQueries>();
        services.AddScoped<TagService>();
        services.AddScoped<TagOrder>();
        services.AddScoped<TagMerge>();
        services.AddScoped<StageQueries>();
        services.AddScoped<StageService>();
        return services
            // Of several words for one thing those that are there twice are dropped before they are counted.
            .AddPageRules<ListItemForm, ListsText>(text => new ListItemFormValidator(new ListTraits(ListKind.Source, ""), [], null, text), without: nameof(ListItemForm.Aliases))
            .AddPageRules<TagGroupForm, TagsText>(text => new TagGroupFormValidator([], null, text))
            .AddPageRules<TagForm, TagsText>(text => [.. new TagGroupFormValidator([], null, text), .. new TagFormValidator([], [], null, text)])
            .AddPageRules<StageDefinition, PipelineText>(text => new StageDefinitionValidator([], null, text));
    }
}
