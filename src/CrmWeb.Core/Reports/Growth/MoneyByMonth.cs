using CrmWeb.Core.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Growth;

/// <summary>What was ordered, or came in, on a day.</summary>
internal sealed class MoneyDay
{
    public bool IsPayment { get; init; }

    public DateOnly Day { get; init; }

    public int Count { get; init; }

    public decimal Amount { get; init; }
}

/// <summary>月度成交趋势: customers won, orders and payments by month. Days are added up here, so that a running month is compared with as many of them.</summary>
/// <param name="filter">With whose orders are counted.</param>
internal sealed class MoneyByMonth(IStringLocalizer<ReportsText> text, ReportFilter filter, DateOnly today, IReadOnlyList<MoneyDay> days)
{
    /// <param name="counted">The orders that count, whenever they were made.</param>
    public static async Task<IReadOnlyList<MoneyDay>> DaysAsync(ReportOrders orders, IQueryable<Order> counted, ReportPeriod within, CancellationToken ct) =>
        await ReportOrders.Of(counted, within).GroupBy(o => o.OrderedOn)
            .Select(g => new MoneyDay { IsPayment = false, Day = g.Key, Count = g.Count(), Amount = g.Sum(o => o.Amount) })
            .Concat(orders.Payments(counted, within).GroupBy(p => p.PaidOn)
                .Select(g => new MoneyDay { IsPayment = true, Day = g.Key, Count = g.Count(), Amount = g.Sum(p => p.Amount) }))
            .ToListAsync(ct);

    /// <param name="won">The row of a month with how many customers were won in it.</param>
    public ReportTable Table(IReadOnlyList<ReportPeriod> months, Func<ReportPeriod, (string Label, ReportCell Won)> won) => new(text["Growth.Money"], text["Month"],
        [
            Column("Won"), Column("Orders"), Column("OrderAmount", ReportUnit.Money), Column("ChangeMonth", ReportUnit.Change), Column("ChangeYear", ReportUnit.Change),
            Column("Received", ReportUnit.Money), Column("ChangeMonth", ReportUnit.Change), Column("ChangeYear", ReportUnit.Change),
        ],
        [
            .. months.Select(month =>
            {
                var (label, gained) = won(month);
                var (ordered, received) = (Of(month, false), Of(month, true));
                var rows = ReportLinks.Orders(filter, month);
                return new ReportRow(label,
                [
                    gained, ReportCell.Of(ordered.Count, rows), ReportCell.Sum(ordered.Amount, ordered.Count, rows), .. Changes(month, false),
                    ReportCell.Sum(received.Amount, received.Count, ReportLinks.Payments(filter, month, ordered: false)), .. Changes(month, true),
                ]);
            }),
        ])
    {
        Chart = new ReportChart("line", [2, 5]),
    };

    private (int Count, decimal Amount) Of(ReportPeriod? period, bool payments)
    {
        var within = days.Where(d => d.IsPayment == payments && d.Day >= period?.First && d.Day <= period.Last).ToList();
        return (within.Sum(d => d.Count), within.Sum(d => d.Amount));
    }

    private IEnumerable<ReportCell> Changes(ReportPeriod month, bool payments) =>
        new[] { month.Before(today), month.YearBefore(today) }.Select(other => ReportCell.Change(Of(month, payments).Amount, Of(other, payments).Amount));

    private ReportColumn Column(string key, ReportUnit unit = ReportUnit.Count) => new(text[$"Column.{key}"], unit, text[$"Define.{key}"]);
}
