using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReferenceData.Tags;

/// <summary>A group of tags as an admin enters or changes it.</summary>
public class TagGroupForm
{
    /// <summary>Only for a new one; empty has a code made of the English name.</summary>
    public string? Code { get; set; }

    public string? Zh { get; set; }

    public string? En { get; set; }

    /// <summary>The version when the form was opened.</summary>
    public Guid Version { get; set; }

    internal virtual void Clean()
    {
        Code = FormText.CleanCode(Code);
        Zh = FormText.CleanLine(Zh);
        En = FormText.CleanLine(En);
    }
}

/// <summary>A tag as an admin enters or changes it.</summary>
public sealed class TagForm : TagGroupForm
{
    /// <summary>Id of the group.</summary>
    public int? Group { get; set; }

    /// <summary>Name of a palette colour.</summary>
    public string? Colour { get; set; }

    internal override void Clean()
    {
        base.Clean();
        Colour = FormText.CleanLine(Colour);
    }
}

/// <summary>The rules of names and codes among those already there. Expects a cleaned form.</summary>
internal class TagGroupFormValidator : AbstractValidator<TagGroupForm>
{
    public const int NameMax = 40;

    /// <param name="taken">Chinese and English names of the active ones beside it.</param>
    /// <param name="codes">Codes already given; null where the code stays.</param>
    /// <param name="present">The names it has, which may stay; null where they are new there.</param>
    public TagGroupFormValidator(IReadOnlyCollection<(string Zh, string En)> taken, IReadOnlySet<string>? codes, IStringLocalizer<TagsText> text, (string Zh, string En)? present = null)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        Name(RuleFor(f => f.Zh), n => n.Zh);
        Name(RuleFor(f => f.En), n => n.En);
        if (codes is not null)
        {
            RuleFor(f => f.Code)
                .Must((f, c) => c is not null || Slug.Of(f.En, new HashSet<string>()) is not null).WithMessage(_ => text["Error.CodeNeeded"])
                .Must(c => c is null || Slug.IsOne(c)).WithMessage(_ => text["Error.Code"])
                .Must(c => c is null || !codes.Contains(c)).WithMessage(f => text["Error.CodeTaken", f.Code!]);
        }

        void Name(IRuleBuilder<TagGroupForm, string?> rule, Func<(string Zh, string En), string> of) => rule
            .NotEmpty().WithMessage(_ => text["Error.NameRequired"])
            .MaximumLength(NameMax).WithMessage(_ => text["Error.TooLong", NameMax])
            .Must(name => (present is { } now && of(now) == name) || !taken.Any(t => FoldedText.AreOneName(of(t), name))).WithMessage((_, name) => text["Error.NameTaken", name!]);
    }
}

/// <summary>The rules of a tag besides its names. Expects a cleaned form.</summary>
internal sealed class TagFormValidator : AbstractValidator<TagForm>
{
    public TagFormValidator(IReadOnlyCollection<int> groups, IReadOnlyCollection<(string Zh, string En)> taken, IReadOnlySet<string>? codes, IStringLocalizer<TagsText> text, (string Zh, string En)? present = null)
    {
        Include(new TagGroupFormValidator(taken, codes, text, present));
        RuleFor(f => f.Group).Must(g => g is { } id && groups.Contains(id)).WithMessage(_ => text["Error.GroupRequired"]);
        RuleFor(f => f.Colour).Must(c => Palette.Names.Contains(c)).WithMessage(_ => text["Error.ColourRequired"]);
    }
}
