using CrmWeb.Core.Access;
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
            .ByOptional("owner", x => db.Users.Where(u => u.Id == x.Customer.OwnerId).Select(u => u.SortKey).FirstOrDefault())
            .By("added", x => x.Contact.CreatedAt)
            .ByOptional("left", x => x.Contact.DepartedOn);

        // Whoever may not read a name learns nothing from where it stands.
        columns = by.Has(Permissions.PersonalDataView)
            ? columns.By("customer", x => x.Customer.SortKey)
            : columns.ByOptional("customer", x => x.Customer.Kind == CustomerKind.Individual ? null : x.Customer.SortKey);
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
