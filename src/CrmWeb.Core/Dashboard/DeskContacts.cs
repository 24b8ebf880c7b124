using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.List;

namespace CrmWeb.Core.Dashboard;

/// <summary>A contact as it is stored.</summary>
internal sealed record DeskContact(int Id, int CustomerId, string Name, string? Mobile, string? Landline, bool IsPrimary, bool HasLeft);

/// <summary>Whom to call about a task, a customer.</summary>
internal sealed class DeskContacts(IReadOnlyList<DeskContact> contacts, UserScope by)
{
    /// <summary>Whoever the task names; the customer's primary contact only where it names nobody.</summary>
    public ContactLine? For(int customerId, int? namedId)
    {
        var own = contacts.Where(c => c.CustomerId == customerId).ToList();
        return (own.Find(c => c.Id == namedId) ?? own.Find(c => c.IsPrimary)) is { } contact
            ? ContactLine.For(contact.Name, contact.Mobile, contact.Landline, by) with { HasLeft = contact.HasLeft } : null;
    }
}
