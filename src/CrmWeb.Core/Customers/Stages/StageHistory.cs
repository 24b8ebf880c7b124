using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.Stages;

/// <summary>How long a customer was in which stage.</summary>
public sealed class StageHistory(CrmDbContext db)
{
    /// <param name="customer">As the reader may see it.</param>
    /// <returns>By the stage's id, for every stage it has left; without the time since it entered the present one.</returns>
    public async Task<IReadOnlyDictionary<int, TimeSpan>> SpentAsync(CustomerRecord customer, CancellationToken ct)
    {
        var id = customer.Id;
        return await db.StageChanges.AsNoTracking().Where(s => s.CustomerId == id && s.FromStageId != null).GroupBy(s => s.FromStageId!.Value)
            .Select(g => new { StageId = g.Key, Seconds = g.Sum(s => s.SecondsBefore ?? 0) })
            .ToDictionaryAsync(s => s.StageId, s => TimeSpan.FromSeconds(s.Seconds), ct);
    }
}
