namespace CrmWeb.Core.Customers.CustomFields.Values;

/// <summary>What a contact carries in a custom field.</summary>
public sealed class ContactValue : TypedValue
{
    private ContactValue()
    {
    }

    internal ContactValue(Contact contact, int fieldId)
        : this(contact.Id, fieldId) => Contact = contact;

    /// <summary>Of a contact who is stored already.</summary>
    internal ContactValue(int contactId, int fieldId)
    {
        OwnerId = contactId;
        FieldId = fieldId;
    }

    public Contact Contact { get; private set; } = null!;

    /// <summary>The same value for another contact.</summary>
    internal ContactValue For(Contact contact)
    {
        var copy = new ContactValue(contact, FieldId);
        copy.TakeFrom(this);
        return copy;
    }
}
