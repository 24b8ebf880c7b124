using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>Custom fields as rows of the field list, so that whatever reads <see cref="CustomerFields"/> can read them too.</summary>
public static class CustomFieldRows
{
    /// <summary>All fields of the customer: those of the product, and of the company's own those that the user may change.</summary>
    internal static IReadOnlyList<CustomerField> With(CustomFieldSnapshot fields, UserScope by) => [.. CustomerFields.All, .. fields.All.Where(f => f.MayEdit(by)).Select(Of)];

    public static CustomerField Of(CustomFieldEntry entry) => new(entry.FieldKey, FieldKind.Custom, FormPart.Custom)
    {
        Custom = entry,
        Privacy = entry.IsText ? FieldPrivacy.Words : FieldPrivacy.Open,
        Typed = form => form.Said(entry.Key),
        Type = (form, value) => form.Say(entry, (string?)value),
        Stored = profile => profile.Custom.Of(entry.Id),
        With = (profile, value) => profile with { Custom = profile.Custom.With(entry.Id, (string?)value) },
    };

    /// <summary>
    /// A copy of the form in which every custom field says something: what it does not mention, and what the user may not change, as the
    /// customer has it; keys that are none, and those of retired fields, are left out.
    /// </summary>
    /// <param name="stored">The form that would save the customer unchanged; null for a new one.</param>
    internal static CustomerForm Complete(this CustomerForm form, CustomFieldSnapshot fields, CustomerForm? stored, ContactConversion contacts, UserScope by)
    {
        var copy = form.Copy();
        contacts.Complete(copy);
        copy.Custom = fields.All.Where(f => f.IsActive).ToDictionary(
            f => f.Key, f => (f.MayEdit(by) ? form.Custom?.GetValueOrDefault(f.Key) : null) ?? stored?.Custom.GetValueOrDefault(f.Key) ?? []);
        return copy;
    }

    /// <summary>Fills in what new customers begin with, for those who may change it.</summary>
    internal static void Begin(this CustomerForm form, CustomFieldSnapshot fields, CustomFieldFormat format, UserScope by)
    {
        foreach (var field in fields.All.Where(f => f.MayEdit(by) && f.Default is not null))
            form.Say(field, format.Begin(field));
    }
}
