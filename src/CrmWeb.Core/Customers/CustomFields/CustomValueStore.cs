using CrmWeb.Core.Customers.CustomFields.Computed;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>Keeps what customers, contacts and follow-ups carry in custom fields.</summary>
public sealed class CustomValueStore(CrmDbContext db, CustomFieldCatalog catalog, IStringLocalizer<CustomFieldsText> text)
{
    private const int MostAttempts = 3;

    /// <summary>What a customer carries; asks nothing where the company has no fields of customers.</summary>
    internal Task<CustomValues> ReadAsync(int customerId, CancellationToken ct) => ReadAsync(CustomerValueTable.Only, customerId, ct);

    /// <summary>What a record carries; asks nothing where the company has no fields of its subject.</summary>
    internal async Task<CustomValues> ReadAsync(ValueTable table, int owner, CancellationToken ct) =>
        (await catalog.GetAsync(ct)).Of(table.Subject).All.Count == 0 ? CustomValues.None
            : CustomValues.Of(await table.Rows(db).AsNoTracking().Where(v => v.OwnerId == owner).ToListAsync(ct));

    /// <summary>What the contacts of a customer carry, by their ids, those who have left too.</summary>
    internal async Task<IReadOnlyDictionary<int, CustomValues>> OfContactsAsync(int customerId, CancellationToken ct) =>
        (await catalog.GetAsync(ct)).Contacts.All.Count == 0 ? new Dictionary<int, CustomValues>()
            : (await db.Set<ContactValue>().AsNoTracking().Where(v => v.Contact.CustomerId == customerId).ToListAsync(ct))
                .GroupBy(v => v.OwnerId).ToDictionary(g => g.Key, CustomValues.Of);

    /// <summary>
    /// Makes records carry these values once they are saved, what is worked out from them included, and notes what changes in the change log of
    /// those that are there already. Runs in a transaction: the definitions of what changes are held until its end, so that none becomes another
    /// type meanwhile.
    /// </summary>
    /// <exception cref="ValidationException">Another record has a value that no two may have.</exception>
    /// <exception cref="EditConflictException">A definition was changed meanwhile; all of it is to be read again.</exception>
    internal async Task WriteAsync(IReadOnlyList<OwnerValues> owners, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var known = await catalog.GetAsync(ct);
            List<ChangedValue> changes = [];
            foreach (var table in owners.Select(o => o.Table).Distinct().Where(t => known.Of(t.Subject).All.Count > 0))
                changes.AddRange(await ChangesAsync(table, [.. owners.Where(o => o.Table == table)], known.Of(table.Subject), ct));
            if (changes.Count == 0)
                return;

            // A formula that was changed meanwhile is no matter of the form: what follows from it is worked out anew.
            if (await HoldAsync([.. changes.Select(c => c.Field.Id).Distinct().Order()], known, ct) is { } fields)
            {
                await PutAsync(changes.ConvertAll(c => c with { Field = fields[c.Field.Id] }), ct);
                return;
            }

            catalog.Invalidate();
            if (attempt == MostAttempts)
                throw new EditConflictException();
        }
    }

    private async Task PutAsync(List<ChangedValue> changes, CancellationToken ct)
    {
        foreach (var change in changes.Where(c => c.Field.IsUnique && c.After is not null))
            await DemandFreeAsync(change, changes, ct);
        foreach (var change in changes)
            Put(change);
    }

    private async Task<IEnumerable<ChangedValue>> ChangesAsync(ValueTable table, List<OwnerValues> owners, CustomFieldSnapshot fields, CancellationToken ct)
    {
        var ids = owners.Select(o => o.Id).Where(id => id != 0).ToList();
        List<TypedValue> rows = ids.Count == 0 ? [] : await table.Rows(db).Where(v => EF.Parameter(ids).Contains(v.OwnerId)).ToListAsync(ct);
        return owners.SelectMany(owner =>
        {
            var own = owner.Id == 0 ? [] : rows.FindAll(r => r.OwnerId == owner.Id);
            var (present, wanted) = (CustomValues.Of(own), owner.Wanted.WithComputed(fields));
            return present.Fields.Union(wanted.Fields).Where(id => present.Of(id) != wanted.Of(id)).Order()
                .Select(id => new ChangedValue(owner, fields.ById(id)!, own.FindAll(r => r.FieldId == id), present.Of(id), wanted.Of(id)));
        });
    }

    /// <returns>Null where a formula is another by now.</returns>
    private async Task<Dictionary<int, CustomFieldEntry>?> HoldAsync(List<int> changed, CustomFieldSet known, CancellationToken ct)
    {
        await RowLock.LockInOrderAsync(db, db.CustomFields.Where(f => EF.Parameter(changed).Contains(f.Id)), changed, f => f.Order, ct);

        // What is worked out from them follows their formulas: those must be the ones of now, too.
        var now = await db.CustomFields.AsNoTracking().Where(f => EF.Parameter(changed).Contains(f.Id) || f.Operator != null).OrderBy(f => f.Id)
            .Select(f => new { f.Id, f.Type, f.IsUnique, f.Operator, f.Version }).ToListAsync(ct);
        if (now.Exists(f => f.Operator is null && known.ById(f.Id)?.Type != f.Type))
        {
            catalog.Invalidate();
            throw new EditConflictException();
        }

        return now.Exists(f => f.Operator is not null && known.ById(f.Id)?.Version != f.Version) ? null : now.ToDictionary(f => f.Id, f => known.ById(f.Id)! with { IsUnique = f.IsUnique });
    }

    private async Task DemandFreeAsync(ChangedValue change, List<ChangedValue> all, CancellationToken ct)
    {
        var (field, owner, key) = (change.Field, change.Owner, Key(change));
        List<int> rewritten = [.. all.Where(c => c.Field == field && c.Owner.Id != 0).Select(c => c.Owner.Id)];
        var isTaken = all.TakeWhile(c => c != change).Any(c => c.Field == field && c.After is not null && Key(c) == key)
            || await owner.Table.Rows(db).AnyAsync(v => v.FieldId == field.Id && v.UniqueKey == key && !EF.Parameter(rewritten).Contains(v.OwnerId), ct);
        if (isTaken)
            throw Refusal.Of(owner.Under + field.InForm, text[$"Error.NotUnique.{field.Subject}", field.Name]);

        static string? Key(ChangedValue change)
        {
            var asked = change.Owner.Table.Make(change.Owner.Id, change.Field.Id);
            asked.Set(change.Field.Type, change.After!, unique: true);
            return asked.UniqueKey;
        }
    }

    private void Put(ChangedValue change)
    {
        var (owner, field, rows, before, after) = change;
        string[] values = after is null ? [] : field.Type == CustomFieldType.Choices ? after.Split(',') : [after];

        // A unique value may pass from one record of the form to another: rows that go make room for rows that come.
        var kept = field.IsUnique ? [] : rows;
        foreach (var gone in rows.Except(kept.Take(values.Length)))
            db.Remove(gone);
        for (var i = 0; i < values.Length; i++)
        {
            var row = i < kept.Count ? kept[i] : owner.Make(field.Id);
            row.Set(field.Type, values[i], field.IsUnique);
            if (i >= kept.Count)
                db.Add(row);
        }

        // What is worked out follows from what is noted.
        if (owner.Id != 0 && field.Formula is null)
            db.NotedChanges.Add(owner.Note(field, before, after));
    }

    /// <summary>A field of a record that is to say something else.</summary>
    private sealed record ChangedValue(OwnerValues Owner, CustomFieldEntry Field, List<TypedValue> Rows, string? Before, string? After);
}
