using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Health;

/// <summary>The weights as an administrator enters them, in percent.</summary>
public sealed class HealthSettingsForm
{
    public int? Timeliness { get; set; }

    public int? NeedFit { get; set; }

    public int? Engagement { get; set; }

    public int? Payments { get; set; }

    /// <summary>The version when the form was opened; empty where nobody has said anything yet.</summary>
    public Guid Version { get; set; }

    internal HealthWeights Weights => new(Timeliness ?? 0, NeedFit ?? 0, Engagement ?? 0, Payments ?? 0);

    public static HealthSettingsForm Of(HealthWeights weights, Guid version) => new()
    {
        Timeliness = weights.Timeliness,
        NeedFit = weights.NeedFit,
        Engagement = weights.Engagement,
        Payments = weights.Payments,
        Version = version,
    };
}

internal sealed class HealthSettingsFormValidator : AbstractValidator<HealthSettingsForm>
{
    public HealthSettingsFormValidator(IStringLocalizer<HealthText> text)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(f => f.Timeliness).NotNull().WithMessage(_ => text["Error.Weight"]).InclusiveBetween(0, HealthWeights.Whole).WithMessage(_ => text["Error.Weight"]);
        RuleFor(f => f.NeedFit).NotNull().WithMessage(_ => text["Error.Weight"]).InclusiveBetween(0, HealthWeights.Whole).WithMessage(_ => text["Error.Weight"]);
        RuleFor(f => f.Engagement).NotNull().WithMessage(_ => text["Error.Weight"]).InclusiveBetween(0, HealthWeights.Whole).WithMessage(_ => text["Error.Weight"]);
        RuleFor(f => f.Payments).NotNull().WithMessage(_ => text["Error.Weight"]).InclusiveBetween(0, HealthWeights.Whole).WithMessage(_ => text["Error.Weight"])
            .Must((f, _) => Sum(f) == HealthWeights.Whole).When(f => AreInRange(f), ApplyConditionTo.CurrentValidator).WithMessage(f => text["Error.Sum", Sum(f)]);
    }

    private static int Sum(HealthSettingsForm f) => f.Weights is var w ? w.Timeliness + w.NeedFit + w.Engagement + w.Payments : 0;

    private static bool AreInRange(HealthSettingsForm f) =>
        new[] { f.Timeliness, f.NeedFit, f.Engagement, f.Payments }.All(w => w is >= 0 and <= HealthWeights.Whole);
}
