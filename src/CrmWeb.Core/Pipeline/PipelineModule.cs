using CrmWeb.Core.Data;
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
        services.AddScoped<ListAdminQueries>();
        services.AddScoped<ListEditing>();
        services.AddScoped<ListUpkeep>();
        services.AddScoped<ListMerging>();
        services.AddScoped<TagAdminQueries>();
        services.AddScoped<TagEditing>();
        services.AddScoped<TagUpkeep>();
        services.AddScoped<TagMerging>();
        services.AddScoped<StageQueries>();
        services.AddScoped<StageEditing>();
        services.AddScoped<StageRemoval>();
        return services
            // Of several words for one thing those that are there twice are dropped before they are counted.
            .AddPageRules<ListItemForm, ListsText>(text => new ListItemFormValidator(new ListTraits(ListKind.Source, ""), [], null, text), without: nameof(ListItemForm.Aliases))
            .AddPageRules<TagGroupForm, TagsText>(text => new TagGroupFormValidator([], null, text))
            .AddPageRules<TagForm, TagsText>(text => [.. new TagGroupFormValidator([], null, text), .. new TagFormValidator([], [], null, text)])
            .AddPageRules<StageDefinition, PipelineText>(text => new StageDefinitionValidator([], null, text));
    }
}
