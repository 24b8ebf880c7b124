using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.CustomFields.Computed;

/// <summary>
/// Works out numbers anew after their formula, or the type of an operand, was changed. Whoever saves a record works them out as well; where
/// the two meet, both hold the definition.
/// </summary>
public sealed class ComputedFields(CrmDbContext db, IEnumerable<ValueTable> tables)
{
    /// <summary>Records worked out in one transaction.</summary>
    private const int Slice = 500;

    internal Task<bool> IsAnythingStaleAsync(CancellationToken ct) => db.CustomFields.AnyAsync(f => f.IsStale, ct);

    /// <returns>How many records were looked at.</returns>
    public async Task<int> RenewAsync(CancellationToken ct)
    {
        var renewed = 0;
        foreach (var id in await db.CustomFields.Where(f => f.IsStale).OrderBy(f => f.Id).Select(f => f.Id).ToListAsync(ct))
        {
            for (int? last = 0; last is { } after;)
            {
                ct.ThrowIfCancellationRequested();
                (last, var looked) = await ConflictRetry.RunAsync(db, () => SliceAsync(id, after, ct));
                renewed += looked;
            }
        }

        return renewed;
    }

    /// <returns>The last record of the slice; null where the field is as it should be.</returns>
    private async Task<(int? Last, int Looked)> SliceAsync(int id, int after, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.CustomFields.Where(f => f.Id == id).LockAsync(f => f.Order, ct);
        var row = await db.CustomFields.AsNoTracking().Include(f => f.Operands).FirstAsync(f => f.Id == id, ct);
        var (field, table) = (CustomFieldCatalog.Entry(row), tables.Single(t => t.Subject == row.Subject));
        List<int> read = [id, .. row.Operands.Select(o => o.OperandId).OfType<int>()];
        var owners = await table.Rows(db).Where(v => EF.Parameter(read).Contains(v.FieldId) && v.OwnerId > after)
            .Select(v => v.OwnerId).Distinct().Order().Take(Slice).ToListAsync(ct);
        var values = (await table.Rows(db).Where(v => EF.Parameter(owners).Contains(v.OwnerId) && EF.Parameter(read).Contains(v.FieldId)).ToListAsync(ct)).ToLookup(v => v.OwnerId);
        foreach (var owner in owners)
            Put(table, field, owner, [.. values[owner]]);

        // No version is renewed: an open form of the definition stays good.
        if (owners.Count < Slice)
            await db.CustomFields.Where(f => f.Id == id).ExecuteUpdateAsync(s => s.SetProperty(f => f.IsStale, false), ct);
        await KeyRenewal.SaveAsync(db, ct);
        await transaction.CommitAsync(ct);
        return (owners.Count < Slice ? null : owners[^1], owners.Count);
    }

    private void Put(ValueTable table, CustomFieldEntry field, int owner, List<TypedValue> values)
    {
        var (kept, number) = (values.Find(v => v.FieldId == field.Id), field.Formula?.Of(CustomValues.Of(values)));
        if (number is null)
        {
            if (kept is not null)
                db.Remove(kept);
            return;
        }

        if (kept is null)
            db.Add(kept = table.Make(owner, field.Id));
        kept.Set(field.Type, number.Value.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture), unique: false);
    }
}

/// <summary>Works out numbers anew once their formula says something else.</summary>
public sealed class ComputedFieldsJob(ComputedFields fields) : IWakefulJob
{
    public const string Code = "computed-fields";

    public const string Schedule = "30 * * * * *";

    public Task<bool> HasWorkAsync(CancellationToken ct) => fields.IsAnythingStaleAsync(ct);

    public async Task<string?> RunAsync(DateTime dueAt, CancellationToken ct) => JobSummary.Of(("computed", await fields.RenewAsync(ct)));
}
