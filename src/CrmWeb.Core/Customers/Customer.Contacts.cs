namespace CrmWeb.Core.Customers;

/// <content>Contacts that leave, come back or come from elsewhere.</content>
public sealed partial class Customer
{
    /// <summary>Notes that a contact has left. Where it was the primary one, the longest known of the others takes its place.</summary>
    public void Depart(Contact contact, DateOnly lastDay, int? operatorId, DateTime at)
    {
        contact.Leave(lastDay);
        EnsurePrimary();
        Touch(operatorId, at);
    }

    /// <summary>Takes a departure back; whoever became the primary one meanwhile stays it.</summary>
    public void Reinstate(Contact contact, int? operatorId, DateTime at)
    {
        contact.Stay();
        EnsurePrimary();
        Touch(operatorId, at);
    }

    /// <summary>Takes in a contact that was at another customer before.</summary>
    public void Welcome(Contact contact, int? operatorId, DateTime at)
    {
        contacts.Add(contact);
        EnsurePrimary();
        Touch(operatorId, at);
    }

    /// <summary>
    /// Makes these the current contacts, the first the primary one. The form shows current contacts: who has left is not its to remove, and
    /// who is in use leaves instead of vanishing.
    /// </summary>
    /// <param name="inUse">Ids of contacts that something refers to.</param>
    /// <returns>The contacts in the order of the form.</returns>
    internal IReadOnlyList<Contact> SetContacts(
        IReadOnlyList<(int? Id, ContactFacts Facts)> wanted, IReadOnlyCollection<int> inUse, DateOnly today, int? editorId, DateTime at)
    {
        var gone = contacts.Where(c => c.DepartedOn is null && wanted.All(w => w.Id != c.Id)).ToList();
        List<Contact> inOrder = [];
        for (var i = 0; i < wanted.Count; i++)
        {
            if (contacts.Find(c => c.Id == wanted[i].Id && c.Id != 0) is { } contact)
            {
                contact.Change(wanted[i].Facts, isPrimary: i == 0);
                inOrder.Add(contact);
            }
            else
            {
                inOrder.Add(new Contact(wanted[i].Facts, isPrimary: i == 0, at));
                contacts.Add(inOrder[^1]);
            }
        }

        foreach (var contact in gone)
        {
            if (inUse.Contains(contact.Id))
                Depart(contact, today, editorId, at);
            else
                contacts.Remove(contact);
        }

        EnsurePrimary();
        return inOrder;
    }

    /// <summary>Lets no customer be without a primary contact while it has a current one.</summary>
    internal void EnsurePrimary()
    {
        if (!contacts.Any(c => c.IsPrimary))
            contacts.Where(c => c.DepartedOn is null).OrderBy(c => c.CreatedAt).ThenBy(c => c.Id).FirstOrDefault()?.MakePrimary();
    }
}
