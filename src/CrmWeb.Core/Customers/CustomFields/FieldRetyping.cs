using System.Globalization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>Turns the values of a field into those of another type, all or none, and sees to it that a field that becomes unique is.</summary>
internal sealed class FieldRetyping(CrmDbContext db, CustomFieldFormat format, IStringLocalizer<CustomFieldsText> text)
{
    /// <summary>How many customers are named.</summary>
    public const int Named = 5;

    /// <param name="field">As it is to be.</param>
    /// <param name="before">As it was.</param>
    /// <exception cref="ValidationException">A value cannot be read by the new type, or two are the same; some of the customers are named.</exception>
    public async Task RunAsync(CustomField field, CustomFieldEntry before, CancellationToken ct)
    {
        // Nobody writes values of the field while they are read.
        await db.CustomFields.Where(f => f.Id == field.Id).LockAsync(f => f.Order, ct);
        var rows = await db.CustomerValues.Where(v => v.FieldId == field.Id).OrderBy(v => v.CustomerId).ThenBy(v => v.Id).ToListAsync(ct);
        if (rows.Count == 0)
            return;

        // A choice that is new has no id yet to be carried.
        await db.SaveChangesAsync(ct);
        var entry = CustomFieldCatalog.Entry(field);
        List<int> unreadable = [];
        foreach (var values in rows.GroupBy(r => r.CustomerId).Select(g => g.ToList()))
        {
            var raw = CustomValues.Of(values).Of(field.Id)!;
            var read = entry.Type == before.Type ? new ReadValue(raw, null) : Converted(entry, before, raw);
            if (read.Raw is null)
                unreadable.Add(values[0].CustomerId);
            else
                Put(values, entry, read.Raw);
        }

        await RefuseAsync(unreadable, nameof(CustomFieldForm.Type), "Error.DoesNotConvert", ct);
        if (field.IsUnique)
            await RefuseAsync([.. rows.GroupBy(r => r.UniqueKey).Where(g => g.Count() > 1).SelectMany(g => g).Select(r => r.CustomerId)], nameof(CustomFieldForm.IsUnique), "Error.IsNotUnique", ct);
    }

    private ReadValue Converted(CustomFieldEntry to, CustomFieldEntry from, string raw)
    {
        // Choices by the names of their entries: whoever wrote 云 meant the entry 云.
        var words = from.HasChoices || from.Type == CustomFieldType.User ? format.Words(from, raw, ("", ""))! : format.ToInput(from, raw)!;
        if (to.HasChoices)
        {
            var said = from.HasChoices ? raw.Split(',').Select(id => from.Choices.First(c => c.Id.ToString(CultureInfo.InvariantCulture) == id).Code).ToList() : [words];
            var chosen = said.Select(s => to.Choices.FirstOrDefault(c => s == c.Code || s == c.Zh || s == c.En)).ToList();
            return chosen.Contains(null) || (to.Type == CustomFieldType.Choice && chosen.Count > 1) ? default
                : new(string.Join(',', chosen.Select(c => c!.Id).Order().Distinct()), null);
        }

        var read = format.Read(to, words);
        return read.Fault is null ? read : default;
    }

    private void Put(List<CustomerValue> rows, CustomFieldEntry entry, string raw)
    {
        var values = entry.Type == CustomFieldType.Choices ? raw.Split(',') : [raw];
        for (var i = 0; i < rows.Count; i++)
        {
            if (i < values.Length)
                rows[i].Set(entry.Type, values[i], entry.IsUnique);
            else
                db.CustomerValues.Remove(rows[i]);
        }
    }

    private async Task RefuseAsync(IReadOnlyCollection<int> customers, string at, string why, CancellationToken ct)
    {
        if (customers.Count == 0)
            return;
        var some = customers.Distinct().Take(Named).ToList();
        var names = await db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).Where(c => some.Contains(c.Id)).OrderBy(c => c.Id).Select(c => $"{c.Number} {c.Name}").ToListAsync(ct);
        throw Refusal.Of(at, text[why, customers.Count, string.Join(", ", names)]);
    }
}
