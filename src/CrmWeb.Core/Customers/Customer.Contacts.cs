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

    /// <summary>Lets no customer be without a primary contact while it has a current one.</summary>
    internal void EnsurePrimary()
    {
        if (!contacts.Any(c => c.IsPrimary))
            contacts.Where(c => c.DepartedOn is null).OrderBy(c => c.CreatedAt).ThenBy(c => c.Id).FirstOrDefault()?.MakePrimary();
    }
}
