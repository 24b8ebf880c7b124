using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;

namespace CrmWeb.Core.Customers.Contacts;

/// <summary>The orders of the contact list.</summary>
internal static class ContactSort
{
    private const string Default = "-updated";

    /// <exception cref="BadQueryException">No such order.</exception>
    public static IQueryable<ContactPair> Sorted(IQueryable<ContactPair> pairs, string? sort, CrmDbContext db, UserScope by)
    {
        var columns = new ColumnSorts<ContactPair>()
            .By("updated", x => x.Customer.UpdatedAt)
            .By("owner", x => db.Users.Where(u => u.Id == x.Customer.OwnerId).Select(u => u.SortKey).FirstOrDefault(), Missing.Last)
            .By("added", x => x.Contact.CreatedAt)
            .By("left", x => x.Contact.DepartedOn, Missing.Last)
            .ByName("customer", x => x.Customer, by);
        return columns.Order(pairs, SortOrder.Of(sort, Default, columns.Names))
            .ThenByDescending(x => x.Customer.Id).ThenByDescending(x => x.Contact.IsPrimary).ThenBy(x => x.Contact.Id);
    }
}

/// <summary>A contact with their customer.</summary>
internal sealed class ContactPair
{
    public required Customer Customer { get; init; }

    public required Contact Contact { get; init; }
}
