using CrmWeb.Core.Customers.CustomFields.Computed;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.ReferenceData;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>What a definition may refer to.</summary>
internal sealed record KnownCodes(ListSnapshot Lists, RoleSnapshot Roles);

/// <summary>The rules of a custom field's definition. Expects a cleaned form.</summary>
internal sealed class CustomFieldFormValidator : AbstractValidator<CustomFieldForm>
{
    private static readonly CustomFieldType[] MayBeUnique =
        [CustomFieldType.Text, CustomFieldType.Link, CustomFieldType.Whole, CustomFieldType.Decimal, CustomFieldType.Day];

    /// <param name="all">Every field of the subject.</param>
    /// <param name="present">The field being changed; null for a new one.</param>
    public CustomFieldFormValidator(IReadOnlyCollection<CustomField> all, CustomField? present, KnownCodes known, CustomFieldFormat format, IStringLocalizer<CustomFieldsText> text)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        var keys = all.Select(f => f.Key).ToHashSet();
        if (present is null)
        {
            RuleFor(f => f.Key)
                .Must((f, c) => c is not null || Slug.Of(f.En, new HashSet<string>()) is not null).WithMessage(_ => text["Error.KeyNeeded"])
                .Must(c => c is null || Slug.IsOne(c)).WithMessage(_ => text["Error.Key"])
                .Must(c => c is null || !keys.Contains(c)).WithMessage(f => text["Error.KeyTaken", f.Key!]);
        }

        RuleFor(f => f.Subject).IsInEnum().WithMessage(_ => text["Error.Type"]);
        RuleFor(f => f.Type)
            .Must(t => t is { } type && Enum.IsDefined(type)).WithMessage(_ => text["Error.Type"])
            .Must(t => present is null || (t == CustomFieldType.Computed) == (present.Type == CustomFieldType.Computed)).WithMessage(_ => text["Error.ComputedStays"])
            .Must(t => IsNumber(t) || Follower(present, all) is null).WithMessage(_ => text["Error.IsOperand", Follower(present, all)!]);
        Operands(all, present, text);
        Name(RuleFor(f => f.Zh), f => f.Zh);
        Name(RuleFor(f => f.En), f => f.En);
        foreach (var help in new[] { RuleFor(f => f.HelpZh), RuleFor(f => f.HelpEn) })
            help.MaximumLength(CustomField.HelpMax).WithMessage(_ => text["Error.TooLong", CustomField.HelpMax]);
        foreach (var group in new[] { RuleFor(f => f.GroupZh), RuleFor(f => f.GroupEn) })
            group.MaximumLength(CustomField.NameMax).WithMessage(_ => text["Error.TooLong", CustomField.NameMax]);
        RuleFor(f => f.IsUnique).Must((f, unique) => !unique || MayBeUnique.Contains(f.Type ?? default)).WithMessage(_ => text["Error.MayNotBeUnique"]);
        Codes(RuleFor(f => f.Kinds), code => Enum.GetNames<CustomerKind>().Contains(code));
        Codes(RuleFor(f => f.Categories), code => Enum.GetNames<CustomerCategory>().Contains(code));
        Codes(RuleFor(f => f.Industries), code => known.Lists.Find(ListKind.Industry, code) is not null);
        Codes(RuleFor(f => f.SeenBy), code => known.Roles.Find(code) is not null);
        Codes(RuleFor(f => f.EditedBy), code => known.Roles.Find(code) is not null);
        Choices(present, text);
        RuleFor(f => f.Default)
            .MaximumLength(CustomerForm.LineMax).WithMessage(_ => text["Error.TooLong", CustomerForm.LineMax])
            .Custom((typed, context) =>
            {
                var form = context.InstanceToValidate;
                var entry = form.Preview();
                if (typed is not null && form.Type is { } type && Enum.IsDefined(type)
                    && (form.IsUnique ? "Error.DefaultOfUnique" : format.Read(entry, typed).Fault) is { } fault)
                    context.AddFailure(nameof(CustomFieldForm.Default), text[fault]);
            });

        void Name(IRuleBuilder<CustomFieldForm, string?> rule, Func<CustomField, string> of) => rule
            .NotEmpty().WithMessage(_ => text["Error.NameRequired"])
            .MaximumLength(CustomField.NameMax).WithMessage(_ => text["Error.TooLong", CustomField.NameMax])
            .Must(name => !all.Any(f => f != present && f.IsActive && FoldedText.AreOneName(of(f), name))).WithMessage((_, name) => text["Error.NameTaken", name!]);

        void Codes(IRuleBuilder<CustomFieldForm, List<string>> rule, Func<string, bool> isOne) => rule
            .Must(codes => codes.TrueForAll(c => isOne(c))).WithMessage(_ => text["Error.Choice"])
            .Must(codes => string.Join(',', codes).Length <= CustomField.CodesMax).WithMessage(_ => text["Error.TooMany"]);
    }

    private static bool IsNumber(CustomFieldType? type) => type is CustomFieldType.Whole or CustomFieldType.Decimal or CustomFieldType.Money;

    /// <summary>The name of a field that is worked out from this one; null for none.</summary>
    private static string? Follower(CustomField? present, IEnumerable<CustomField> all) =>
        present is not null && all.FirstOrDefault(f => f.Operands.Any(o => o.OperandId == present.Id)) is { } follower ? Localized.Name(follower.Zh, follower.En) : null;

    private void Operands(IReadOnlyCollection<CustomField> all, CustomField? present, IStringLocalizer<CustomFieldsText> text) => When(f => f.Type == CustomFieldType.Computed, () =>
    {
        RuleFor(f => f.Operator).Must(o => o is { } op && Enum.IsDefined(op)).WithMessage(_ => text["Error.Operator"]);
        RuleFor(f => f.Operands)
            .Must(o => o.Count is >= 2 and <= CustomFieldForm.MostOperands && o.Exists(x => x.Field is not null)).WithMessage(_ => text["Error.Operands", CustomFieldForm.MostOperands])
            .Must((f, o) => f.Operator != FieldOperator.Ratio || o.Count == 2).WithMessage(_ => text["Error.RatioOfTwo"])
            .Custom((operands, context) =>
            {
                foreach (var (operand, i) in operands.Select((o, i) => (o, i)))
                {
                    if (operand is { Field: not null, Constant: not null })
                        context.AddFailure($"{nameof(CustomFieldForm.Operands)}[{i}].{nameof(operand.Constant)}", text["Error.OperandTwice"]);
                    else if (operand.Field is not null && !all.Any(f => f.Id == operand.FieldId && f != present && IsNumber(f.Type)))
                        context.AddFailure($"{nameof(CustomFieldForm.Operands)}[{i}].{nameof(operand.Field)}", text["Error.Choice"]);
                    else if (operand.Constant is not null && operand.Number is null)
                        context.AddFailure($"{nameof(CustomFieldForm.Operands)}[{i}].{nameof(operand.Constant)}", text["Error.Decimal"]);
                }
            });
    });

    private void Choices(CustomField? present, IStringLocalizer<CustomFieldsText> text) => When(f => f.Type is CustomFieldType.Choice or CustomFieldType.Choices, () =>
    {
        RuleFor(f => f.Choices)
            .Must(c => c.Count > 0).WithMessage(_ => text["Error.ChoicesNeeded"])
            .Must(c => c.Count <= CustomFieldForm.MostChoices).WithMessage(_ => text["Error.TooMany"])
            .Must(c => c.TrueForAll(x => x.Id is null || present?.Choices.Any(own => own.Id == x.Id) == true)).WithMessage(_ => text["Error.Choice"]);
        RuleForEach(f => f.Choices).ChildRules(choice =>
        {
            choice.RuleFor(c => c.Zh).NotEmpty().WithMessage(_ => text["Error.NameRequired"]).MaximumLength(CustomField.NameMax).WithMessage(_ => text["Error.TooLong", CustomField.NameMax]);
            choice.RuleFor(c => c.En).NotEmpty().WithMessage(_ => text["Error.NameRequired"]).MaximumLength(CustomField.NameMax).WithMessage(_ => text["Error.TooLong", CustomField.NameMax]);
        });
        RuleFor(f => f.Choices).Custom((choices, context) =>
        {
            for (var i = 0; i < choices.Count; i++)
            {
                var c = choices[i];
                if (c.IsActive && choices.Take(i).Any(other => other.IsActive && (FoldedText.AreOneName(other.Zh, c.Zh) || FoldedText.AreOneName(other.En, c.En))))
                    context.AddFailure($"{nameof(CustomFieldForm.Choices)}[{i}].{nameof(c.Zh)}", text["Error.NameTaken", c.Zh ?? ""]);
            }
        });
    });
}
