using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;

namespace CrmWeb.Core.Customers.Contacts;

/// <summary>The orders of the contact list.</summary>
internal static class ContactSort
{
    private const string Default = "-updated";

    /// <exception cref="BadQueryException">No such order.</exception>
    /// <param name="own">Fields of the company's own that the reader finds in lists.</param>
    public static IQueryable<ContactPair> Sorted(IQueryable<ContactPair> pairs, string? sort, IEnumerable<CustomFieldEntry> own, CrmDbContext db, UserScope by)
    {
        var columns = new ColumnSorts<ContactPair>()
            .By("updated", x => x.Customer.UpdatedAt)
            .By("owner", x => db.Users.Where(u => u.Id == x.Customer.OwnerId).Select(u => u.SortKey).FirstOrDefault(), Missing.Last)
            .By("added", x => x.Contact.CreatedAt)
            .By("left", x => x.Contact.DepartedOn, Missing.Last)
            .ByName("customer", x => x.Customer, by);
        foreach (var field in own.Where(f => f.IsSortable))
            columns = CustomFieldSort.Among(columns, field, db.Set<ContactValue>(), db.Set<CustomFieldChoice>(), x => x.Contact.Id);
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
