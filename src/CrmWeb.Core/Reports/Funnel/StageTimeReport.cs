using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Persistence;
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
    public async Task<ReportResult> ReadAsync(ReportFilter filter, UserScope by, CancellationToken ct)
    {
        var period = scope.Period(filter, ("-90d", "today"));
        var stages = await pipeline.GetAsync(ct);
        var path = StagePath.Of(stages);
        var (from, until, now) = (period.From(scope.Clock), period.Until(scope.Clock), scope.Clock.UtcNow);
        List<IQueryable<StepTime>> questions = [];
        foreach (var part in await scope.CustomersAsync(filter, by, ct))
        {
            questions.Add(Moves(scope.Db, path, [.. stages.All.Select(s => s.Id)]).Where(s => s.At >= from && s.At < until)
                .Join(part, s => s.CustomerId, c => c.Id, (s, c) => new { Stage = s.FromStageId!.Value, Tenths = s.SecondsBefore!.Value / TimeFunctions.SecondsInTenth })
                .GroupBy(x => new { x.Stage, x.Tenths }).Select(g => new StepTime { Step = g.Key.Stage, Tenths = g.Key.Tenths, IsStanding = false, Count = g.Count() }));
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

    /// <summary>
    /// The moves that left a stage. Between a removed stage and the one that took over from it nobody left anything. That they led to some
    /// stage says nothing, but lets the index of stages and times answer.
    /// </summary>
    internal static IQueryable<StageChange> Moves(CrmDbContext db, StagePath path, IReadOnlyList<int> every)
    {
        var moves = db.StageChanges.AsNoTracking().Where(s => s.FromStageId != null && s.SecondsBefore != null && EF.Constant(every).Contains(s.ToStageId));
        foreach (var ids in path.Steps.Select(path.Ids).Where(ids => ids.Count > 1))
            moves = moves.Where(s => !EF.Constant(ids).Contains(s.FromStageId!.Value) || !EF.Constant(ids).Contains(s.ToStageId));
        return moves;
    }

    /// <summary>How long those who stand somewhere have been there.</summary>
    private static IQueryable<StepTime> Standing(IQueryable<Customer> part, DateTime now) => part
        .GroupBy(c => new { c.StageId, Tenths = TimeFunctions.TenthsOfDays(c.StageEnteredAt, now) })
        .Select(g => new StepTime { Step = g.Key.StageId, Tenths = g.Key.Tenths, IsStanding = true, Count = g.Count() });

    private ReportRow Row(ReportFilter filter, StagePath path, StageEntry stage, IReadOnlyList<StepTime> times)
    {
        var ids = path.Ids(stage);
        var own = times.Where(t => ids.Contains(t.Step)).ToList();
        var left = own.Where(t => !t.IsStanding).Select(t => (t.Tenths, t.Count)).ToList();
        var standing = own.Where(t => t.IsStanding).Select(t => (t.Tenths, t.Count)).ToList();
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
        var all = left.Select(t => (t.Tenths, t.Count, Gone: t.Count)).Concat(standing.Select(t => (t.Tenths, t.Count, Gone: 0))).ToList();
        var (stay, atRisk) = (1m, all.Sum(t => t.Count));
        foreach (var at in all.GroupBy(t => t.Tenths).OrderBy(g => g.Key))
        {
            if (at.Sum(t => t.Gone) is > 0 and var gone)
            {
                stay *= 1 - decimal.Divide(gone, atRisk);

                // What is a half exactly may be a little more by the last digits of the shares.
                if (decimal.Round(stay, 20) <= 0.5m)
                    return at.Key / 10m;
            }

            atRisk -= at.Sum(t => t.Count);
        }

        return null;
    }

    private ReportColumn Column(string key, ReportUnit unit = ReportUnit.Count) => new(text[$"Column.{key}"], unit, text[$"Define.{key}"]);
}
