using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.SavedViews;

/// <summary>A view as it is saved, renamed or shared.</summary>
public sealed class SavedViewForm
{
    /// <summary>Idempotency key: the same form sent twice makes one view.</summary>
    public Guid CreationKey { get; set; }

    public string? Name { get; set; }

    /// <summary>The query of the address it is a name for.</summary>
    public string? Query { get; set; }

    /// <summary>Departments whose branches see it.</summary>
    public List<int> Departments { get; set; } = [];

    /// <summary>The list opens with it for whoever saves.</summary>
    public bool IsDefault { get; set; }

    /// <summary>The version when the form was opened.</summary>
    public Guid Version { get; set; }

    internal void Clean()
    {
        Name = FormText.CleanLine(Name);
        Query = FormText.CleanLine(Query)?.TrimStart('?') ?? "";
    }
}

internal sealed class SavedViewFormValidator : AbstractValidator<SavedViewForm>
{
    /// <param name="taken">Names of the owner's other views of the list.</param>
    /// <param name="open">Departments the view may be shared with.</param>
    public SavedViewFormValidator(IReadOnlyCollection<string> taken, IReadOnlyCollection<int> open, IStringLocalizer<SavedViewsText> text)
    {
        RuleFor(f => f.Name).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage(_ => text["Error.Name"])
            .MaximumLength(SavedView.NameMax).WithMessage(_ => text["Error.NameLong", SavedView.NameMax])
            .Must(name => !taken.Any(t => FoldedText.AreOneName(t, name))).WithMessage((_, name) => text["Error.NameTaken", name!]);
        RuleFor(f => f.Query).MaximumLength(SavedView.QueryMax).WithMessage(_ => text["Error.QueryLong"]);
        RuleForEach(f => f.Departments).Must(open.Contains).WithMessage(_ => text["Error.Department"]);
    }
}
