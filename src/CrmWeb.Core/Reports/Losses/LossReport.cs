using CrmWeb.Core.Access;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Reports.Funnel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Losses;

/// <summary>流失原因: why customers were lost within the period, as far as they still are.</summary>
public sealed class LossReport(ReportScope scope, PipelineCatalog pipeline, ListCatalog lists, IStringLocalizer<ReportsText> text) : IReport
{
    /// <inheritdoc/>
    public string Code => "losses";

    /// <inheritdoc/>
    public async Task<ReportResult> ReadAsync(ReportFilter filter, UserScope by, CancellationToken ct)
    {
        var period = scope.Period(filter, ("quarter", "quarter"));
        var before = period.Before(scope.Clock.Today);
        var lost = StagePath.Of(await pipeline.GetAsync(ct)).Lost;
        List<IQueryable<LossTally>> questions = [];
        foreach (var part in await scope.CustomersAsync(filter, by, ct))
        {
            foreach (var one in new[] { period, before }.OfType<ReportPeriod>())
            {
                var isBefore = one != period;
                var customers = LossReason.LostBetween(part, lost, one.From(scope.Clock), one.Until(scope.Clock));
                questions.Add(customers.GroupBy(c => 1).Select(g => new LossTally { IsBefore = isBefore, ReasonId = null, Count = g.Count() }));
                questions.Add(customers.Join(LossReason.LastLoss(scope.Db, lost), c => new { c.Id, At = c.StageEnteredAt }, s => new { Id = s.CustomerId, s.At }, (c, s) => s.LossReasonId)
                    .GroupBy(id => id).Select(g => new LossTally { IsBefore = isBefore, ReasonId = g.Key, Count = g.Count() }));
            }
        }

        var tallies = await questions.Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);
        return new ReportResult(period, [Table(filter, period, tallies, await lists.GetAsync(ct))]) { Before = before };
    }

    private ReportTable Table(ReportFilter filter, ReportPeriod period, List<LossTally> tallies, ListSnapshot snapshot)
    {
        // Without a reason a tally is of all.
        int All(bool isBefore) => tallies.Where(t => t.IsBefore == isBefore && t.ReasonId is null).Sum(t => t.Count);
        int Count(bool isBefore, Func<ListEntry, bool> of) => tallies.Where(t => t.IsBefore == isBefore && snapshot.ById(t.ReasonId) is { } reason && of(reason)).Sum(t => t.Count);
        ReportRow Row(string name, int now, int then, string? code) => new(name,
        [
            ReportCell.Of(now, ReportLinks.Customers(filter, ("lossReason", code), ("lostOnFrom", ReportLinks.Day(period.First)), ("lostOnTo", ReportLinks.Day(period.Last)))),
            ReportCell.Share(now, All(false)), ReportCell.Change(now, then),
        ]);

        List<ReportRow> rows = [];
        var counted = tallies.Select(t => snapshot.ById(t.ReasonId)).OfType<ListEntry>().Distinct().ToList();
        foreach (var group in counted.Select(e => snapshot.Path(e)[0]).Distinct().OrderBy(e => e.Order).ThenBy(e => e.Id))
        {
            bool IsIn(ListEntry e) => snapshot.Path(e)[0].Id == group.Id;
            rows.Add(Row(group.Name, Count(false, IsIn), Count(true, IsIn), group.Code));
            rows.AddRange(counted.Where(e => e.Id != group.Id && IsIn(e)).OrderByDescending(e => Count(false, o => o.Id == e.Id)).ThenBy(e => e.Order).ThenBy(e => e.Id)
                .Select(e => Row(e.Name, Count(false, o => o.Id == e.Id), Count(true, o => o.Id == e.Id), e.Code) with { Depth = 1 }));
        }

        var (without, withoutBefore) = (All(false) - Count(false, _ => true), All(true) - Count(true, _ => true));
        if (without > 0)
            rows.Add(Row(text["None.Reason"], without, withoutBefore, LossReason.None));
        rows.Add(Row(text["Total"], All(false), All(true), null) with { IsTotal = true });
        return new ReportTable(text["Losses.Table"], text["Reason"],
            [new ReportColumn(text["Column.Lost"], ReportUnit.Count, text["Define.Lost"]), new ReportColumn(text["Column.Portion"], ReportUnit.Share), new ReportColumn(text["Column.ChangeBefore"], ReportUnit.Change, text["Define.ChangeBefore"])],
            rows)
        {
            Chart = new ReportChart("bar", [0]),
        };
    }
}

/// <summary>How many customers were lost for a reason; without one, for whatever reason or none.</summary>
internal sealed class LossTally
{
    public bool IsBefore { get; init; }

    public int? ReasonId { get; init; }

    public int Count { get; init; }
}
