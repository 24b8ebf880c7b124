using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields.Computed;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>A choice as pages use it.</summary>
/// <param name="MergedIntoId">The choice it was merged into; its code means that one.</param>
public sealed record CustomChoiceEntry(int Id, string Code, string Zh, string En, int Order, bool IsActive, int? MergedIntoId = null)
{
    public string Name => Localized.Name(Zh, En);

    /// <summary>The one with such a code, else of such a name; one that was merged is the one it became.</summary>
    /// <param name="choices">All there are, or those of them that may be chosen.</param>
    internal static CustomChoiceEntry? Find(IReadOnlyCollection<CustomChoiceEntry> choices, string called) =>
        Winner(choices, choices.FirstOrDefault(c => c.Code == called))
        ?? choices.FirstOrDefault(c => c.MergedIntoId is null && (FoldedText.AreOneName(c.Zh, called) || FoldedText.AreOneName(c.En, called)));

    /// <summary>What a choice became; itself where it was not merged.</summary>
    internal static CustomChoiceEntry? Winner(IReadOnlyCollection<CustomChoiceEntry> choices, CustomChoiceEntry? choice)
    {
        while (choice?.MergedIntoId is { } winner)
            choice = choices.FirstOrDefault(c => c.Id == winner);
        return choice;
    }
}

/// <summary>A custom field as pages use it; names follow the reader's language.</summary>
public sealed record CustomFieldEntry(int Id, FieldSubject Subject, string Key, CustomFieldType Type, string Zh, string En, int Order)
{
    /// <summary>What the keys of custom fields begin with among those of all fields, in addresses and in the change log.</summary>
    public const string Prefix = "cf.";

    public string Name => Localized.Name(Zh, En);

    /// <summary>The key among those of all fields of the record.</summary>
    public string FieldKey => Prefix + Key;

    /// <summary>Where its value stands in the form of the record.</summary>
    public string InForm => $"Custom[{Key}]";

    public string? HelpZh { get; init; }

    public string? HelpEn { get; init; }

    public string? Help => HelpZh is null && HelpEn is null ? null : Localized.Name(HelpZh ?? HelpEn!, HelpEn ?? HelpZh!);

    public string? GroupZh { get; init; }

    public string? GroupEn { get; init; }

    public string? Group => GroupZh is null && GroupEn is null ? null : Localized.Name(GroupZh ?? GroupEn!, GroupEn ?? GroupZh!);

    public bool IsActive { get; init; } = true;

    public bool IsUnique { get; init; }

    public string? Default { get; init; }

    public IReadOnlyList<string> Kinds { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<string> Industries { get; init; } = [];

    public IReadOnlyList<string> SeenBy { get; init; } = [];

    public IReadOnlyList<string> EditedBy { get; init; } = [];

    /// <summary>Renewed by every change of the definition.</summary>
    public Guid Version { get; init; }

    /// <summary>How it is worked out; null where it is typed.</summary>
    public FieldFormula? Formula { get; init; }

    /// <summary>In order, retired and merged ones too.</summary>
    public IReadOnlyList<CustomChoiceEntry> Choices { get; init; } = [];

    /// <summary>The choice an address means; null for none.</summary>
    public CustomChoiceEntry? Choice(string? code) => code is null ? null : CustomChoiceEntry.Find(Choices, code);

    public bool HasChoices => Type is CustomFieldType.Choice or CustomFieldType.Choices;

    /// <summary>Somebody writes it freely, see <see cref="PersonalView.Words"/>.</summary>
    public bool IsText => Type is CustomFieldType.Text or CustomFieldType.LongText or CustomFieldType.Link;

    /// <summary>It tells of a person, or somebody writes it freely: whoever gets no personal data gets nothing of it.</summary>
    public bool IsPersonal => IsText || Subject == FieldSubject.Contact;

    /// <summary>A number others can be worked out from.</summary>
    public bool IsNumber => Type is CustomFieldType.Whole or CustomFieldType.Decimal or CustomFieldType.Money;

    /// <summary>Whether the reader is told that there is such a field.</summary>
    public bool MaySee(UserScope by) => IsActive && Allows(SeenBy, by);

    /// <summary>Whether the reader finds it in lists, filters and orders.</summary>
    public bool IsListed(UserScope by) => MaySee(by) && (!IsPersonal || by.Has(Permissions.PersonalDataView));

    /// <summary>What it holds has an order in which a stretch can be asked for.</summary>
    public bool IsMeasured => IsNumber || Type is CustomFieldType.Day or CustomFieldType.Time or CustomFieldType.Computed;

    /// <summary>Records can be put in its order.</summary>
    public bool IsSortable => IsMeasured || Type is CustomFieldType.Text or CustomFieldType.YesNo or CustomFieldType.Choice;

    public bool MayEdit(UserScope by) => Type != CustomFieldType.Computed && MaySee(by) && Allows(EditedBy, by);

    /// <summary>Whether it is shown for such a customer, its contacts and its follow-ups.</summary>
    public bool IsFor(CustomerKind? kind, CustomerCategory? category, string? industry, ListSnapshot lists) =>
        (Kinds.Count == 0 || Kinds.Contains($"{kind}"))
        && (Categories.Count == 0 || Categories.Contains($"{category}"))
        && (Industries.Count == 0 || (lists.Find(ListKind.Industry, industry) is { } entry && Branches(lists).Contains(entry.Code)));

    /// <summary>Codes of the industries it is shown for, with all below them; empty where it is shown for all.</summary>
    public IReadOnlyList<string> Branches(ListSnapshot lists) => [.. Industries.Select(code => lists.Find(ListKind.Industry, code)).OfType<ListEntry>()
        .SelectMany(lists.Branch).Select(id => lists.ById(id)?.Code).OfType<string>().Distinct()];

    private static bool Allows(IReadOnlyList<string> roles, UserScope by) => roles.Count == 0 || by.UserId == 0 || roles.Contains(by.Role);
}

/// <summary>The company's custom fields of one subject at one moment, retired ones too.</summary>
public sealed class CustomFieldSnapshot(IReadOnlyList<CustomFieldEntry> fields)
{
    /// <summary>In order.</summary>
    public IReadOnlyList<CustomFieldEntry> All => fields;

    /// <summary>What the reader may see, in order.</summary>
    public IEnumerable<CustomFieldEntry> SeenBy(UserScope by) => fields.Where(f => f.MaySee(by));

    /// <summary>What stands in the reader's lists, in order.</summary>
    public IEnumerable<CustomFieldEntry> ListedFor(UserScope by) => fields.Where(f => f.IsListed(by));

    /// <summary>By its key among those of all fields; null for none.</summary>
    public CustomFieldEntry? Find(string? fieldKey) => fields.FirstOrDefault(f => f.FieldKey == fieldKey);

    public CustomFieldEntry? ById(int id) => fields.FirstOrDefault(f => f.Id == id);
}

/// <summary>The company's custom fields at one moment, subject by subject.</summary>
public sealed class CustomFieldSet(IReadOnlyCollection<CustomFieldEntry> fields)
{
    private readonly Dictionary<FieldSubject, CustomFieldSnapshot> subjects =
        Enum.GetValues<FieldSubject>().ToDictionary(s => s, s => new CustomFieldSnapshot([.. fields.Where(f => f.Subject == s)]));

    public CustomFieldSnapshot Customers => Of(FieldSubject.Customer);

    public CustomFieldSnapshot Contacts => Of(FieldSubject.Contact);

    public CustomFieldSnapshot FollowUps => Of(FieldSubject.FollowUp);

    public CustomFieldSnapshot Of(FieldSubject subject) => subjects[subject];

    /// <summary>By its key in the change log, among the fields of what the log calls so; null for none.</summary>
    public CustomFieldEntry? Find(string entityType, string fieldKey) => Enum.TryParse<FieldSubject>(entityType, out var subject) ? Of(subject).Find(fieldKey) : null;

    public CustomFieldEntry? ById(int id) => fields.FirstOrDefault(f => f.Id == id);
}

/// <summary>The company's custom fields, cached; a change elsewhere is seen within a minute.</summary>
public sealed class CustomFieldCatalog(IDbContextFactory<CrmDbContext> databases, TimeProvider time)
    : CachedSnapshot<CustomFieldSet>(databases, time)
{
    protected override async Task<CustomFieldSet> LoadAsync(CrmDbContext db, CancellationToken ct) => new([.. (await RowsAsync(db, ct)).Select(Entry)]);

    /// <summary>All definitions in order, with choices and operands: in one question, as no field has both.</summary>
    internal static Task<List<CustomField>> RowsAsync(CrmDbContext db, CancellationToken ct) =>
        db.CustomFields.AsNoTracking().Include(f => f.Choices).Include(f => f.Operands).AsSingleQuery().OrderBy(f => f.Order).ThenBy(f => f.Id).ToListAsync(ct);

    internal static CustomFieldEntry Entry(CustomField f) => new(f.Id, f.Subject, f.Key, f.Type, f.Zh, f.En, f.Order)
    {
        Version = f.Version,
        Formula = f.Operator is { } op ? new FieldFormula(op, [.. f.Operands.OrderBy(o => o.Order).Select(o => new FormulaOperand(o.OperandId, o.Constant))]) : null,
        HelpZh = f.HelpZh,
        HelpEn = f.HelpEn,
        GroupZh = f.GroupZh,
        GroupEn = f.GroupEn,
        IsActive = f.IsActive,
        IsUnique = f.IsUnique,
        Default = f.Default,
        Kinds = Codes(f.Kinds),
        Categories = Codes(f.Categories),
        Industries = Codes(f.Industries),
        SeenBy = Codes(f.SeenBy),
        EditedBy = Codes(f.EditedBy),
        Choices = [.. f.Choices.OrderBy(c => c.Order).ThenBy(c => c.Id).Select(c => new CustomChoiceEntry(c.Id, c.Code, c.Zh, c.En, c.Order, c.IsActive, c.MergedIntoId))],
    };

    private static string[] Codes(string? joined) => joined?.Split(',') ?? [];
}
