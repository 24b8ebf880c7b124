using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers;

/// <inheritdoc/>
internal sealed class CustomerCounts(CrmDbContext db) : ICustomerCounts
{
    public async Task<IReadOnlyDictionary<int, int>> ByStageAsync(CancellationToken ct) =>
        await db.Customers.GroupBy(c => c.StageId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    public async Task<IReadOnlyDictionary<int, int>> ByTagAsync(CancellationToken ct) =>
        await db.Customers.SelectMany(c => c.Tags).GroupBy(t => t.TagId)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    public Task<int> InStageAsync(int stageId, CancellationToken ct) =>
        db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).CountAsync(c => c.StageId == stageId, ct);
}
