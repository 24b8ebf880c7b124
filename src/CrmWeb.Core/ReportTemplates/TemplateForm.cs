using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReportTemplates;

/// <summary>A template as it is put together.</summary>
public sealed class TemplateForm
{
    /// <summary>Idempotency key: the same form sent twice makes one template.</summary>
    public Guid CreationKey { get; set; }

    /// <summary>The version when the form was opened.</summary>
    public Guid Version { get; set; }

    public string? Name { get; set; }

    /// <summary>Departments whose branches find it.</summary>
    public List<int> Departments { get; set; } = [];

    public string? Row { get; set; }

    public string? SecondRow { get; set; }

    public string? Column { get; set; }

    public List<string> Measures { get; set; } = [];

    public string? RateOf { get; set; }

    public string? RateOver { get; set; }

    /// <summary>Columns of a plain list.</summary>
    public List<string> Fields { get; set; } = [];

    /// <summary>By the key of the field.</summary>
    public Dictionary<string, TemplateConditionForm> Conditions { get; set; } = [];

    public string? Sort { get; set; }

    public string? Chart { get; set; } = "none";

    internal void Clean()
    {
        Name = FormText.CleanLine(Name);
        (Row, SecondRow, Column) = (FormText.CleanLine(Row), FormText.CleanLine(SecondRow), FormText.CleanLine(Column));
        (RateOf, RateOver, Sort, Chart) = (FormText.CleanLine(RateOf), FormText.CleanLine(RateOver), FormText.CleanLine(Sort), FormText.CleanLine(Chart) ?? "none");
        Measures = [.. Measures.Where(m => !string.IsNullOrWhiteSpace(m)).Distinct()];
        Fields = [.. Fields.Where(f => !string.IsNullOrWhiteSpace(f)).Distinct()];
        Departments = [.. Departments.Distinct()];
    }
}

/// <summary>A condition on one field, as it is typed.</summary>
public sealed class TemplateConditionForm
{
    /// <summary>Codes of choices.</summary>
    public List<string> In { get; set; } = [];

    public string? From { get; set; }

    public string? To { get; set; }
}

internal sealed class TemplateFormValidator : AbstractValidator<TemplateForm>
{
    /// <param name="taken">Names of the owner's other templates.</param>
    /// <param name="open">Departments the template may be shared with.</param>
    public TemplateFormValidator(IReadOnlyCollection<string> taken, IReadOnlyCollection<int> open, IStringLocalizer<TemplatesText> text)
    {
        RuleFor(f => f.Name).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage(_ => text["Error.Name"])
            .MaximumLength(ReportTemplate.NameMax).WithMessage(_ => text["Error.NameLong", ReportTemplate.NameMax])
            .Must(name => !taken.Any(t => FoldedText.AreOneName(t, name))).WithMessage((_, name) => text["Error.NameTaken", name!]);
        RuleForEach(f => f.Departments).Must(open.Contains).WithMessage(_ => text["Error.Department"]);
    }
}
