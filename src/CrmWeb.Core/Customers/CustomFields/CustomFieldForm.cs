using System.Globalization;
using CrmWeb.Core.Customers.CustomFields.Computed;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>A custom field as an admin enters or changes it.</summary>
public sealed class CustomFieldForm
{
    public const int MostChoices = 100;
    public const int MostOperands = 6;

    /// <summary>Only for a new one: what it is a field of.</summary>
    public FieldSubject Subject { get; set; } = FieldSubject.Customer;

    /// <summary>Only for a new one; empty has a key made of the English name.</summary>
    public string? Key { get; set; }

    public CustomFieldType? Type { get; set; }

    public string? Zh { get; set; }

    public string? En { get; set; }

    public string? HelpZh { get; set; }

    public string? HelpEn { get; set; }

    public string? GroupZh { get; set; }

    public string? GroupEn { get; set; }

    /// <summary>As it would be typed; choices by code.</summary>
    public string? Default { get; set; }

    public bool IsUnique { get; set; }

    public List<string> Kinds { get; set; } = [];

    public List<string> Categories { get; set; } = [];

    /// <summary>Codes of industries.</summary>
    public List<string> Industries { get; set; } = [];

    /// <summary>Codes of roles.</summary>
    public List<string> SeenBy { get; set; } = [];

    public List<string> EditedBy { get; set; } = [];

    public List<CustomChoiceForm> Choices { get; set; } = [];

    /// <summary>Of a computed field: how its operands are put together.</summary>
    public FieldOperator? Operator { get; set; }

    public List<OperandForm> Operands { get; set; } = [];

    /// <summary>The version when the form was opened.</summary>
    public Guid Version { get; set; }

    /// <summary>The form that would save a field unchanged.</summary>
    public static CustomFieldForm Of(CustomFieldEntry f, Guid version) => new()
    {
        Subject = f.Subject,
        Key = f.Key,
        Type = f.Type,
        Operator = f.Formula?.Operator,
        Operands = [.. f.Formula?.Operands.Select(OperandForm.Of) ?? []],
        Zh = f.Zh,
        En = f.En,
        HelpZh = f.HelpZh,
        HelpEn = f.HelpEn,
        GroupZh = f.GroupZh,
        GroupEn = f.GroupEn,
        Default = f.Type switch
        {
            CustomFieldType.YesNo when f.Default is not null => f.Default == "true" ? Localized.Name("是", "Yes") : Localized.Name("否", "No"),
            CustomFieldType.Choice or CustomFieldType.Choices when f.Default is not null =>
                string.Join(", ", f.Default.Split(',').Select(code => f.Choices.FirstOrDefault(c => c.Code == code)?.Name ?? code)),
            _ => f.Default,
        },
        IsUnique = f.IsUnique,
        Kinds = [.. f.Kinds],
        Categories = [.. f.Categories],
        Industries = [.. f.Industries],
        SeenBy = [.. f.SeenBy],
        EditedBy = [.. f.EditedBy],
        Choices = [.. f.Choices.Where(c => c.MergedIntoId is null).Select(c => new CustomChoiceForm { Id = c.Id, Zh = c.Zh, En = c.En, IsActive = c.IsActive })],
        Version = version,
    };

    /// <summary>The field as it would be with this form, for a preview.</summary>
    public CustomFieldEntry Preview()
    {
        Clean();
        return new CustomFieldEntry(0, Subject, "preview", Type ?? CustomFieldType.Text, Zh ?? En ?? "", En ?? Zh ?? "", 0)
        {
            HelpZh = HelpZh,
            HelpEn = HelpEn,
            Default = Default,
            Choices = [.. Choices.Select((c, i) => new CustomChoiceEntry(i + 1, "", c.Zh ?? c.En ?? "", c.En ?? c.Zh ?? "", i, c.IsActive))],
        };
    }

    internal void Clean()
    {
        Key = FormText.CleanCode(Key);
        (Zh, En) = (FormText.CleanLine(Zh), FormText.CleanLine(En));
        (HelpZh, HelpEn) = (FormText.CleanLine(HelpZh), FormText.CleanLine(HelpEn));
        (GroupZh, GroupEn) = (FormText.CleanLine(GroupZh), FormText.CleanLine(GroupEn));
        Default = FormText.CleanLine(Default);
        (Kinds, Categories, Industries, SeenBy, EditedBy) = (Kept(Kinds), Kept(Categories), Kept(Industries), Kept(SeenBy), Kept(EditedBy));
        foreach (var choice in Choices ??= [])
            (choice.Zh, choice.En) = (FormText.CleanLine(choice.Zh), FormText.CleanLine(choice.En));
        Choices.RemoveAll(c => c.Id is null && c.Zh is null && c.En is null);
        foreach (var operand in Operands ??= [])
            (operand.Field, operand.Constant) = (FormText.CleanCode(operand.Field), FormText.CleanCode(operand.Constant));
        Operands.RemoveAll(o => o.Field is null && o.Constant is null);

        // Nobody types a number that is worked out.
        if (Type == CustomFieldType.Computed)
            (Default, IsUnique, EditedBy) = (null, false, []);
    }

    private static List<string> Kept(List<string>? codes) => [.. (codes ?? []).Where(c => !string.IsNullOrWhiteSpace(c)).Distinct()];
}

/// <summary>An entry of a custom field's choices as an admin enters or changes it; their order is that of the form.</summary>
public sealed class CustomChoiceForm
{
    /// <summary>Null for a new one.</summary>
    public int? Id { get; set; }

    public string? Zh { get; set; }

    public string? En { get; set; }

    /// <summary>Whether it is offered.</summary>
    public bool IsActive { get; set; } = true;
}

/// <summary>An operand of a computed field as an admin enters it: a field, or a constant.</summary>
public sealed class OperandForm
{
    /// <summary>The id of a field that holds numbers.</summary>
    public string? Field { get; set; }

    public string? Constant { get; set; }

    internal static OperandForm Of(FormulaOperand operand) =>
        new() { Field = operand.FieldId?.ToString(CultureInfo.InvariantCulture), Constant = operand.Constant?.ToString("0.####", CultureInfo.InvariantCulture) };

    internal int? FieldId => int.TryParse(Field, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>Null where it cannot be read as a number with at most four places.</summary>
    internal decimal? Number => decimal.TryParse(Constant, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number) <= CustomFieldFormat.MostNumber && decimal.Round(number, 4) == number ? number : null;
}
