using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>A custom field as its administration shows it.</summary>
/// <param name="Carriers">How many records carry a value in it, the recycle bin included.</param>
/// <param name="Begin">What a new record's form begins with, as the control holds it; several choices by code, joined by commas.</param>
public sealed record CustomFieldRow(CustomFieldEntry Field, Guid Version, int Carriers, bool IsFirst, bool IsLast, string? Begin);

/// <summary>Reads custom fields for their administration.</summary>
public sealed class CustomFieldQueries(CrmDbContext db, IEnumerable<ValueTable> tables, UserDirectory users, OrganizationClock clock)
{
    /// <summary>All fields of a subject in order, retired ones too.</summary>
    /// <exception cref="NotFoundException">The user may not keep fields.</exception>
    public async Task<IReadOnlyList<CustomFieldRow>> ReadAsync(FieldSubject subject, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminLists);
        var fields = (await CustomFieldCatalog.RowsAsync(db, ct)).FindAll(f => f.Subject == subject);
        var counts = await tables.Single(t => t.Subject == subject).Rows(db).GroupBy(v => v.FieldId)
            .Select(g => new { g.Key, Count = g.Select(v => v.OwnerId).Distinct().Count() }).ToDictionaryAsync(c => c.Key, c => c.Count, ct);
        var peers = fields.ToLookup(f => f.IsActive, f => f.Id);
        var format = new CustomFieldFormat(await users.GetAsync(ct), clock);
        return [.. fields.Select(f => (Row: f, Field: CustomFieldCatalog.Entry(f))).Select(x => new CustomFieldRow(
            x.Field, x.Row.Version, counts.GetValueOrDefault(x.Row.Id), peers[x.Row.IsActive].First() == x.Row.Id, peers[x.Row.IsActive].Last() == x.Row.Id, format.Begin(x.Field)))];
    }

    /// <exception cref="NotFoundException">No such field, or the user may not keep fields.</exception>
    public async Task<CustomFieldRow> ReadAsync(int id, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminLists);
        var subject = await db.CustomFields.Where(f => f.Id == id).Select(f => (FieldSubject?)f.Subject).FirstOrDefaultAsync(ct) ?? throw new NotFoundException();
        return (await ReadAsync(subject, by, ct)).First(r => r.Field.Id == id);
    }

    /// <summary>How many records carry a choice.</summary>
    /// <exception cref="NotFoundException">The user may not keep fields.</exception>
    public Task<int> CarriersAsync(CustomFieldEntry field, int choice, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminLists);
        return tables.Single(t => t.Subject == field.Subject).Rows(db).CountAsync(v => v.FieldId == field.Id && v.ChoiceId == choice, ct);
    }
}
