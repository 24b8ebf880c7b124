using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Reports.Funnel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Growth;

/// <summary>获客渠道效果: of the customers entered within the period, how many each source brought, and what became of them.</summary>
public sealed class SourceReport(ReportScope scope, PipelineCatalog pipeline, ListCatalog lists, IStringLocalizer<ReportsText> text) : IReport
{
    private const int All = 0;
    private const int Won = 1;
    private const int Lost = 2;
    private const int Before = 3;

    /// <inheritdoc/>
    public string Code => "sources";

    /// <inheritdoc/>
    public async Task<ReportResult> ReadAsync(ReportFilter filter, UserScope by, CancellationToken ct)
    {
        var period = scope.Period(filter, ("year", "year"));
        var before = period.Before(scope.Clock.Today);
        var path = StagePath.Of(await pipeline.GetAsync(ct));
        List<IQueryable<SourceTally>> questions = [];
        foreach (var part in await scope.CustomersAsync(filter, by, ct))
        {
            var entered = Created(part, period);
            questions.Add(Tallied(entered, All));
            questions.Add(Tallied(entered.WhoEverEntered(scope.Db, path.From(path.Won)), Won));
            questions.Add(Tallied(entered.WhoNeverEntered(scope.Db, path.From(path.Won)).Where(c => c.Type == CustomerType.Lost), Lost));
            if (before is not null)
                questions.Add(Tallied(Created(part, before), Before));
        }

        var tallies = await questions.Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);
        return new ReportResult(period, [Table(filter, period, path.Steps[path.Won], tallies, await lists.GetAsync(ct))]) { Before = before };
    }

    private ReportTable Table(ReportFilter filter, ReportPeriod period, StageEntry won, List<SourceTally> tallies, ListSnapshot snapshot)
    {
        var whole = tallies.Where(t => t.What == All).Sum(t => t.Count);
        var sources = tallies.GroupBy(t => snapshot.ById(t.SourceId)).OrderBy(g => g.Key is null).ThenBy(g => g.Key?.Order).ThenBy(g => g.Key?.Id)
            .Select(g => Row(g.Key?.Name ?? text["None.Fact"], g.ToList(), g.Key is { } e ? ("source", e.Code) : ("missing", "source"))).ToList();
        sources.Add(Row(text["Total"], tallies, ("source", null)) with { IsTotal = true });
        return new ReportTable(text["Sources.Table"], text["Source"],
            [Column("Entered"), Column("Portion", ReportUnit.Share), Column("ChangeBefore", ReportUnit.Change), Column("EverWon"), Column("WinRate", ReportUnit.Share), Column("NowLost"), Column("StillOpen")],
            sources)
        {
            Chart = new ReportChart("bar", [0, 3]),
        };

        ReportRow Row(string name, List<SourceTally> of, (string Name, string? Value) source)
        {
            int Count(int what) => of.Where(t => t.What == what).Sum(t => t.Count);
            ReportLink Rows(params (string Name, string? Value)[] more) =>
                ReportLinks.Customers(filter, [source, ("createdFrom", ReportLinks.Day(period.First)), ("createdTo", ReportLinks.Day(period.Last)), .. more]);
            return new ReportRow(name,
            [
                ReportCell.Of(Count(All), Rows()), ReportCell.Share(Count(All), whole), ReportCell.Change(Count(All), Count(Before)),
                ReportCell.Of(Count(Won), Rows(("reached", won.Code))), ReportCell.Share(Count(Won), Count(All)),
                ReportCell.Of(Count(Lost), Rows(("reached", won.Code), ("outcome", "never"), ("type", nameof(CustomerType.Lost)))), ReportCell.Of(Count(All) - Count(Won) - Count(Lost)),
            ]);
        }
    }

    private IQueryable<Customer> Created(IQueryable<Customer> customers, ReportPeriod period)
    {
        var (from, until) = (period.From(scope.Clock), period.Until(scope.Clock));
        return customers.Where(c => c.CreatedAt >= from && c.CreatedAt < until);
    }

    private static IQueryable<SourceTally> Tallied(IQueryable<Customer> customers, int what) =>
        customers.GroupBy(c => c.SourceId).Select(g => new SourceTally { What = what, SourceId = g.Key, Count = g.Count() });

    private ReportColumn Column(string key, ReportUnit unit = ReportUnit.Count) => new(text[$"Column.{key}"], unit, text[$"Define.{key}"]);
}

/// <summary>How many customers came from a source.</summary>
internal sealed class SourceTally
{
    public int What { get; init; }

    public int? SourceId { get; init; }

    public int Count { get; init; }
}
