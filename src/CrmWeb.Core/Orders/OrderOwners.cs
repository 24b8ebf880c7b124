using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Organization;

namespace CrmWeb.Core.Orders;

/// <summary>Whose performance an order may be.</summary>
public sealed class OrderOwners(OwnerChoices owners, UserDirectory users)
{
    /// <summary>
    /// Of a new order: whomever the user may make the owner of a customer, and the customer's own owner, since whoever shares the customer
    /// may enter what was ordered from them. Of one that is changed it stays, except by those who may give customers to others.
    /// </summary>
    /// <param name="customerOwner">Whose customer ordered.</param>
    /// <param name="kept">Whose the order is now; null for a new one.</param>
    public async Task<IReadOnlyList<UserEntry>> ForAsync(int? customerOwner, int? kept, UserScope by, CancellationToken ct)
    {
        var directory = await users.GetAsync(ct);
        if (kept is not null && !by.Has(Permissions.CustomersReassign))
            return directory.ById(kept) is { } owner ? [owner] : [];
        var choices = await owners.ForAsync(by, ct);
        return directory.ById(customerOwner) is { IsActive: true } its && choices.All(u => u.Id != its.Id) ? [its, .. choices] : choices;
    }
}
