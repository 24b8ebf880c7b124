using CrmWeb.Core.Customers.CustomFields.Computed;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>What a custom field is a field of; the change log calls the records by the same names.</summary>
public enum FieldSubject
{
    Customer = 1,
    Contact = 2,
    FollowUp = 3,
}

/// <summary>What a custom field holds.</summary>
public enum CustomFieldType
{
    Text = 1,
    LongText = 2,
    Whole = 3,
    Decimal = 4,
    Money = 5,
    Day = 6,
    Time = 7,
    Choice = 8,
    Choices = 9,
    YesNo = 10,
    Link = 11,
    User = 12,

    /// <summary>A number worked out from other fields of the same record; nobody types it.</summary>
    Computed = 13,
}

/// <summary>A field that the company adds to its records. What it holds of each record is a <see cref="TypedValue"/>.</summary>
public sealed class CustomField : IReferenceRow
{
    public const int NameMax = 40;
    public const int HelpMax = 200;

    /// <summary>Longest row of codes (kinds, categories, industries, roles), in characters.</summary>
    public const int CodesMax = 400;

    private readonly List<CustomFieldChoice> choices = [];
    private readonly List<FieldOperand> operands = [];

    private CustomField()
    {
    }

    public CustomField(FieldSubject subject, string key, CustomFieldType type, int order)
    {
        Subject = subject;
        Key = key;
        Type = type;
        Order = order;
    }

    public int Id { get; private set; }

    public FieldSubject Subject { get; private set; }

    /// <summary>Stable; used in addresses, files and the change log, unique within the subject.</summary>
    public string Key { get; private set; } = "";

    public CustomFieldType Type { get; private set; }

    public string Zh { get; private set; } = "";

    public string En { get; private set; } = "";

    public string? HelpZh { get; private set; }

    public string? HelpEn { get; private set; }

    /// <summary>The heading under which it stands in the form; fields with the same one stand together.</summary>
    public string? GroupZh { get; private set; }

    public string? GroupEn { get; private set; }

    public int Order { get; private set; }

    /// <summary>A retired field is in no form and no record; its values stay.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>No two records of the subject may have the same value.</summary>
    public bool IsUnique { get; private set; }

    /// <summary>What stands in the form of a new record, as it would be typed; choices by code.</summary>
    public string? Default { get; private set; }

    /// <summary>How a computed field puts its operands together; null for all others.</summary>
    public FieldOperator? Operator { get; private set; }

    /// <summary>What was worked out may be by another formula than holds now; see <see cref="ComputedFields"/>.</summary>
    [NotAudited]
    public bool IsStale { get; private set; }

    /// <summary>Kinds of customers it is shown for, separated by commas; null for all.</summary>
    public string? Kinds { get; private set; }

    /// <summary>Categories of customers it is shown for, separated by commas; null for all.</summary>
    public string? Categories { get; private set; }

    /// <summary>Codes of industries for which, and for all below which, it is shown, separated by commas; null for all.</summary>
    public string? Industries { get; private set; }

    /// <summary>Codes of the roles that may see it, separated by commas; null for all.</summary>
    public string? SeenBy { get; private set; }

    /// <summary>Codes of the roles that may change it, separated by commas; null for all that may see it.</summary>
    public string? EditedBy { get; private set; }

    /// <summary>With which version of <see cref="Text.FoldedText"/> the keys of its values were made.</summary>
    [NotAudited]
    public int KeyVersion { get; private set; } = Text.FoldedText.Version;

    /// <summary>Renewed by every change; a form carries the one it was opened with.</summary>
    [NotAudited]
    public Guid Version { get; private set; } = Guid.NewGuid();

    public IReadOnlyCollection<CustomFieldChoice> Choices => choices;

    public IReadOnlyCollection<FieldOperand> Operands => operands;

    public bool HasChoices => Type is CustomFieldType.Choice or CustomFieldType.Choices;

    string IAudited.RootType => nameof(CustomField);

    int IAudited.RootId => Id;

    /// <summary>Takes over what a checked form says, but for choices, operands and what new records begin with.</summary>
    internal void Describe(CustomFieldForm form)
    {
        (Zh, En, HelpZh, HelpEn) = (form.Zh!, form.En!, form.HelpZh, form.HelpEn);
        (GroupZh, GroupEn) = (form.GroupZh ?? form.GroupEn, form.GroupEn ?? form.GroupZh);
        (Type, IsUnique) = (form.Type!.Value, form.IsUnique);
        (Kinds, Categories, Industries) = (Joined(form.Kinds), Joined(form.Categories), Joined(form.Industries));
        (SeenBy, EditedBy) = (Joined(form.SeenBy), Joined(form.EditedBy));
        Operator = form.Type == CustomFieldType.Computed ? form.Operator : null;
        Version = Guid.NewGuid();
    }

    /// <summary>What new records begin with, as a checked form says it: choices by name, yes and no in words.</summary>
    internal void BeginWith(string? typed)
    {
        var entries = CustomFieldCatalog.Entry(this).Choices;
        Default = typed is null ? null : Type switch
        {
            CustomFieldType.YesNo => CustomFieldFormat.Truth(typed) == true ? "true" : "false",
            CustomFieldType.Choice or CustomFieldType.Choices =>
                string.Join(',', CustomFieldFormat.Parts(Type, typed).Select(part => CustomChoiceEntry.Find(entries, part)?.Code).OfType<string>()),
            _ => typed,
        };
    }

    public void Add(CustomFieldChoice choice)
    {
        choices.Add(choice);
        Version = Guid.NewGuid();
    }

    /// <summary>Works with these operands from now on; what was worked out before is to be renewed where anything changes.</summary>
    internal void WorkWith(IReadOnlyList<FieldOperand> wanted, FieldOperator? before)
    {
        var isSame = before == Operator && operands.OrderBy(o => o.Order).Select(o => o.Said).SequenceEqual(wanted.Select(o => o.Said));
        if (isSame)
            return;
        operands.Clear();
        operands.AddRange(wanted);
        Outdate();
    }

    /// <summary>Has what was worked out be renewed.</summary>
    internal void Outdate()
    {
        IsStale = true;
        Version = Guid.NewGuid();
    }

    /// <summary>Ends a choice in favour of another, which the caller has given the values.</summary>
    internal void Merge(CustomFieldChoice loser, CustomFieldChoice winner)
    {
        loser.MergeInto(winner.Id);
        Version = Guid.NewGuid();
    }

    public void PlaceAt(int order) => (Order, Version) = (order, Guid.NewGuid());

    public void SetActive(bool active) => (IsActive, Version) = (active, Guid.NewGuid());

    private static string? Joined(List<string> codes) => codes.Count == 0 ? null : string.Join(',', codes);
}
