using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>The company's own fields of the contacts of one customer's form.</summary>
/// <param name="carried">What stored contacts carry, by their ids.</param>
internal sealed class ContactConversion(OwnFields own, IReadOnlyDictionary<int, CustomValues> carried)
{
    public OwnFields Own => own;

    /// <summary>All fields of a contact: those of the product, and of the company's own those that the user may change.</summary>
    public IReadOnlyList<ContactField> Fields { get; } = [.. ContactFields.All, .. own.Editable.Select(ContactFields.Of)];

    public CustomValues Carried(int? contactId) => contactId is { } id ? carried.GetValueOrDefault(id) ?? CustomValues.None : CustomValues.None;

    public void Fill(ContactForm form) => own.Fill(form, Carried(form.Id));

    /// <summary>What a contact is to carry.</summary>
    public CustomValues Read(ContactForm form) => own.Read(form, Carried(form.Id));

    /// <summary>Has every contact of a form say something in every field the user may change.</summary>
    public void Complete(CustomerForm form)
    {
        foreach (var contact in form.Contacts)
            own.Complete(contact, Carried(contact.Id));
        Mark(form);
    }

    /// <summary>Tells the rows in which something was typed from those in which stands what new contacts begin with.</summary>
    public void Mark(CustomerForm form)
    {
        foreach (var contact in form.Contacts)
            contact.IsOwnTouched = contact.Id is null && own.IsTouched(contact);
    }

    /// <summary>What cannot be read, by its name in the form.</summary>
    public IEnumerable<(string Place, string Fault)> Faults(CustomerForm form) => form.Contacts.SelectMany((contact, i) =>
        own.Faults(contact, Carried(contact.Id)).Select(f => ($"{Place(i)}{f.Field.InForm}", f.Fault)));

    /// <summary>What the names of a contact's fields begin with in the form.</summary>
    public static string Place(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{nameof(CustomerForm.Contacts)}[{index}].");

    /// <summary>What stands in a field, spelled as a stored value is.</summary>
    public string? Spelled(ContactField field, ContactForm form) => field.Custom is { } custom ? own.Spelled(custom, form, Carried(form.Id)) : field.Typed(form);
}
