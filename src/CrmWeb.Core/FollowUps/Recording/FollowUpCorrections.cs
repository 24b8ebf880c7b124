using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.FollowUps.Recording;

/// <summary>One correction of a record, field by field; time UTC.</summary>
public sealed record FollowUpCorrection(DateTime At, string By, IReadOnlyList<FieldChange> Changes);

/// <summary>Reads from the change log how a record was corrected.</summary>
public sealed class FollowUpCorrections(
    CrmDbContext db, CustomFieldCatalog fields, ListCatalog lists, UserDirectory users, OrganizationClock clock, IStringLocalizer<FollowUpsText> text, IStringLocalizer<CustomersText> shared)
{
    /// <summary>Said of one by its derived fields.</summary>
    private static readonly string[] Silent = [nameof(FollowUp.IsLateEntry), nameof(FollowUp.ReviewState)];

    /// <summary>The corrections of a record the reader may see, latest first; nothing where there was none.</summary>
    public async Task<IReadOnlyList<FollowUpCorrection>> ReadAsync(FollowUpRow row, UserScope by, CancellationToken ct)
    {
        if (row.EditedAt is null)
            return [];

        var entries = await db.AuditEntries.AsNoTracking()
            .Where(a => a.RootType == nameof(Customer) && a.RootId == row.CustomerId && a.At >= row.WrittenAt)
            .Where(a => a.EntityType == nameof(FollowUp) && a.EntityId == row.Id && a.Action == AuditAction.Changed)
            .OrderByDescending(a => a.At).ThenBy(a => a.Id).ToListAsync(ct);
        var (list, directory, custom) = (await lists.GetAsync(ct), await users.GetAsync(ct), (await fields.GetAsync(ct)).FollowUps);

        // That a field changed which the reader may not see is not told either.
        entries.RemoveAll(a => a.Field.StartsWith(CustomFieldEntry.Prefix, StringComparison.Ordinal) && custom.Find(a.Field)?.MaySee(by) != true);
        var format = new CustomFieldFormat(directory, clock);
        var ids = entries.Where(a => a.Field == nameof(FollowUp.ContactId)).SelectMany(a => new[] { Id(a.OldValue), Id(a.NewValue) }).OfType<int>().ToList();
        var names = ids.Count == 0 ? [] : await db.Contacts.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var view = PersonalView.Of(by);

        string? Value(FollowUpField? field, string? raw) => raw is null ? null : (field?.Kind, field?.Logged(raw)) switch
        {
            (FollowUpFieldKind.Method, int id) => list.ById(id)?.Name,
            (FollowUpFieldKind.Contact, int id) => names.TryGetValue(id, out var name) ? view.Person(name) : raw,
            (FollowUpFieldKind.Time, DateTime at) => clock.ToLocal(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            _ => view.Words(raw),
        };

        string? Own(CustomFieldEntry field, string? raw) => format.Words(field, raw, (shared["Yes"], shared["No"])) is var words && field.IsPersonal ? view.Words(words) : words;

        FieldChange Change(AuditEntry entry)
        {
            if (custom.Find(entry.Field) is { } own)
                return new(own.Name, Own(own, entry.OldValue), Own(own, entry.NewValue));
            var field = FollowUpFields.Find(entry.Field);
            return new(text[field?.Key ?? entry.Field], Value(field, entry.OldValue), Value(field, entry.NewValue));
        }

        return
        [
            // Completing changes fields, too; that is no correction.
            .. entries.GroupBy(a => (a.BatchId, a.At, a.ActorId)).Where(batch => batch.All(a => a.Field != nameof(FollowUp.State))).Select(batch => new FollowUpCorrection(
                batch.Key.At, directory.Name(batch.Key.ActorId),
                [.. batch.Where(a => !Silent.Contains(a.Field)).Select(Change)])),
        ];
    }

    private static int? Id(string? raw) => int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
