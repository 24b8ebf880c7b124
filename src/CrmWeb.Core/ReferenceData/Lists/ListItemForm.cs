using System.Globalization;
using System.Text.RegularExpressions;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReferenceData.Lists;

/// <summary>An entry of a list as an admin enters or changes it.</summary>
public sealed class ListItemForm
{
    /// <summary>Only for a new entry; empty has one made of the English name.</summary>
    public string? Code { get; set; }

    public string? Zh { get; set; }

    public string? En { get; set; }

    /// <summary>Further words, separated by spaces.</summary>
    public string? Aliases { get; set; }

    /// <summary>Id of the entry above; null at the top.</summary>
    public int? Parent { get; set; }

    /// <summary>Lowest value of a band as typed: persons, or an amount in yuan (5000万).</summary>
    public string? From { get; set; }

    /// <summary>The entry's version when the form was opened.</summary>
    public Guid Version { get; set; }

    /// <summary>The lowest value as a number; null where none can be read.</summary>
    internal decimal? LowestOf(ListTraits traits) => traits.Kind switch
    {
        ListKind.RevenueBand => Money.TryParse(From, out var yuan) ? yuan : null,
        ListKind.HeadcountBand => int.TryParse(From, NumberStyles.None, CultureInfo.InvariantCulture, out var persons) ? persons : null,
        _ => null,
    };

    internal void Clean()
    {
        Code = FormText.CleanCode(Code);
        Zh = FormText.CleanLine(Zh);
        En = FormText.CleanLine(En);
        From = FormText.CleanCode(From);
        Aliases = FormText.CleanLine(Aliases) is { } typed
            ? string.Join(' ', typed.Split([' ', '\u3000', ',', '，', '、', ';', '；'], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase))
            : null;
    }
}

/// <summary>The rules of an entry among the others of its list. Expects a cleaned form.</summary>
internal sealed partial class ListItemFormValidator : AbstractValidator<ListItemForm>
{
    /// <param name="all">Every entry of the list.</param>
    /// <param name="present">The entry that is changed; null for a new one.</param>
    public ListItemFormValidator(ListTraits traits, IReadOnlyList<ListItem> all, ListItem? present, IStringLocalizer<ListsText> text)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        Name(RuleFor(f => f.Zh), i => i.Zh);
        Name(RuleFor(f => f.En), i => i.En);
        RuleFor(f => f.Aliases).MaximumLength(ListItem.AliasesMax).WithMessage(_ => text["Error.TooLong", ListItem.AliasesMax]);

        RuleFor(f => f.Parent)
            .Must(p => p is null || all.Any(i => i.Id == p && (i.IsActive || i.Id == present?.ParentId))).WithMessage(_ => text["Error.UnknownChoice"])
            .Must(p => present is not null || p is not null || !traits.HasFixedGroups).WithMessage(_ => text["Error.ParentRequired"])
            .Must(p => Level(p, all) < traits.Levels && (present is null || Level(p, all) == Level(present.ParentId, all))).WithMessage(_ => text["Error.ParentLevel"]);

        if (traits.IsBand)
        {
            RuleFor(f => f.From)
                .Must((f, _) => f.LowestOf(traits) is not null).WithMessage(_ => text[$"Error.From.{traits.Kind}"])
                .Must((f, _) => !all.Any(i => i != present && i.IsActive && i.From == f.LowestOf(traits))).WithMessage(_ => text["Error.FromTaken"]);
        }

        if (present is null)
        {
            RuleFor(f => f.Code)
                .Must(c => c is not null || traits.Kind != ListKind.Industry).WithMessage(_ => text["Error.IndustryCode"])
                .Must((f, c) => c is not null || Slug.Of(f.En, new HashSet<string>()) is not null).WithMessage(_ => text["Error.CodeNeeded"])
                .Must(c => c is null || (traits.Kind == ListKind.Industry ? IndustryCode().IsMatch(c) : Slug.IsOne(c)))
                .WithMessage(_ => text[traits.Kind == ListKind.Industry ? "Error.IndustryCode" : "Error.Code"])
                .Must(c => !all.Any(i => string.Equals(i.Code, c, StringComparison.OrdinalIgnoreCase))).WithMessage(f => text["Error.CodeTaken", f.Code!]);
        }

        void Name(IRuleBuilder<ListItemForm, string?> rule, Func<ListItem, string> of) => rule
            .NotEmpty().WithMessage(_ => text["Error.NameRequired"])
            .MaximumLength(ListItem.NameMax).WithMessage(_ => text["Error.TooLong", ListItem.NameMax])
            .Must((f, name) => !all.Any(i => i != present && i.IsActive && i.ParentId == f.Parent && FoldedText.AreOneName(of(i), name))
                || (present is { IsActive: true } && of(present) == name && present.ParentId == f.Parent))
            .WithMessage((_, name) => text["Error.NameTaken", name!]);
    }

    /// <summary>How deep the entry lies: 1 at the top, 0 for none.</summary>
    public static int Level(int? id, IReadOnlyList<ListItem> all)
    {
        var level = 0;
        for (var current = id; current is not null; current = all.FirstOrDefault(i => i.Id == current)?.ParentId)
            level++;
        return level;
    }

    /// <summary>A section is a letter, a division the letter and two digits (GB/T 4754); groups and classes below have up to four.</summary>
    [GeneratedRegex("^[A-Z][0-9]{0,4}$", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex IndustryCode();
}
