using CrmWeb.Core.Customers;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Persistence.Servers;
using CrmWeb.Core.Reports.Funnel;
using CrmWeb.Core.Reports.Losses;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Reports.Team;

/// <summary>What the performance of a team is counted from, one question for each kind of rows.</summary>
/// <param name="counted">The orders that count, whenever they were made.</param>
/// <param name="periods">The period, and those it is compared with.</param>
internal sealed class TeamQueries(ReportScope scope, ReportOrders orders, StagePath path, IQueryable<Order> counted, IReadOnlyList<ReportPeriod> periods)
{
    /// <summary>The orders of the period itself.</summary>
    public IQueryable<Order> OfPeriod => ReportOrders.Of(counted, periods[0]);

    /// <summary>
    /// Of the period by customer, since one who orders in two departments is one customer of the branch above them; of the others by
    /// owner and department, and how many customers they have in all.
    /// </summary>
    public async Task<IReadOnlyList<OrderTally>> OrdersAsync(CancellationToken ct)
    {
        List<IQueryable<OrderTally>> questions =
        [
            OfPeriod.GroupBy(o => new { o.CustomerId, o.OwnerId, o.DepartmentId }).Select(g => new OrderTally
            {
                Which = 0,
                CustomerId = g.Key.CustomerId,
                OwnerId = g.Key.OwnerId,
                DepartmentId = g.Key.DepartmentId,
                Count = g.Count(),
                Amount = g.Sum(o => o.Amount),
            }),
        ];
        for (var i = 1; i < periods.Count; i++)
        {
            var (which, other) = (i, ReportOrders.Of(counted, periods[i]));
            questions.Add(other.GroupBy(o => new { o.OwnerId, o.DepartmentId }).Select(g => new OrderTally
            {
                Which = which,
                CustomerId = null,
                OwnerId = g.Key.OwnerId,
                DepartmentId = g.Key.DepartmentId,
                Count = g.Count(),
                Amount = g.Sum(o => o.Amount),
            }));
            questions.Add(other.GroupBy(o => 1).Select(g => new OrderTally
            {
                Which = which,
                CustomerId = null,
                OwnerId = null,
                DepartmentId = null,
                Count = g.Select(o => o.CustomerId).Distinct().Count(),
                Amount = g.Sum(o => o.Amount),
            }));
        }

        return await questions.Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);
    }

    /// <summary>What came in within each period, and what came in by now for the orders made within it.</summary>
    public async Task<IReadOnlyList<PaymentTally>> PaymentsAsync(CancellationToken ct)
    {
        List<IQueryable<PaymentTally>> questions = [];
        for (var i = 0; i < periods.Count; i++)
        {
            questions.Add(Tallied(orders.Payments(counted, periods[i]), i, ofOrders: false));
            questions.Add(Tallied(orders.Payments(ReportOrders.Of(counted, periods[i])), i, ofOrders: true));
        }

        return await questions.Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);
    }

    /// <summary>
    /// The customers won within each period, with the days they needed from the first stage to the first won one, and those that were lost
    /// without ever having been won.
    /// </summary>
    public async Task<IReadOnlyList<OutcomeTally>> OutcomesAsync(IReadOnlyList<IQueryable<Customer>> parts, CancellationToken ct)
    {
        var (db, won) = (scope.Db, path.From(path.Won));
        List<IQueryable<OutcomeTally>> questions = [];
        foreach (var part in parts)
        {
            for (var i = 0; i < periods.Count; i++)
            {
                var (which, from, until) = (i, periods[i].From(scope.Clock), periods[i].Until(scope.Clock));
                questions.Add(StageEntries.FirstInto(db, won).Where(s => s.At >= from && s.At < until)
                    .Join(part, s => s.CustomerId, c => c.Id, (s, c) => new { c.Id, c.OwnerId, c.DepartmentId, s.At })
                    .Join(StageEntries.FirstInto(db, path.From(0)), x => x.Id, first => first.CustomerId, (x, first) => new { x.OwnerId, x.DepartmentId, Tenths = TimeFunctions.TenthsOfDays(first.At, x.At) })
                    .GroupBy(x => new { x.OwnerId, x.DepartmentId })
                    .Select(g => new OutcomeTally { Which = which, IsLost = false, OwnerId = g.Key.OwnerId, DepartmentId = g.Key.DepartmentId, Count = g.Count(), Tenths = g.Sum(x => x.Tenths) }));
                questions.Add(LossReason.LostBetween(part, path.Lost, from, until).WhoNeverEntered(db, won)
                    .Select(c => new { c.OwnerId, c.DepartmentId, Tenths = TimeFunctions.TenthsOfDays(c.CreatedAt, c.StageEnteredAt) })
                    .GroupBy(x => new { x.OwnerId, x.DepartmentId })
                    .Select(g => new OutcomeTally { Which = which, IsLost = true, OwnerId = g.Key.OwnerId, DepartmentId = g.Key.DepartmentId, Count = g.Count(), Tenths = g.Sum(x => x.Tenths) }));
            }
        }

        return await questions.Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);
    }

    private static IQueryable<PaymentTally> Tallied(IQueryable<ReceivedPayment> payments, int which, bool ofOrders) => payments
        .GroupBy(p => new { p.OwnerId, p.DepartmentId })
        .Select(g => new PaymentTally { Which = which, IsOfOrders = ofOrders, OwnerId = g.Key.OwnerId, DepartmentId = g.Key.DepartmentId, Count = g.Count(), Amount = g.Sum(p => p.Amount) });
}
