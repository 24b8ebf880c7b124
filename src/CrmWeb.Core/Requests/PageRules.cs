using FluentValidation;
using FluentValidation.Results;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Requests;

/// <summary>
/// What a page may say of a form before it is sent: the declared rules of its validators, to be read, never run. What a validator
/// looks up when it runs is not there (it was built without), so nothing is validated with this.
/// </summary>
/// <param name="rules">Of the form's validators; those that are included in others too.</param>
/// <param name="without">Properties of which the page says nothing, because what the server answers depends on more than the field's own text: a row that is dropped when it is empty, a second message for the same text.</param>
internal sealed class PageRules<T>(IEnumerable<IValidationRule> rules, params string[] without) : AbstractValidator<T>
{
    private readonly IValidationRule[] declared = [.. rules.Where(r => !without.Contains(r.PropertyName))];

    public override IValidatorDescriptor CreateDescriptor() => new ValidatorDescriptor<T>(declared);

    /// <exception cref="NotSupportedException">Always: the service that writes the form checks it.</exception>
    public override ValidationResult Validate(ValidationContext<T> context) => throw OnlyRead();

    /// <inheritdoc cref="Validate"/>
    public override Task<ValidationResult> ValidateAsync(ValidationContext<T> context, CancellationToken cancellation = default) => throw OnlyRead();

    private static NotSupportedException OnlyRead() => new($"These rules of {typeof(T).Name} are there to be read by pages; the service that writes it checks it.");
}

/// <summary>Registers <see cref="PageRules{T}"/>, where the adapters for the browser look for them.</summary>
internal static class PageRulesRegistration
{
    /// <param name="rules">Builds the validators; what they would look up when they run may be null.</param>
    public static IServiceCollection AddPageRules<T, TText>(this IServiceCollection services, Func<IStringLocalizer<TText>, IEnumerable<IValidationRule>> rules, params string[] without) =>
        services.AddSingleton<IValidator<T>>(provider => new PageRules<T>(rules(provider.GetRequiredService<IStringLocalizer<TText>>()), without));

    /// <summary>Puts rules into a rule set: only pages that name it say them.</summary>
    public static IEnumerable<IValidationRule> In(this IEnumerable<IValidationRule> rules, string ruleSet)
    {
        foreach (var rule in rules)
        {
            rule.RuleSets = [ruleSet];
            yield return rule;
        }
    }
}
