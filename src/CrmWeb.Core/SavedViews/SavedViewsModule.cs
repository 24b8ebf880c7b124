using CrmWeb.Core.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.SavedViews;

/// <summary>Registers saved views and layouts of lists.</summary>
public static class SavedViewsModule
{
    public static IServiceCollection AddSavedViews(this IServiceCollection services)
    {
        services.AddScoped<SavedViewQueries>();
        services.AddScoped<SavedViewService>();
        services.AddScoped<ListLayouts>();
        return services.AddPageRules<SavedViewForm, SavedViewsText>(text => new SavedViewFormValidator([], [], text), without: nameof(SavedViewForm.Departments));
    }
}
