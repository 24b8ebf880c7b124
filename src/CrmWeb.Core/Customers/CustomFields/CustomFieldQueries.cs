using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>A custom field as its administration shows it.</summary>
/// <param name="Customers">How many carry a value in it, the recycle bin included.</param>
/// <param name="Begin">What a new customer's form begins with, as the control holds it; several choices by code, joined by commas.</param>
public sealed record CustomFieldRow(CustomFieldEntry Field, Guid Version, int Customers, bool IsFirst, bool IsLast, string? Begin);

/// <summary>Reads custom fields for their administration.</summary>
public sealed class CustomFieldQueries(CrmDbContext db, UserDirectory users, OrganizationClock clock)
{
    /// <summary>All fields in order, retired ones too.</summary>
    /// <exception cref="NotFoundException">The user may not keep fields.</exception>
    public async Task<IReadOnlyList<CustomFieldRow>> ReadAsync(UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminLists);
        var fields = await db.CustomFields.AsNoTracking().Include(f => f.Choices).AsSingleQuery().OrderBy(f => f.Order).ThenBy(f => f.Id).ToListAsync(ct);
        var counts = await db.CustomerValues.GroupBy(v => v.FieldId).Select(g => new { g.Key, Count = g.Select(v => v.CustomerId).Distinct().Count() }).ToDictionaryAsync(c => c.Key, c => c.Count, ct);
        var peers = fields.ToLookup(f => f.IsActive, f => f.Id);
        var format = new CustomFieldFormat(await users.GetAsync(ct), clock);
        return [.. fields.Select(f => (Row: f, Field: CustomFieldCatalog.Entry(f))).Select(x => new CustomFieldRow(
            x.Field, x.Row.Version, counts.GetValueOrDefault(x.Row.Id), peers[x.Row.IsActive].First() == x.Row.Id, peers[x.Row.IsActive].Last() == x.Row.Id, format.Begin(x.Field)))];
    }
}
