using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>Keeps what customers carry in custom fields.</summary>
public sealed class CustomValueStore(CrmDbContext db, CustomFieldCatalog catalog, IStringLocalizer<CustomFieldsText> text)
{
    /// <summary>What a customer carries; asks nothing where the company has no custom fields.</summary>
    internal async Task<CustomValues> ReadAsync(int customerId, CancellationToken ct) =>
        (await catalog.GetAsync(ct)).All.Count == 0 ? CustomValues.None
            : CustomValues.Of(await db.CustomerValues.AsNoTracking().Where(v => v.CustomerId == customerId).ToListAsync(ct));

    /// <summary>
    /// Makes a customer carry these values once it is saved, and notes what changes in the change log of a customer that is there already.
    /// Runs in a transaction: the definitions of what changes are held until its end, so that none becomes another type meanwhile.
    /// </summary>
    /// <exception cref="ValidationException">Another customer has a value that no two may have.</exception>
    /// <exception cref="EditConflictException">A definition was changed meanwhile; all of it is to be read again.</exception>
    internal async Task WriteAsync(Customer customer, CustomValues wanted, CancellationToken ct)
    {
        var known = await catalog.GetAsync(ct);
        if (known.All.Count == 0)
            return;
        List<CustomerValue> rows = customer.Id == 0 ? [] : await db.CustomerValues.Where(v => v.CustomerId == customer.Id).ToListAsync(ct);
        var present = CustomValues.Of(rows);
        var changed = present.Fields.Union(wanted.Fields).Where(id => present.Of(id) != wanted.Of(id)).Order().ToList();
        if (changed.Count == 0)
            return;

        var fields = await HoldAsync(changed, known, ct);
        foreach (var field in fields.Where(f => f.IsUnique))
        {
            if (wanted.Of(field.Id) is { } value)
                await DemandFreeAsync(customer, field, value, ct);
        }

        foreach (var field in fields)
        {
            var raw = wanted.Of(field.Id);
            Put(customer, field, rows.FindAll(r => r.FieldId == field.Id), raw is null ? [] : field.Type == CustomFieldType.Choices ? raw.Split(',') : [raw]);
            if (customer.Id != 0)
                db.NotedChanges.Add(new NotedChange(nameof(Customer), customer.Id, field.FieldKey, present.Of(field.Id), raw));
        }
    }

    private async Task<IReadOnlyList<CustomFieldEntry>> HoldAsync(List<int> changed, CustomFieldSnapshot known, CancellationToken ct)
    {
        await RowLock.LockInOrderAsync(db, db.CustomFields.Where(f => EF.Parameter(changed).Contains(f.Id)), changed, f => f.Order, ct);
        var now = await db.CustomFields.AsNoTracking().Where(f => EF.Parameter(changed).Contains(f.Id)).OrderBy(f => f.Id).Select(f => new { f.Id, f.Type, f.IsUnique }).ToListAsync(ct);
        if (now.Exists(f => known.ById(f.Id) is not { } entry || entry.Type != f.Type))
        {
            catalog.Invalidate();
            throw new EditConflictException();
        }

        return [.. now.Select(f => known.ById(f.Id)! with { IsUnique = f.IsUnique })];
    }

    private async Task DemandFreeAsync(Customer customer, CustomFieldEntry field, string raw, CancellationToken ct)
    {
        var asked = new CustomerValue(customer, field.Id);
        asked.Set(field.Type, raw, unique: true);
        var (id, key) = (customer.Id, asked.UniqueKey);
        if (await db.CustomerValues.AnyAsync(v => v.FieldId == field.Id && v.UniqueKey == key && v.CustomerId != id, ct))
            throw Refusal.Of(field.InForm, text["Error.NotUnique", field.Name]);
    }

    private void Put(Customer customer, CustomFieldEntry field, List<CustomerValue> rows, string[] values)
    {
        foreach (var gone in rows.Skip(values.Length))
            db.CustomerValues.Remove(gone);
        for (var i = 0; i < values.Length; i++)
        {
            var row = i < rows.Count ? rows[i] : db.CustomerValues.Add(new CustomerValue(customer, field.Id)).Entity;
            row.Set(field.Type, values[i], field.IsUnique);
        }
    }
}
