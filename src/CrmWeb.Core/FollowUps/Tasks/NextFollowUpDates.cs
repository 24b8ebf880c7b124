using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps.Tasks;

/// <summary>Keeps the date of the earliest open task on each customer. The customers are held, so nobody else plans or completes one meanwhile.</summary>
internal sealed class NextFollowUpDates(CrmDbContext db) : ICustomerListener
{
    public async Task BeforeSaveAsync(IReadOnlyList<CustomerEvent> events, UserScope by, CancellationToken ct)
    {
        var changes = events.OfType<FollowUpEvent>().Where(e => e.ConcernsTasks).ToList();
        if (changes.Count == 0)
            return;

        var customers = changes.Select(e => e.Customer).Distinct().ToList();
        var others = await EarliestAsync([.. customers.Select(c => c.Id)], [.. changes.Select(e => e.FollowUp.Id)], ct);
        foreach (var customer in customers)
        {
            var own = changes.Where(e => e.Customer == customer && e.FollowUp.IsOpen).Min(e => e.FollowUp.PlannedAt);
            var other = others.GetValueOrDefault(customer.Id);
            customer.NextFollowUp(own is null || other < own ? other : own);
        }
    }

    /// <summary>When the earliest open task of each customer is planned (UTC), apart from some; customers without one are missing.</summary>
    internal Task<Dictionary<int, DateTime?>> EarliestAsync(IReadOnlyCollection<int> customerIds, IReadOnlyCollection<int> exceptIds, CancellationToken ct) =>
        FollowUpQueries.Open(db.FollowUps).Where(f => customerIds.Contains(f.CustomerId) && !exceptIds.Contains(f.Id))
            .GroupBy(f => f.CustomerId).Select(g => new { g.Key, At = g.Min(f => f.PlannedAt) }).ToDictionaryAsync(g => g.Key, g => g.At, ct);
}
