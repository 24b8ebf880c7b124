using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>Reads what a list shows of fields of the company's own.</summary>
public sealed class CustomFieldCells(CrmDbContext db, CustomFieldCatalog fields, UserDirectory users, OrganizationClock clock, IStringLocalizer<CustomersText> text)
{
    /// <summary>In words, by record and by the field's key among those of all fields; one question, and none where no such column is shown.</summary>
    /// <param name="owners">Records the reader sees.</param>
    /// <param name="columns">Keys of the columns shown; what the reader does not find is left out.</param>
    internal async Task<IReadOnlyDictionary<int, IReadOnlyDictionary<string, string>>> ReadAsync(
        ValueTable table, List<int> owners, IReadOnlyCollection<string> columns, UserScope by, CancellationToken ct)
    {
        var shown = (await fields.GetAsync(ct)).Of(table.Subject).ListedFor(by).Where(f => columns.Contains(f.FieldKey)).ToList();
        if (shown.Count == 0 || owners.Count == 0)
            return new Dictionary<int, IReadOnlyDictionary<string, string>>();
        var ids = shown.ConvertAll(f => f.Id);
        var rows = await table.Rows(db).AsNoTracking()
            .Where(v => EF.Parameter(owners).Contains(v.OwnerId) && EF.Parameter(ids).Contains(v.FieldId)).ToListAsync(ct);
        var format = new CustomFieldFormat(await users.GetAsync(ct), clock);
        return rows.GroupBy(v => v.OwnerId).ToDictionary(g => g.Key, g => Words(CustomValues.Of(g)));

        IReadOnlyDictionary<string, string> Words(CustomValues values) => shown
            .Select(f => (f.FieldKey, Words: format.Words(f, values.Of(f.Id), (text["Yes"], text["No"]))))
            .Where(w => w.Words is not null).ToDictionary(w => w.FieldKey, w => w.Words!);
    }
}
