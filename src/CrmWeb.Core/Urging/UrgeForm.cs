using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Urging;

/// <summary>What to urge about: overdue tasks, silent customers, one or many.</summary>
public sealed class UrgeForm
{
    /// <summary>As many at once.</summary>
    public const int Most = 200;

    public List<int> Tasks { get; set; } = [];

    public List<int> Customers { get; set; } = [];

    public string? Note { get; set; }

    public void Clean() => Note = FormText.Clean(Note);
}

internal sealed class UrgeFormValidator : AbstractValidator<UrgeForm>
{
    public UrgeFormValidator(IStringLocalizer<UrgingText> text)
    {
        RuleFor(f => f.Note).MaximumLength(Urge.NoteMax).WithMessage(_ => text["Error.NoteTooLong", Urge.NoteMax]);
        RuleFor(f => f).Must(f => f.Tasks.Count + f.Customers.Count <= UrgeForm.Most).OverridePropertyName("").WithMessage(_ => text["Error.TooMany", UrgeForm.Most]);
        RuleFor(f => f).Must(f => f.Tasks.Count + f.Customers.Count > 0).OverridePropertyName("").WithMessage(_ => text["Error.Nothing"]);
    }
}
