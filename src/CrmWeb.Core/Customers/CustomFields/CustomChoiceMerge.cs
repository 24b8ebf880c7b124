using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>Makes one choice of two: the winner takes over every value, the loser's code leads to it for ever.</summary>
public sealed class CustomChoiceMerge(CrmDbContext db, CustomFieldCatalog catalog, IEnumerable<ValueTable> tables, OrganizationClock clock, IStringLocalizer<CustomFieldsText> text)
{
    /// <summary>Merges a choice into another of the same field; done again, it takes along what was written to the loser meanwhile.</summary>
    /// <returns>How many records carry the winner instead of the loser now.</returns>
    /// <exception cref="ValidationException">The two cannot be merged; says why.</exception>
    /// <exception cref="NotFoundException">No such field or choice, or the user may not keep fields.</exception>
    public Task<int> MergeAsync(int fieldId, int loserId, int? winnerId, UserScope by, CancellationToken ct) =>
        ReferenceLock.ChangeAsync(db, db.CustomFields.Include(f => f.Choices), catalog.Invalidate, by, async all =>
        {
            var field = all.Row(fieldId);
            var loser = field.Choices.FirstOrDefault(c => c.Id == loserId) ?? throw new NotFoundException();
            var winner = field.Choices.FirstOrDefault(c => c.Id == winnerId);
            if (winner is not { IsActive: true, MergedIntoId: null } || winner == loser)
                throw Refusal.Of(ReferenceMerge.Field, text["Error.MergeTarget"]);
            if (loser.MergedIntoId is { } already && already != winner.Id)
                throw Refusal.Of(ReferenceMerge.Field, text["Error.MergedAlready", Localized.Name(loser.Zh, loser.En)]);

            // Nobody writes values of the field while they are moved.
            await db.CustomFields.Where(f => f.Id == fieldId).LockAsync(f => f.Order, ct);
            var moved = await MoveAsync(tables.Single(t => t.Subject == field.Subject), CustomFieldCatalog.Entry(field), loserId, winner.Id, by, ct);
            field.Merge(loser, winner);
            return moved;
        }, ct);

    private async Task<int> MoveAsync(ValueTable table, CustomFieldEntry field, int loser, int winner, UserScope by, CancellationToken ct)
    {
        var values = table.Rows(db);
        var carriers = values.Where(v => v.FieldId == field.Id && v.ChoiceId == loser).Select(v => v.OwnerId);
        var before = await values.AsNoTracking().Where(v => v.FieldId == field.Id && carriers.Contains(v.OwnerId)).ToListAsync(ct);
        if (before.Count == 0)
            return 0;
        var owners = await table.Owners(db).Where(o => carriers.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.CustomerId, ct);

        // Of several choices a record may have both: it keeps the winner once.
        var both = before.Where(v => v.ChoiceId == winner).Select(v => v.OwnerId).ToHashSet();
        var (batch, at) = (Guid.NewGuid(), clock.UtcNow);
        foreach (var record in before.GroupBy(v => v.OwnerId))
        {
            var (was, ids) = (CustomValues.Of(record).Of(field.Id)!, record.Select(v => v.ChoiceId!.Value == loser ? winner : v.ChoiceId.Value).Distinct().Order());
            db.AuditEntries.Add(new AuditEntry(
                at, by.ActorId, batch, AuditAction.Changed, nameof(Customer), owners[record.Key], $"{table.Subject}", record.Key, field.FieldKey, was, string.Join(',', ids)));
        }

        if (both.Count > 0)
        {
            var winners = values.Where(v => v.FieldId == field.Id && v.ChoiceId == winner).Select(v => v.OwnerId);
            await values.Where(v => v.FieldId == field.Id && v.ChoiceId == loser && winners.Contains(v.OwnerId)).ExecuteDeleteAsync(ct);
        }

        await values.Where(v => v.FieldId == field.Id && v.ChoiceId == loser).ExecuteUpdateAsync(s => s.SetProperty(v => v.ChoiceId, winner), ct);
        return owners.Count;
    }
}
