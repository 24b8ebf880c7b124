using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>Turns the values of a field into those of another type, all or none, and sees to it that a field that becomes unique is.</summary>
internal sealed class FieldRetyping(CrmDbContext db, ValueTable table, CustomFieldFormat format, IStringLocalizer<CustomFieldsText> text)
{
    /// <summary>How many customers are named.</summary>
    public const int Named = 5;

    private static readonly DateOnly EarlyDay = new(2001, 2, 3);
    private static readonly DateOnly LateDay = new(2012, 11, 28);

    /// <param name="field">As it is to be.</param>
    /// <param name="before">As it was.</param>
    /// <exception cref="ValidationException">A value cannot be read by the new type or would lose something, or two are the same; some of their customers are named.</exception>
    public async Task RunAsync(CustomField field, CustomFieldEntry before, UserScope by, CancellationToken ct)
    {
        // Nobody writes values of the field while they are read.
        await db.CustomFields.Where(f => f.Id == field.Id).LockAsync(f => f.Order, ct);
        var rows = await table.Rows(db).Where(v => v.FieldId == field.Id).OrderBy(v => v.OwnerId).ThenBy(v => v.Id).ToListAsync(ct);
        if (rows.Count == 0)
            return;

        // A choice that is new has no id yet to be carried.
        await db.SaveChangesAsync(by, ct);
        var entry = CustomFieldCatalog.Entry(field);
        List<int> unreadable = [];
        foreach (var values in rows.GroupBy(r => r.OwnerId).Select(g => g.ToList()).ToList())
        {
            var raw = CustomValues.Of(values).Of(field.Id)!;
            var read = entry.Type == before.Type ? new ReadValue(raw, null) : Converted(entry, before, raw);
            if (read.Raw is null)
                unreadable.Add(values[0].OwnerId);
            else
                Put(values, entry, read.Raw, rows);
        }

        await RefuseAsync(unreadable, nameof(CustomFieldForm.Type), "Error.DoesNotConvert", ct);
        if (field.IsUnique)
            await RefuseAsync([.. rows.GroupBy(r => r.UniqueKey).Where(g => g.Count() > 1).SelectMany(g => g).Select(r => r.OwnerId)], nameof(CustomFieldForm.IsUnique), "Error.IsNotUnique", ct);
    }

    /// <summary>The value as the new type has it; nothing where it cannot be read, or would not be the same any more.</summary>
    private ReadValue Converted(CustomFieldEntry to, CustomFieldEntry from, string raw)
    {
        var words = Words(from, raw);
        if (to.HasChoices)
        {
            var said = from.HasChoices ? raw.Split(',').Select(id => from.Choices.First(c => c.Id.ToString(CultureInfo.InvariantCulture) == id).Code) : CustomFieldFormat.Parts(to.Type, words);
            var chosen = said.Select(s => CustomChoiceEntry.Find(to.Choices, s)).ToList();
            return chosen.Count == 0 || chosen.Contains(null) || (to.Type == CustomFieldType.Choice && chosen.Count > 1) ? default
                : new(string.Join(',', chosen.Select(c => c!.Id).Order().Distinct()), null);
        }

        // A number or a name that somebody wrote down is nobody's account.
        var read = to.Type == CustomFieldType.User ? default : format.Read(to, words);
        return read is { Fault: null, Raw: { } made } && IsKept(to, from, raw, words, made) ? read : default;
    }

    /// <summary>The value as somebody would write it who means it.</summary>
    private string Words(CustomFieldEntry from, string raw) => from.IsText || from.Type is CustomFieldType.Whole or CustomFieldType.Decimal or CustomFieldType.Money
        ? raw : format.Words(from, raw, (Localized.Name("是", "Yes"), Localized.Name("否", "No")))!;

    /// <summary>Whether what was made of a value still says all that it said.</summary>
    private bool IsKept(CustomFieldEntry to, CustomFieldEntry from, string raw, string words, string made)
    {
        if (from.Type is CustomFieldType.User or CustomFieldType.YesNo || to.Type == CustomFieldType.YesNo)
            return true;
        if (!from.IsText)
            return from.HasChoices ? made == words : format.Read(from, Words(to, made)).Raw == raw;
        return to.Type switch
        {
            _ when to.IsText => made == words,

            // "Today" and "5 March" are another day whenever somebody reads them.
            CustomFieldType.Day => FilterValues.TryDay(words, EarlyDay, out var early) && FilterValues.TryDay(words, LateDay, out var late) && early == late,
            _ => true,
        };
    }

    /// <param name="all">The field's values, to which those are added for which there is no row yet.</param>
    private void Put(List<TypedValue> rows, CustomFieldEntry entry, string raw, List<TypedValue> all)
    {
        var values = entry.Type == CustomFieldType.Choices ? raw.Split(',') : [raw];
        foreach (var gone in rows.Skip(values.Length))
        {
            db.Remove(gone);
            all.Remove(gone);
        }

        foreach (var (value, i) in values.Select((value, i) => (value, i)))
        {
            if (i == rows.Count)
            {
                rows.Add(table.Make(rows[0].OwnerId, entry.Id));
                db.Add(rows[i]);
                all.Add(rows[i]);
            }

            rows[i].Set(entry.Type, value, entry.IsUnique);
        }
    }

    private async Task RefuseAsync(IReadOnlyCollection<int> owners, string at, string why, CancellationToken ct)
    {
        if (owners.Count == 0)
            return;
        var some = owners.Distinct().Take(Named).ToList();
        var names = await table.CustomersOf(db, some).OrderBy(c => c.Id).Select(c => $"{c.Number} {c.Name}").ToListAsync(ct);
        throw Refusal.Of(at, text[$"{why}.{table.Subject}", owners.Count, string.Join(", ", names)]);
    }
}
