using System.Reflection;
using CrmWeb.Core.Text;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Binders;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace CrmWeb.Infrastructure.Guards;

/// <summary>
/// The one way in for texts, from forms, addresses and routes alike: what no database or page could take is taken out before
/// anybody compares, folds or looks for it. A blank among several values of one name is no value.
/// </summary>
/// <param name="isNeverNull">The property is declared to hold a text in any case: an empty field is an empty text there.</param>
internal sealed class StorableTextBinder(IModelBinder inner, bool isNeverNull) : IModelBinder
{
    public async Task BindModelAsync(ModelBindingContext bindingContext)
    {
        await inner.BindModelAsync(bindingContext);
        if (!bindingContext.Result.IsModelSet)
            return;

        var typed = (string?)bindingContext.Result.Model;
        var fit = typed is null ? null : StorableText.Of(typed);
        if (!ReferenceEquals(typed, fit))
        {
            // Not shown again either.
            bindingContext.ModelState.SetModelValue(bindingContext.ModelName, new ValueProviderResult(fit));
            bindingContext.Result = ModelBindingResult.Success(fit is { Length: 0 } && bindingContext.ModelMetadata.ConvertEmptyStringToNull && !IsOfRoute(bindingContext) ? null : fit);
        }

        if (bindingContext.Result.Model is null && (isNeverNull || IsOfRoute(bindingContext)))
            bindingContext.Result = ModelBindingResult.Success("");

        if (bindingContext.ModelMetadata.MetadataKind == ModelMetadataKind.Type && string.IsNullOrEmpty(fit))
            bindingContext.Result = ModelBindingResult.Failed();
    }

    /// <summary>A part of the address that is always there, so that nobody expects it to be missing.</summary>
    private static bool IsOfRoute(ModelBindingContext context) => context.ActionContext.RouteData.Values.ContainsKey(context.ModelName);

    internal sealed class Provider : IModelBinderProvider
    {
        public IModelBinder? GetBinder(ModelBinderProviderContext context) => context.Metadata.ModelType == typeof(string)
            ? new StorableTextBinder(new SimpleTypeModelBinder(typeof(string), context.Services.GetRequiredService<ILoggerFactory>()), IsNeverNull(context.Metadata))
            : null;

        private static bool IsNeverNull(ModelMetadata metadata) =>
            metadata is { ContainerType: { } container, PropertyName: { } name } && container.GetProperty(name) is { } property
            && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.NotNull;
    }
}
