using System.Collections.Frozen;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Formats;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Text;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Fields;

/// <summary>One field of a contact, described once; <see cref="ContactFields"/> lists them.</summary>
/// <param name="Key">The form's property; its label is <c>Contact.KEY</c> in <see cref="CustomersText"/>.</param>
/// <param name="Kind">Line, code, long text or list.</param>
public sealed record ContactField(string Key, FieldKind Kind)
{
    /// <summary>The column, and what the change log calls the field.</summary>
    public string StoredAs => List is null ? Key : Key + "Id";

    /// <summary>The definition of a custom field; null for a field of the product.</summary>
    public CustomFieldEntry? Custom { get; init; }

    /// <summary>The field's name for people.</summary>
    public string Label(IStringLocalizer<CustomersText> text) => Custom?.Name ?? text["Contact." + Key];

    /// <summary>Where its value stands in the form of the contact.</summary>
    public string InForm => Custom?.InForm ?? Key;

    /// <summary>The list an entry is chosen from.</summary>
    public ListKind? List { get; init; }

    /// <summary>What a reader gets who may not see personal data; null where that is the value itself.</summary>
    public Func<string, string>? Masked { get; init; }

    /// <summary>What stands in the form.</summary>
    public required Func<ContactForm, string?> Typed { get; init; }

    /// <summary>Puts it into the form.</summary>
    public required Action<ContactForm, string?> Type { get; init; }

    /// <summary>What the contact keeps: a text, or the id of an entry; a custom field is kept beside it.</summary>
    public required Func<Contact, object?> Stored { get; init; }

    /// <summary>Cleans what was typed.</summary>
    internal string? Cleaned(string? typed) => Kind switch
    {
        FieldKind.LongText => FormText.Clean(typed),
        FieldKind.Code => FormText.CleanCode(typed),
        FieldKind.Custom => typed,
        _ => FormText.CleanLine(typed),
    };
}

/// <summary>The fields of a contact, as <see cref="CustomerFields"/> are those of the customer.</summary>
public static class ContactFields
{
    public static IReadOnlyList<ContactField> All { get; } =
    [
        Text("Name", FieldKind.Line, PersonalData.MaskName, c => c.Name, (c, v) => c.Name = v, c => c.Name),
        List("Salutation", ListKind.Salutation, c => c.Salutation, (c, v) => c.Salutation = v, c => c.SalutationId),
        Text("Mobile", FieldKind.Code, PersonalData.MaskPhone, c => c.Mobile, (c, v) => c.Mobile = v, c => c.Mobile),
        Text("Landline", FieldKind.Code, PersonalData.MaskPhone, c => c.Landline, (c, v) => c.Landline = v, c => c.Landline),
        Text("Title", FieldKind.Line, _ => PersonalView.Hidden, c => c.Title, (c, v) => c.Title = v, c => c.Title),
        Text("Mail", FieldKind.Code, PersonalData.MaskMail, c => c.Mail, (c, v) => c.Mail = v, c => c.Mail),
        Text("WeChat", FieldKind.Code, PersonalData.MaskWeChat, c => c.WeChat, (c, v) => c.WeChat = v, c => c.WeChat),
        List("Role", ListKind.ContactRole, c => c.Role, (c, v) => c.Role = v, c => c.RoleId),
        Text("Notes", FieldKind.LongText, _ => PersonalView.Hidden, c => c.Notes, (c, v) => c.Notes = v, c => c.Notes),
    ];

    private static readonly FrozenDictionary<string, ContactField> ByColumn = All.ToFrozenDictionary(f => f.StoredAs);

    /// <summary>The field the change log calls so; null for none of the form's.</summary>
    public static ContactField? Find(string storedAs) => ByColumn.GetValueOrDefault(storedAs);

    /// <summary>A field of the company's own.</summary>
    internal static ContactField Of(CustomFieldEntry entry) => new(entry.FieldKey, FieldKind.Custom)
    {
        Custom = entry,
        Masked = _ => PersonalView.Hidden,
        Typed = form => form.Said(entry.Key),
        Type = (form, value) => form.Say(entry, value),
        Stored = _ => null,
    };

    private static ContactField Text(
        string key, FieldKind kind, Func<string, string> masked, Func<ContactForm, string?> typed, Action<ContactForm, string?> type, Func<Contact, object?> stored) =>
        new(key, kind) { Masked = masked, Typed = typed, Type = type, Stored = stored };

    private static ContactField List(
        string key, ListKind list, Func<ContactForm, string?> typed, Action<ContactForm, string?> type, Func<Contact, object?> stored) =>
        new(key, FieldKind.List) { List = list, Typed = typed, Type = type, Stored = stored };
}
