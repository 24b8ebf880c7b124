using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReferenceData.Stages;

/// <summary>A stage as an admin enters or changes it.</summary>
public sealed class StageDefinition
{
    /// <summary>Only for a new one; empty has a code made of the English name.</summary>
    public string? Code { get; set; }

    public string? Zh { get; set; }

    public string? En { get; set; }

    public StageKind? Kind { get; set; }

    /// <summary>Name of a palette colour.</summary>
    public string? Colour { get; set; }

    /// <summary>Chance of winning, in percent.</summary>
    public int? Probability { get; set; }

    /// <summary>Days after which a customer counts as stuck; empty for never.</summary>
    public int? StuckDays { get; set; }

    /// <summary>Days within which a customer is to be followed up again; empty for what is usual.</summary>
    public int? FollowUpDays { get; set; }

    /// <summary>The version when the form was opened.</summary>
    public Guid Version { get; set; }

    internal void Clean()
    {
        Code = FormText.CleanCode(Code);
        Zh = FormText.CleanLine(Zh);
        En = FormText.CleanLine(En);
        Colour = FormText.CleanLine(Colour);
    }
}

/// <summary>The rules of a stage among the others. Expects a cleaned form.</summary>
internal sealed class StageDefinitionValidator : AbstractValidator<StageDefinition>
{
    public const int NameMax = 40;

    private const int MostDays = 3650;
    private const int MostFollowUpDays = 365;

    /// <param name="present">The stage that is changed; null for a new one.</param>
    public StageDefinitionValidator(IReadOnlyList<Stage> all, Stage? present, IStringLocalizer<PipelineText> text)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        Name(RuleFor(f => f.Zh), s => s.Zh);
        Name(RuleFor(f => f.En), s => s.En);
        RuleFor(f => f.Kind)
            .Must(k => k is { } kind && Enum.IsDefined(kind)).WithMessage(_ => text["Error.KindRequired"])
            .Must(k => present?.Code != PipelineSnapshot.InitialCode || k == StageKind.Open).WithMessage(_ => text["Error.InitialIsOpen"])
            .Must(k => present is null || k == present.Kind || !StageRules.IsLast(present, all)).WithMessage(_ => text["Error.LastOfKind", text[$"StageKind.{present!.Kind}"].Value]);
        RuleFor(f => f.Colour).Must(c => Palette.Names.Contains(c)).WithMessage(_ => text["Error.ColourRequired"]);
        RuleFor(f => f.Probability)
            .NotNull().WithMessage(_ => text["Error.Probability"])
            .InclusiveBetween(0, 100).WithMessage(_ => text["Error.Probability"]);
        RuleFor(f => f.FollowUpDays).InclusiveBetween(1, MostFollowUpDays).WithMessage(_ => text["Error.FollowUpDays", MostFollowUpDays]);
        RuleFor(f => f.StuckDays).InclusiveBetween(1, MostDays).WithMessage(_ => text["Error.StuckDays", MostDays]);
        if (present is null)
        {
            RuleFor(f => f.Code)
                .Must((f, c) => c is not null || Slug.Of(f.En, new HashSet<string>()) is not null).WithMessage(_ => text["Error.CodeNeeded"])
                .Must(c => c is null || Slug.IsOne(c)).WithMessage(_ => text["Error.Code"])
                .Must(c => all.All(s => s.Code != c)).WithMessage(f => text["Error.CodeTaken", f.Code!]);
        }

        void Name(IRuleBuilder<StageDefinition, string?> rule, Func<Stage, string> of) => rule
            .NotEmpty().WithMessage(_ => text["Error.NameRequired"])
            .MaximumLength(NameMax).WithMessage(_ => text["Error.TooLong", NameMax])
            .Must(name => (present is { IsActive: true } && of(present) == name) || !all.Any(s => s != present && s.IsActive && FoldedText.AreOneName(of(s), name)))
            .WithMessage((_, name) => text["Error.NameTaken", name!]);
    }
}

/// <summary>What the rules of the pipeline need.</summary>
internal static class StageRules
{
    /// <summary>Whether it is the only stage in which a customer can be won, or lost.</summary>
    public static bool IsLast(Stage stage, IReadOnlyList<Stage> all) =>
        stage is { IsActive: true, Kind: StageKind.Won or StageKind.Lost } && !all.Any(s => s != stage && s.IsActive && s.Kind == stage.Kind);

    /// <summary>Why the rules need the stage; null where they do not.</summary>
    public static string? WhyNot(Stage stage, IReadOnlyList<Stage> all, IStringLocalizer<PipelineText> text) =>
        stage.Code == PipelineSnapshot.InitialCode ? text["Error.InitialStays"].Value
        : IsLast(stage, all) ? text["Error.LastOfKind", text[$"StageKind.{stage.Kind}"].Value].Value
        : null;
}
