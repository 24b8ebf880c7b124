using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Health;

/// <summary>
/// Keeps the scores: of single customers in the transaction that changed them, of all of them at night, because days pass by themselves and
/// weights change. Nothing is written where nothing is different.
/// </summary>
public sealed class HealthScores(CrmDbContext db, HealthReader reader, HealthWeightCatalog weights, OrganizationClock clock) : ICustomerFigure
{
    /// <summary>Customers read and written at once, so that the database is held only for a moment.</summary>
    internal const int PageSize = 500;

    private const int DaysBetweenPoints = 7;

    /// <inheritdoc/>
    public async Task RenewAsync(IReadOnlyCollection<int> customerIds, CancellationToken ct) => await WriteAsync([.. customerIds], noteOn: null, ct);

    /// <summary>Works out all scores anew, and notes those that are due in the history.</summary>
    /// <returns>How many customers were looked at, and of how many something was different.</returns>
    public async Task<(int Looked, int Changed)> RenewAllAsync(CancellationToken ct)
    {
        var (looked, changed, last) = (0, 0, 0);
        while (true)
        {
            var after = last;
            var page = await db.Customers.AsNoTracking().Where(c => c.Id > after).OrderBy(c => c.Id).Select(c => c.Id).Take(PageSize).ToListAsync(ct);
            if (page.Count == 0)
                return (looked, changed);
            looked += page.Count;
            last = page[^1];
            var today = clock.Today;

            // Looked for without holding anybody up: in most nights few customers are different.
            var different = await DifferentAsync(page, today, ct);
            if (different.Count > 0)
                changed += await ConflictRetry.RunAsync(db, () => WriteAsync(different.ConvertAll(d => d.Reading.CustomerId), today, ct));
        }
    }

    private async Task<List<Change>> DifferentAsync(List<int> ids, DateOnly? noteOn, CancellationToken ct)
    {
        var readings = await reader.ReadAsync(db.Customers.Where(c => EF.Parameter(ids).Contains(c.Id)), since: null, ct);
        var inForce = await weights.GetAsync(ct);
        return [.. readings.Select(r => Change.Of(r, inForce, noteOn)).OfType<Change>()];
    }

    /// <returns>Of how many customers something was different.</returns>
    private async Task<int> WriteAsync(List<int> customers, DateOnly? noteOn, CancellationToken ct)
    {
        var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        try
        {
            // Whoever changes what a score is worked out from comes by here before the end, or holds the customer from the start: of two
            // the second waits, and reads what the first saved. The customer comes before its parts, as with everybody who holds it.
            await RowLock.LockInOrderAsync(db, db.Customers.Where(c => EF.Parameter(customers).Contains(c.Id)), customers, c => c.UpdatedAt, ct);
            var different = await DifferentAsync(customers, noteOn, ct);
            await KeepPartsAsync(different, noteOn, ct);
            foreach (var score in different.Where(d => d.Score != d.Reading.Score).GroupBy(d => d.Score))
            {
                var (value, ids) = (score.Key, score.Select(s => s.Reading.CustomerId).ToList());
                await db.Customers.Where(c => EF.Parameter(ids).Contains(c.Id)).ExecuteUpdateAsync(s => s.SetProperty(c => c.Health, value), ct);
            }

            if (own is not null)
                await own.CommitAsync(ct);
            return different.Count;
        }
        finally
        {
            if (own is not null)
                await own.DisposeAsync();
        }
    }

    private async Task KeepPartsAsync(List<Change> different, DateOnly? noteOn, CancellationToken ct)
    {
        var without = different.Where(d => d.Parts is null).Select(d => d.Reading.CustomerId).ToList();
        if (without.Count > 0)
            await db.CustomerHealth.Where(h => EF.Parameter(without).Contains(h.CustomerId)).ExecuteDeleteAsync(ct);

        List<object> written = [];
        foreach (var d in different.Where(d => d.Parts is not null))
        {
            if (d.Parts != d.Reading.Stored?.Parts)
            {
                var row = new CustomerHealth(d.Reading.CustomerId, d.Parts!);
                if (d.Reading.Stored is null)
                    db.CustomerHealth.Add(row);
                else
                    db.CustomerHealth.Update(row);
                written.Add(row);
            }

            if (!d.IsNoted)
                continue;
            HealthPoint point = new(d.Reading.CustomerId, noteOn!.Value, d.Score!.Value);
            db.HealthPoints.Add(point);
            written.Add(point);
        }

        if (written.Count == 0)
            return;
        await db.SaveChangesAsync(ct);

        // Whoever works out the same customer again with this context finds no row in its way.
        foreach (var row in written)
            db.Entry(row).State = EntityState.Detached;
    }

    /// <summary>A customer of which something is different from what is stored.</summary>
    private sealed record Change(HealthReading Reading, HealthParts? Parts, int? Score, bool IsNoted)
    {
        public static Change? Of(HealthReading r, HealthWeights weights, DateOnly? noteOn)
        {
            if (r.Facts is null)
                return r.Stored is null && r.Score is null ? null : new Change(r, null, null, IsNoted: false);
            var parts = HealthFormula.Parts(r.Facts);
            var score = HealthFormula.Score(parts, weights);
            var isNoted = noteOn is { } day && r.Noted?.Score != score && (r.Noted is null || day.DayNumber - r.Noted.Day.DayNumber >= DaysBetweenPoints);
            return isNoted || r.Score != score || r.Stored?.Parts != parts ? new Change(r, parts, score, isNoted) : null;
        }
    }
}

/// <summary>Works out the scores every night.</summary>
internal sealed class HealthJob(HealthScores scores) : ICrmJob
{
    public const string Code = "health";

    public const string Schedule = "0 40 0 * * *";

    public async Task<string?> RunAsync(DateTime dueAt, CancellationToken ct)
    {
        var (looked, changed) = await scores.RenewAllAsync(ct);
        return JobSummary.Of(("checked", looked), ("rescored", changed));
    }
}
