using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Organization.Departments;

/// <summary>A department as an admin enters or changes it.</summary>
public sealed class DepartmentForm
{
    public string? Name { get; set; }

    /// <summary>The department above; null for one at the top.</summary>
    public int? Parent { get; set; }

    public int? Head { get; set; }

    /// <summary>The department's version when the form was opened.</summary>
    public Guid Version { get; set; }

    internal void Clean() => Name = FormText.CleanLine(Name);
}

/// <summary>The rules of a department among the others. Expects a cleaned form.</summary>
internal sealed class DepartmentFormValidator : AbstractValidator<DepartmentForm>
{
    /// <param name="id">The department that is changed; null for a new one.</param>
    public DepartmentFormValidator(IStringLocalizer<OrganizationText> text, int? id, DepartmentSnapshot all, UserSnapshot people)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(f => f.Name)
            .NotEmpty().WithMessage(_ => text["Error.DepartmentNameRequired"])
            .MaximumLength(Department.NameLength).WithMessage(_ => text["Error.TooLong", Department.NameLength])
            .Must((form, name) => Stays(form, all.ById(id)) || !all.All.Any(d => d.Id != id && d.ParentId == form.Parent && FoldedText.AreOneName(d.Name, name)))
            .WithMessage(_ => text["Error.DepartmentNameTaken"]);
        RuleFor(f => f.Parent)
            .Must(parent => parent is null || all.ById(parent) is not null).WithMessage(_ => text["Error.UnknownChoice"])
            .Must(parent => parent is null || id is null || !all.Branch(id.Value).Contains(parent.Value)).WithMessage(_ => text["Error.DepartmentBelowItself"]);
        RuleFor(f => f.Head)
            .Must(head => head is null || head == all.ById(id)?.HeadId || people.ById(head) is { IsActive: true }).WithMessage(_ => text["Error.HeadNotActive"]);
    }

    /// <summary>A name from before names were folded may stay beside its twin until it is changed.</summary>
    private static bool Stays(DepartmentForm form, DepartmentEntry? present) => present is not null && form.Name == present.Name && form.Parent == present.ParentId;
}
