using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Reports.Funnel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Growth;

/// <summary>增长趋势 and 月度成交趋势: how many customers were new and how many were won in each month, beside the month before and the year before.</summary>
public sealed class GrowthReport(ReportScope scope, PipelineCatalog pipeline, IStringLocalizer<ReportsText> text) : IReport
{
    private const int MostMonths = 36;
    private const int Year = 12;

    /// <inheritdoc/>
    public string Code => "growth";

    /// <inheritdoc/>
    public (string? From, string? To) UsualPeriod => ("-330d", "month");

    /// <inheritdoc/>
    public async Task<ReportResult> ReadAsync(ReportFilter filter, UserScope by, CancellationToken ct)
    {
        var asked = scope.Period(filter, UsualPeriod);
        var months = asked.MonthStarts(MostMonths);
        var path = StagePath.Of(await pipeline.GetAsync(ct));
        var parts = await scope.CustomersAsync(filter, by, ct);

        // A year more, to compare with; what lies outside is not asked for.
        DateOnly[] all = [.. Enumerable.Range(0, months.Count + Year).Select(i => months[0].AddMonths(i - Year))];
        var (from, until) = (scope.Clock.StartOfDay(all[0]), scope.Clock.StartOfDay(all[^1].AddMonths(1)));
        var buckets = new TimeBuckets([.. all.Select(scope.Clock.StartOfDay)]);
        var fresh = await CountAsync(parts.Select(p => buckets.Count(p.Where(c => c.CreatedAt >= from && c.CreatedAt < until), c => (int?)null, c => c.CreatedAt)), ct);
        var won = await CountAsync(
            parts.Select(p => buckets.Count(
                StageEntries.FirstInto(scope.Db, path.From(path.Won)).Where(s => s.At >= from && s.At < until).Join(p, s => s.CustomerId, c => c.Id, (s, c) => s),
                s => (int?)null, s => s.At)), ct);

        var rows = months.Select((month, i) => Row(filter, path.Steps[path.Won], month, i + Year, fresh, won));
        return new ReportResult(new ReportPeriod(months[0], months[^1].AddMonths(1).AddDays(-1)),
        [
            new ReportTable(text["Growth.ByMonth"], text["Month"],
            [
                Column("Fresh"), Column("ChangeMonth", ReportUnit.Change), Column("ChangeYear", ReportUnit.Change),
                Column("Won"), Column("ChangeMonth", ReportUnit.Change), Column("ChangeYear", ReportUnit.Change),
            ],
            [.. rows])
            {
                Chart = new ReportChart("line", [0, 3]),
            },
        ]);
    }

    private static async Task<IReadOnlyDictionary<int, int>> CountAsync(IEnumerable<IQueryable<BucketCell>> questions, CancellationToken ct) =>
        (await questions.Aggregate((one, other) => one.Concat(other)).ToListAsync(ct)).GroupBy(c => c.Bucket).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));

    private ReportRow Row(ReportFilter filter, StageEntry won, DateOnly month, int place, IReadOnlyDictionary<int, int> fresh, IReadOnlyDictionary<int, int> gained)
    {
        var days = new ReportPeriod(month, month.AddMonths(1).AddDays(-1));
        IEnumerable<ReportCell> Compared(IReadOnlyDictionary<int, int> counts, params (string Name, string? Value)[] rows)
        {
            var count = counts.GetValueOrDefault(place);
            yield return ReportCell.Of(count, ReportLinks.Customers(filter, rows));
            yield return ReportCell.Change(count, counts.GetValueOrDefault(place - 1));
            yield return ReportCell.Change(count, counts.GetValueOrDefault(place - Year));
        }

        return new ReportRow(
            month.ToString(text["Slot.Month"], CultureInfo.CurrentUICulture),
            [
                .. Compared(fresh, ("createdFrom", ReportLinks.Day(days.First)), ("createdTo", ReportLinks.Day(days.Last))),
                .. Compared(gained, ReachedLink.Of(won, days)),
            ]);
    }

    private ReportColumn Column(string key, ReportUnit unit = ReportUnit.Count) => new(text[$"Column.{key}"], unit, text[$"Define.{key}"]);
}
