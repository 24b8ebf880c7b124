using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Text;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Fields;

/// <summary>What a field holds, which decides how it is cleaned, converted, told and shown.</summary>
public enum FieldKind
{
    Line,
    Code,
    LongText,
    Choice,
    List,
    Number,
    Money,
    Revenue,
    Day,

    /// <summary>The form says a day, the customer keeps a time.</summary>
    DayOfTime,

    YesNo,

    /// <summary>Several rows of their own; whoever needs them knows them by name.</summary>
    Rows,

    /// <summary>A field of the company's own; <see cref="CustomerField.Custom"/> says what it holds.</summary>
    Custom,
}

/// <summary>The part of the form a field stands in.</summary>
public enum FormPart
{
    Basics,
    Classification,
    Company,
    Needs,
    Decision,
    Management,
    Custom,
}

/// <summary>Which customers a field is counted for when it is asked how complete they are.</summary>
public enum CountedFor
{
    Nobody,
    Everybody,
    Organizations,
    Enterprises,
}

/// <summary>What of a field a reader gets who may not see personal data.</summary>
public enum FieldPrivacy
{
    Open,

    /// <summary>Somebody wrote it freely; see <see cref="PersonalView.Words"/>.</summary>
    Words,

    /// <summary><see cref="Words"/> where the customer is a person.</summary>
    WordsOfPerson,

    /// <summary>See <see cref="PersonalView.Customer"/>.</summary>
    Name,
}

/// <summary>One field of the customer, described once; <see cref="CustomerFields"/> lists them.</summary>
/// <param name="Key">The form's property, and the key of the label in <see cref="CustomersText"/>.</param>
public sealed record CustomerField(string Key, FieldKind Kind, FormPart Part)
{
    /// <summary>The column, and what the change log calls the field.</summary>
    public string StoredAs { get => field ?? Key; init; }

    /// <summary>The list an entry is chosen from.</summary>
    public ListKind? List { get; init; }

    /// <summary>The definition of a custom field; null for a field of the product.</summary>
    public CustomFieldEntry? Custom { get; init; }

    /// <summary>The field's name for people.</summary>
    public string Label(IStringLocalizer<CustomersText> text) => Custom?.Name ?? text[Key];

    /// <summary>What the names of the choices begin with in <see cref="CustomersText"/>.</summary>
    public string? Choices { get; init; }

    /// <summary>In characters; 0 where a rule of its own or nothing limits it.</summary>
    public int MaxLength { get; init; }

    public FieldPrivacy Privacy { get; init; }

    public CountedFor Counted { get; init; }

    /// <summary>Shown in the record's panel of needs and notes.</summary>
    public bool InNeedsPanel { get; init; }

    /// <summary>The form draws it by its kind, with nothing of its own.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Key of the help below the field.</summary>
    public string? Help { get; init; }

    /// <summary>Key of the example in the empty field.</summary>
    public string? Placeholder { get; init; }

    /// <summary>Takes the whole width of the form.</summary>
    public bool Wide { get; init; }

    /// <summary>What stands in the form: a text, a choice, a day; null for nothing.</summary>
    public required Func<CustomerForm, object?> Typed { get; init; }

    /// <summary>Puts into the form what <see cref="Typed"/> reads; null for rows.</summary>
    internal Action<CustomerForm, object?>? Type { get; init; }

    /// <summary>What the customer keeps; null for rows.</summary>
    public Func<CustomerProfile, object?>? Stored { get; init; }

    /// <summary>The profile with another value.</summary>
    internal Func<CustomerProfile, object?, CustomerProfile>? With { get; init; }

    /// <summary>What is taken where the form says nothing.</summary>
    public Func<CustomerForm, object?>? Proposed { get; init; }

    /// <summary>Reads a choice by the name the change log has of it.</summary>
    internal Func<string, object?>? Named { get; init; }

    /// <summary>How a typed text is cleaned; by default as its kind asks for.</summary>
    internal Func<string?, string?>? CleanedBy { get; init; }

    public bool IsText => Kind is FieldKind.Line or FieldKind.Code or FieldKind.LongText;

    /// <summary>Whether one control holds it, so that it can be changed by itself.</summary>
    public bool IsSingle => Type is not null || Key == nameof(CustomerForm.Tags);

    /// <summary>Cleans what was typed.</summary>
    internal void Clean(CustomerForm form)
    {
        if (Type is not null && (IsText || Kind is FieldKind.List or FieldKind.Number or FieldKind.Money or FieldKind.Revenue))
            Type(form, Cleaned((string?)Typed(form)));
    }

    /// <summary>The profile as a reader gets it.</summary>
    internal CustomerProfile Seen(CustomerProfile profile, PersonalView view) => Privacy switch
    {
        FieldPrivacy.Words => With!(profile, view.Words((string?)Stored!(profile))),
        FieldPrivacy.WordsOfPerson when profile.Kind == CustomerKind.Individual => With!(profile, view.Words((string?)Stored!(profile))),
        FieldPrivacy.Name when Stored!(profile) is string name => With!(profile, view.Customer(name, profile.Kind)),
        _ => profile,
    };

    /// <summary>Whether the field counts for such a customer.</summary>
    internal bool CountsFor(CustomerKind kind) => Counted switch
    {
        CountedFor.Everybody => true,
        CountedFor.Organizations => kind != CustomerKind.Individual,
        CountedFor.Enterprises => kind == CustomerKind.Enterprise,
        _ => false,
    };

    private string? Cleaned(string? typed) => CleanedBy is not null ? CleanedBy(typed) : Kind switch
    {
        FieldKind.LongText => FormText.Clean(typed),
        FieldKind.Line or FieldKind.List => FormText.CleanLine(typed),
        _ => FormText.CleanCode(typed),
    };
}
