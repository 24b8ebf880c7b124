using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.CustomFields.Values;

/// <summary>
/// Where the values of one subject lie. Definitions are kept here and know no higher room: the room that has the records registers their table.
/// </summary>
public abstract class ValueTable(FieldSubject subject)
{
    public FieldSubject Subject => subject;

    internal abstract IQueryable<TypedValue> Rows(CrmDbContext db);

    /// <summary>A value of a record that is stored already; the caller adds it.</summary>
    internal abstract TypedValue Make(int owner, int field);

    /// <summary>Which record belongs to which customer.</summary>
    internal abstract IQueryable<OwnerOf> Owners(CrmDbContext db);

    /// <summary>The customers whom records belong to, those in the recycle bin too.</summary>
    internal IQueryable<Customer> CustomersOf(CrmDbContext db, List<int> owners)
    {
        var all = Owners(db);
        return db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).Where(c => all.Any(o => o.CustomerId == c.Id && EF.Parameter(owners).Contains(o.Id)));
    }
}

/// <summary>A record that carries values, and its customer.</summary>
internal sealed class OwnerOf
{
    public required int Id { get; init; }

    public required int CustomerId { get; init; }
}

/// <summary>Values of customers.</summary>
internal sealed class CustomerValueTable() : ValueTable(FieldSubject.Customer)
{
    public static readonly CustomerValueTable Only = new();

    internal override IQueryable<TypedValue> Rows(CrmDbContext db) => db.CustomerValues;

    internal override TypedValue Make(int owner, int field) => new CustomerValue(owner, field);

    internal override IQueryable<OwnerOf> Owners(CrmDbContext db) =>
        db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).Select(c => new OwnerOf { Id = c.Id, CustomerId = c.Id });
}

/// <summary>Values of contacts.</summary>
internal sealed class ContactValueTable() : ValueTable(FieldSubject.Contact)
{
    public static readonly ContactValueTable Only = new();

    internal override IQueryable<TypedValue> Rows(CrmDbContext db) => db.Set<ContactValue>();

    internal override TypedValue Make(int owner, int field) => new ContactValue(owner, field);

    internal override IQueryable<OwnerOf> Owners(CrmDbContext db) => db.Contacts.Select(x => new OwnerOf { Id = x.Id, CustomerId = x.CustomerId });
}
