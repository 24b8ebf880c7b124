using FluentValidation.AspNetCore;
using FluentValidation.Validators;
using Microsoft.AspNetCore.Mvc;

namespace CrmWeb.Infrastructure;

/// <summary>
/// What the fields of a page say of the rules behind them (data-val-*): required, shortest and longest length, range and pattern, as the form's
/// validator in Core declares them. Nothing is validated by this; the rules run where the form is written.
/// </summary>
internal static class FieldRules
{
    /// <summary>Kinds of rules on which server and browser agree for every text; field-rules.js knows them.</summary>
    private static readonly Type[] Kinds =
        [typeof(INotEmptyValidator), typeof(INotNullValidator), typeof(IMinimumLengthValidator), typeof(IMaximumLengthValidator), typeof(IInclusiveBetweenValidator), typeof(IRegularExpressionValidator)];

    public static IServiceCollection AddFieldRules(this IServiceCollection services)
    {
        services.AddFluentValidationClientsideAdapters(adapters =>
        {
            foreach (var kind in adapters.ClientValidatorFactories.Keys.Except(Kinds).ToList())
                adapters.ClientValidatorFactories.Remove(kind);
        });

        // The framework's own would call every number and box required, in words of its own.
        return services.PostConfigure<MvcViewOptions>(options =>
        {
            foreach (var other in options.ClientModelValidatorProviders.Where(p => p is not FluentValidationClientModelValidatorProvider).ToList())
                options.ClientModelValidatorProviders.Remove(other);
        });
    }
}
