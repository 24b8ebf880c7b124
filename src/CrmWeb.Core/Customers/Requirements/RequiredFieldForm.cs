using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Requirements;

/// <summary>The grid of required fields, as an admin sends it.</summary>
public sealed class RequiredFieldForm
{
    private static readonly char[] Separators = ['\n', '、', ',', '，', ';', '；'];

    /// <summary>The newest version when the form was opened; 0 for none.</summary>
    public int Seen { get; set; }

    /// <summary>From which day on it holds.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Rows that ask for nothing may be left out.</summary>
    public List<RequiredRowForm> Rows { get; set; } = [];

    /// <summary>Words that say nothing, with separators between them; empty for those that come with the product.</summary>
    public string? Fillers { get; set; }

    /// <summary>The form that would save a version again.</summary>
    /// <param name="fields">One row for each.</param>
    internal static RequiredFieldForm Of(RequirementVersion version, int newest, DateOnly from, IEnumerable<string> fields) => new()
    {
        Seen = newest,
        From = from,
        Fillers = string.Join('、', version.Fillers?.Split('\n') ?? VagueText.Usual),
        Rows = [.. fields.Select(key => new RequiredRowForm { Field = key, Categories = [.. version.Of(key)?.Categories.Select(c => $"{c}") ?? []], Stage = version.Of(key)?.FromStage })],
    };

    internal void Clean()
    {
        Rows ??= [];
        foreach (var row in Rows)
            (row.Field, row.Stage, row.Categories) = (FormText.CleanLine(row.Field), FormText.CleanLine(row.Stage), [.. (row.Categories ?? []).Where(c => !string.IsNullOrWhiteSpace(c)).Distinct()]);
        Fillers = string.Join('\n', (FormText.Clean(Fillers) ?? "").Split(Separators).Select(FormText.CleanLine).OfType<string>().Distinct());
    }
}

/// <summary>One field of the grid.</summary>
public sealed class RequiredRowForm
{
    /// <summary>The field's key.</summary>
    public string? Field { get; set; }

    /// <summary>Categories of customers by name.</summary>
    public List<string> Categories { get; set; } = [];

    /// <summary>Code of the stage from which on; null from the beginning.</summary>
    public string? Stage { get; set; }
}

/// <summary>The rules of the grid. Expects a cleaned form.</summary>
internal sealed class RequiredFieldFormValidator : AbstractValidator<RequiredFieldForm>
{
    private const int FillerMax = 40;
    private const int YearsAhead = 2;

    public RequiredFieldFormValidator(IStringLocalizer<RequirementsText> text, CustomFieldSnapshot custom, PipelineSnapshot pipeline, OrganizationClock clock)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(f => f.From)
            .NotNull().WithMessage(_ => text["Error.FromNeeded"])
            .Must(d => d >= clock.Today).WithMessage(_ => text["Error.FromPast"])
            .Must(d => d <= clock.Today.AddYears(YearsAhead)).WithMessage(_ => text["Error.FromFar"]);
        RuleFor(f => f.Fillers)
            .Must(t => t is null || t.Length <= RequiredFieldVersion.FillersMax).WithMessage(_ => text["Error.FillersLong", RequiredFieldVersion.FillersMax])
            .Must(t => t is null || Array.TrueForAll(t.Split('\n'), w => w.Length <= FillerMax)).WithMessage(_ => text["Error.FillerLong", FillerMax]);
        RuleFor(f => f.Rows).Must(rows => rows.TrueForAll(r => RequirableFields.Find(r.Field, custom) is not null)).WithMessage(_ => text["Error.FieldUnknown"])
            .Must(rows => rows.DistinctBy(r => r.Field).Count() == rows.Count).WithMessage(_ => text["Error.FieldTwice"]);
        RuleForEach(f => f.Rows).ChildRules(row =>
        {
            row.RuleLevelCascadeMode = CascadeMode.Stop;
            row.RuleFor(r => r.Categories)
                .Must(c => c.TrueForAll(IsCategory)).WithMessage(_ => text["Error.CategoryUnknown"])
                .Must((r, c) => r.Stage is null || c.Count > 0).WithMessage(_ => text["Error.StageAlone"]);
            row.RuleFor(r => r.Stage).Must(s => s is null || pipeline.Find(s) is { IsActive: true, Kind: not StageKind.Lost }).WithMessage(_ => text["Error.StageUnknown"]);
        });
    }

    private static bool IsCategory(string typed) => Enum.GetNames<CustomerCategory>().Contains(typed);
}
