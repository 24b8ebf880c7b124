using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>
/// What texts in fields of the company's own are found and sorted by. Which version made them stands with the field, not with each of its
/// values: broken off, a field begins again.
/// </summary>
internal sealed class CustomFieldKeys(IEnumerable<ValueTable> tables) : IStoredKeys
{
    private const int Slice = 500;

    private static readonly CustomFieldType[] Texts = [CustomFieldType.Text, CustomFieldType.LongText, CustomFieldType.Link];

    public async Task RenewAsync(CrmDbContext db, CancellationToken ct)
    {
        foreach (var table in tables)
            await RenewAsync(db, table, ct);
    }

    private static async Task RenewAsync(CrmDbContext db, ValueTable table, CancellationToken ct)
    {
        // A database of before has texts without what they are sorted by.
        var (subject, values) = (table.Subject, table.Rows(db));
        var outdated = await db.CustomFields
            .Where(f => f.Subject == subject && (f.KeyVersion < FoldedText.Version || (Texts.Contains(f.Type) && values.Any(v => v.FieldId == f.Id && v.SortKey == null))))
            .OrderBy(f => f.Id).Select(f => f.Id).ToListAsync(ct);
        foreach (var field in outdated)
        {
            var last = 0;
            while (await SliceAsync(db, table, field, last, ct) is { } reached)
                last = reached;
            await db.CustomFields.Where(f => f.Id == field).ExecuteUpdateAsync(s => s.SetProperty(f => f.KeyVersion, FoldedText.Version), ct);
        }
    }

    /// <returns>The last one of the slice; null where there was none.</returns>
    private static Task<int?> SliceAsync(CrmDbContext db, ValueTable table, int field, int after, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        var rows = await table.Rows(db).Where(v => v.FieldId == field && v.TextKey != null && v.Id > after).OrderBy(v => v.Id).Take(Slice).ToListAsync(ct);
        HashSet<string> given = [];
        foreach (var row in rows)
        {
            var (id, key) = (row.Id, TypedValue.KeyOf(row.Text!));
            var isFree = row.UniqueKey is null || (given.Add(key) && !await table.Rows(db).AnyAsync(v => v.FieldId == field && v.UniqueKey == key && v.Id != id, ct));
            row.RenewKey(isFree);
        }

        int? reached = rows.Count == 0 ? null : rows[^1].Id;
        await KeyRenewal.SaveAsync(db, ct);
        return reached;
    });
}
