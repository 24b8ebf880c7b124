using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Funnel;

/// <summary>Puts what a funnel counted into tables.</summary>
internal sealed class FunnelWords(IStringLocalizer<ReportsText> text, ReportFilter filter, ReportPeriod period)
{
    /// <summary>Each stage: how many stand there, and what became of those who came so far within the period.</summary>
    public ReportTable BySteps(FunnelFigures f)
    {
        var path = f.Path;
        List<ReportRow> rows = [.. path.Steps.Select((stage, step) => Step(f, stage, step))];
        rows.AddRange(path.LostStages.Select(stage => new ReportRow(stage.Name, [Standing(f, stage), .. Enumerable.Repeat(new ReportCell(null), 9)])));
        return new ReportTable(text["Funnel.ByStage"], text["Stage"],
        [
            Column("Now"), Column("Reached"), Column("ChangeBefore", ReportUnit.Change), Column("ChangeYear", ReportUnit.Change), Column("On"),
            Column("Rate", ReportUnit.Share), Column("RateBefore", ReportUnit.Share), Column("LostSince"), Column("StillOpen"), Column("MedianDays", ReportUnit.Days),
        ], rows)
        {
            Chart = new ReportChart("bar", [1, 4]),
        };
    }

    /// <summary>Each department with its branch. What is in a department is also in those above, so only the last row is a sum.</summary>
    public ReportTable ByDepartment(FunnelFigures f, DepartmentSnapshot tree, UserScope by)
    {
        var parts = new FunnelParts(f, t => t.DepartmentId);
        List<ReportRow> rows =
        [
            .. DepartmentRows.Of(tree, filter, by, id => parts.Has(id)).Select(row =>
                Compared(row.Department.Name, parts.Of([.. row.Branch]), ("department", $"{row.Department.Id}")) with { Depth = row.Department.Depth }),
        ];
        if (parts.Has(null, earlier: false))
            rows.Add(Compared(text["None.Department"], parts.Of([null]), null));
        return Comparison(text["Funnel.ByDepartment"], text["Department"], f, [.. rows, Total(f)]);
    }

    /// <summary>Each owner.</summary>
    public ReportTable ByOwner(FunnelFigures f, UserSnapshot users)
    {
        var parts = new FunnelParts(f, t => t.OwnerId);
        var named = users.All.Where(u => parts.Has(u.Id)).Select(u => Compared(u.Name, parts.Of(u.Id), ("owner", $"{u.Id}"))).ToList();
        if (parts.Has(null))
            named.Add(Compared(text["None.Owner"], parts.Of([null]), ("owner", CustomerFilter.NoOwner)));
        return Comparison(text["Funnel.ByOwner"], text["Owner"], f, [.. named, Total(f)]);
    }

    private ReportRow Step(FunnelFigures f, StageEntry stage, int step)
    {
        var (reached, on, lost) = (FunnelFigures.Count(f.Reached, step), FunnelFigures.Count(f.Reached, step, CohortOutcome.On), FunnelFigures.Count(f.Reached, step, CohortOutcome.Lost));
        int? Before(IReadOnlyList<FunnelTally>? tallies, CohortOutcome? outcome = null) => tallies is null ? null : FunnelFigures.Count(tallies, step, outcome);
        IEnumerable<ReportCell> since = step == f.Path.Steps.Count - 1 ? Enumerable.Repeat(new ReportCell(null), 6) :
        [
            ReportCell.Of(on, Reached(stage, CohortOutcome.On)),
            ReportCell.Share(on, reached),
            ReportCell.Share(Before(f.Before, CohortOutcome.On) ?? 0, Before(f.Before) ?? 0),
            ReportCell.Of(lost, Reached(stage, CohortOutcome.Lost)),
            ReportCell.Of(reached - on - lost, Reached(stage, CohortOutcome.Open)),
            new ReportCell(FunnelQueries.Median(f.Times.Where(t => t.Step == step).Select(t => (t.Tenths, t.Count)))),
        ];
        return new ReportRow(stage.Name,
        [
            Standing(f, stage), ReportCell.Of(reached, Reached(stage, null)), ReportCell.Change(reached, Before(f.Before)), ReportCell.Change(reached, Before(f.YearBefore)), .. since,
        ]);
    }

    private ReportCell Standing(FunnelFigures f, StageEntry stage) => ReportCell.Of(f.Standing(f.Path.Ids(stage)), ReportLinks.Customers(filter, ("stage", stage.Code)));

    /// <summary>One department or owner: what stands with them, what came in, the way from step to step, and what was won.</summary>
    private ReportRow Compared(string name, FunnelFigures f, (string Name, string? Value)? whose)
    {
        ReportLink? Rows(params (string Name, string? Value)[] more) => whose is { } one ? ReportLinks.Customers(filter, [one, .. more]) : null;
        var path = f.Path;
        var (came, won) = (FunnelFigures.Count(f.Reached, 0), FunnelFigures.Count(f.Reached, path.Won));
        int? Before(int step) => f.Before is null ? null : FunnelFigures.Count(f.Before, step);
        return new ReportRow(name,
        [
            ReportCell.Of(f.Now.Sum(t => t.Count), Rows()),
            ReportCell.Of(came, Rows(ReachedOn(path.Steps[0], null))),
            ReportCell.Change(came, Before(0)),
            .. Enumerable.Range(0, path.Won).Select(step => ReportCell.Share(FunnelFigures.Count(f.Reached, step, CohortOutcome.On), FunnelFigures.Count(f.Reached, step))),
            ReportCell.Of(won, Rows(ReachedOn(path.Steps[path.Won], null))),
            ReportCell.Change(won, Before(path.Won)),
        ]);
    }

    private ReportRow Total(FunnelFigures f) => Compared(text["Total"], f, ("department", filter.Department)) with { IsTotal = true };

    private ReportTable Comparison(string title, string subject, FunnelFigures f, IReadOnlyList<ReportRow> rows)
    {
        var path = f.Path;
        return new ReportTable(title, subject,
        [
            Column("AllNow"), Column("CameIn"), Column("ChangeBefore", ReportUnit.Change),
            .. Enumerable.Range(0, path.Won).Select(step => new ReportColumn(text["Funnel.Step", path.Steps[step].Name, path.Steps[step + 1].Name], ReportUnit.Share)),
            Column("Won"), Column("ChangeBefore", ReportUnit.Change),
        ], rows);
    }

    private ReportLink Reached(StageEntry stage, CohortOutcome? outcome) => ReportLinks.Customers(filter, ReachedOn(stage, outcome));

    private (string Name, string? Value)[] ReachedOn(StageEntry stage, CohortOutcome? outcome) => ReachedLink.Of(stage, period, outcome);

    private ReportColumn Column(string key, ReportUnit unit = ReportUnit.Count) => new(text[$"Column.{key}"], unit, text[$"Define.{key}"]);
}

/// <summary>The conditions of the customer list that name a cohort.</summary>
internal static class ReachedLink
{
    public static (string Name, string? Value)[] Of(StageEntry stage, ReportPeriod period, CohortOutcome? outcome = null) =>
    [
        ("reached", stage.Code), ("reachedOnFrom", ReportLinks.Day(period.First)), ("reachedOnTo", ReportLinks.Day(period.Last)), ("outcome", outcome?.ToString().ToLowerInvariant()),
    ];
}
