using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Persistence.Servers;
using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Funnel;

/// <summary>阶段停留时间: how long customers stay in a stage. Those still there count as having stayed at least so long.</summary>
public sealed class StageTimeReport(ReportScope scope, PipelineCatalog pipeline, IStringLocalizer<ReportsText> text) : IReport
{
    /// <inheritdoc/>
    public string Code => "stages";

    /// <inheritdoc/>
    public (string? From, string? To) UsualPeriod => ("-90d", "today");

    /// <inheritdoc/>
    public async Task<ReportResult> ReadAsync(ReportFilter filter, UserScope by, CancellationToken ct)
    {
        var period = scope.Period(filter, UsualPeriod);
        var path = StagePath.Of(await pipeline.GetAsync(ct));
        var (from, until, now) = (period.From(scope.Clock), period.Until(scope.Clock), scope.Clock.UtcNow);
        List<IQueryable<StepTime>> questions = [];
        foreach (var part in await scope.CustomersAsync(filter, by, ct))
        {
            questions.Add(scope.Db.StageChanges.AsNoTracking().Where(s => s.FromStageId != null && s.SecondsBefore != null && s.At >= from && s.At < until)
                .Join(part, s => s.CustomerId, c => c.Id, (s, c) => new { Stage = s.FromStageId!.Value, Tenths = s.SecondsBefore!.Value / TimeFunctions.SecondsInTenth })
                .GroupBy(x => new { x.Stage, x.Tenths }).Select(g => new StepTime { Step = g.Key.Stage, Tenths = g.Key.Tenths, Count = g.Count() }));
            questions.Add(Standing(part, now));
        }

        var times = await questions.Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);
        return new ReportResult(period,
        [
            new ReportTable(text["Stages.Table"], text["Stage"],
                [Column("Left"), Column("MedianLeft", ReportUnit.Days), Column("AverageLeft", ReportUnit.Days), Column("Standing"), Column("MedianStanding", ReportUnit.Days), Column("MedianAll", ReportUnit.Days)],
                [.. path.Steps.Select(stage => Row(filter, path, stage, times))])
            {
                Chart = new ReportChart("bar", [1, 5]),
            },
        ]);
    }

    /// <summary>How long those who stand somewhere have been there; told apart from those who left by a count below zero.</summary>
    private static IQueryable<StepTime> Standing(IQueryable<Customer> part, DateTime now) => part
        .GroupBy(c => new { c.StageId, Tenths = TimeFunctions.TenthsOfDays(c.StageEnteredAt, now) })
        .Select(g => new StepTime { Step = g.Key.StageId, Tenths = g.Key.Tenths, Count = -g.Count() });

    private ReportRow Row(ReportFilter filter, StagePath path, StageEntry stage, IReadOnlyList<StepTime> times)
    {
        var ids = path.Ids(stage);
        var own = times.Where(t => ids.Contains(t.Step)).ToList();
        var left = own.Where(t => t.Count > 0).Select(t => (t.Tenths, t.Count)).ToList();
        var standing = own.Where(t => t.Count < 0).Select(t => (t.Tenths, Count: -t.Count)).ToList();
        var gone = left.Sum(t => t.Count);
        return new ReportRow(stage.Name,
        [
            ReportCell.Of(gone), new ReportCell(FunnelQueries.Median(left)), new ReportCell(gone == 0 ? null : left.Sum(t => t.Tenths * t.Count) / 10m / gone),
            ReportCell.Of(standing.Sum(t => t.Count), ReportLinks.Customers(filter, ("stage", stage.Code))), new ReportCell(FunnelQueries.Median(standing)),
            new ReportCell(Expected(left, standing)),
        ]);
    }

    /// <summary>
    /// The time after which half have left, where those still there are known to have stayed at least as long as they have (the estimate of
    /// Kaplan and Meier). Null as long as fewer than half have left.
    /// </summary>
    internal static decimal? Expected(IReadOnlyList<(long Tenths, int Count)> left, IReadOnlyList<(long Tenths, int Count)> standing)
    {
        var stay = 1m;
        foreach (var at in left.GroupBy(t => t.Tenths).OrderBy(g => g.Key))
        {
            var atRisk = left.Where(t => t.Tenths >= at.Key).Sum(t => t.Count) + standing.Where(t => t.Tenths >= at.Key).Sum(t => t.Count);
            stay *= 1 - decimal.Divide(at.Sum(t => t.Count), atRisk);
            if (stay <= 0.5m)
                return at.Key / 10m;
        }

        return null;
    }

    private ReportColumn Column(string key, ReportUnit unit = ReportUnit.Count) => new(text[$"Column.{key}"], unit, text[$"Define.{key}"]);
}
