using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Reports.Funnel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Growth;

/// <summary>增长趋势 and 月度成交趋势: how many customers were new and how many were won in each month, what they ordered and what was received, beside the month before and the year before.</summary>
public sealed class GrowthReport(ReportScope scope, ReportOrders orders, PipelineCatalog pipeline, IStringLocalizer<ReportsText> text) : IReport
{
    private const int MostMonths = 36;
    private const int Year = 12;

    /// <summary>Of the cell that tells how many were won.</summary>
    private const int WonPlace = 3;

    /// <inheritdoc/>
    public string Code => "growth";

    /// <inheritdoc/>
    public async Task<ReportResult> ReadAsync(ReportFilter filter, UserScope by, CancellationToken ct)
    {
        var asked = scope.Period(filter, (null, "month"));
        var months = asked.MonthStarts(asked.First is null ? Year : MostMonths).Select(Month).ToList();
        var path = StagePath.Of(await pipeline.GetAsync(ct));
        var parts = await scope.CustomersAsync(filter, by, ct);

        // A year more, to compare with, parted where a running month is compared with a part of one; what lies outside is not asked for.
        var (begin, end) = (months[0].First!.Value.AddYears(-1), months[^1].Last.AddDays(1));
        IEnumerable<DateOnly> Edges(ReportPeriod? days) => days is null ? [] : [days.First!.Value, days.Last.AddDays(1)];
        DateOnly[] starts =
        [
            .. months.SelectMany(m => new[] { m, m.Before(scope.Clock.Today), m.YearBefore(scope.Clock.Today) }).SelectMany(Edges)
                .Append(begin).Where(d => d >= begin && d < end).Distinct().Order(),
        ];
        var (from, until) = (scope.Clock.StartOfDay(begin), scope.Clock.StartOfDay(end));
        var buckets = new TimeBuckets([.. starts.Select(scope.Clock.StartOfDay)]);
        var fresh = await CountAsync(parts.Select(p => buckets.Count(p.Where(c => c.CreatedAt >= from && c.CreatedAt < until), c => (int?)null, c => c.CreatedAt)), ct);
        var won = await CountAsync(
            parts.Select(p => buckets.Count(
                StageEntries.FirstInto(scope.Db, path.From(path.Won)).Where(s => s.At >= from && s.At < until).Join(p, s => s.CustomerId, c => c.Id, (s, c) => s),
                s => (int?)null, s => s.At)), ct);

        List<ReportRow> rows = [.. months.Select(month => Row(filter, path.Steps[path.Won], month, days => Sum(fresh, days), days => Sum(won, days)))];
        var whose = ReportOrders.Whose(filter, by);
        var money = new MoneyByMonth(text, whose, scope.Clock.Today, await MoneyByMonth.DaysAsync(orders, await orders.CountedAsync(whose, by, ct), new ReportPeriod(begin, end.AddDays(-1)), ct));
        return new ReportResult(new ReportPeriod(months[0].First, months[^1].Last),
        [
            new ReportTable(text["Growth.ByMonth"], text["Month"],
            [
                Column("Fresh"), Column("ChangeMonth", ReportUnit.Change), Column("ChangeYear", ReportUnit.Change),
                Column("Won"), Column("ChangeMonth", ReportUnit.Change), Column("ChangeYear", ReportUnit.Change),
            ],
            rows)
            {
                Chart = new ReportChart("line", [0, 3]),
            },
            money.Table(months, month => (rows[months.IndexOf(month)].Label, rows[months.IndexOf(month)].Cells[WonPlace])),
        ]);

        int? Sum(IReadOnlyDictionary<int, int> counts, ReportPeriod? days) =>
            days is null ? null : Enumerable.Range(0, starts.Length).Where(i => starts[i] >= days.First && starts[i] <= days.Last).Sum(i => counts.GetValueOrDefault(i));
    }

    private static ReportPeriod Month(DateOnly first) => new(first, first.AddMonths(1).AddDays(-1));

    private static async Task<IReadOnlyDictionary<int, int>> CountAsync(IEnumerable<IQueryable<BucketCell>> questions, CancellationToken ct) =>
        (await questions.Aggregate((one, other) => one.Concat(other)).ToListAsync(ct)).GroupBy(c => c.Bucket).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));

    private ReportRow Row(ReportFilter filter, StageEntry won, ReportPeriod month, Func<ReportPeriod?, int?> fresh, Func<ReportPeriod?, int?> gained)
    {
        IEnumerable<ReportCell> Compared(Func<ReportPeriod?, int?> counts, params (string Name, string? Value)[] rows)
        {
            var count = counts(month) ?? 0;
            yield return ReportCell.Of(count, ReportLinks.Customers(filter, rows));
            yield return ReportCell.Change(count, counts(month.Before(scope.Clock.Today)));
            yield return ReportCell.Change(count, counts(month.YearBefore(scope.Clock.Today)));
        }

        return new ReportRow(
            month.Last.ToString(text["Slot.Month"], CultureInfo.CurrentUICulture),
            [
                .. Compared(fresh, ("createdFrom", ReportLinks.Day(month.First)), ("createdTo", ReportLinks.Day(month.Last))),
                .. Compared(gained, ReachedLink.Of(won, month)),
            ]);
    }

    private ReportColumn Column(string key, ReportUnit unit = ReportUnit.Count) => new(text[$"Column.{key}"], unit, text[$"Define.{key}"]);
}
