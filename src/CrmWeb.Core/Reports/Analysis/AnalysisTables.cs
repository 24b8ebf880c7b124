using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Analysis;

/// <summary>Puts the cells of a free analysis into a table.</summary>
/// <param name="period">When its customers were entered; null for whenever.</param>
/// <param name="won">The stage whose list shows the won ones.</param>
internal sealed class AnalysisTables(IStringLocalizer<ReportsText> text, ReportFilter filter, ReportPeriod? period, StageEntry won)
{
    /// <summary>So many columns are read; the rest is one.</summary>
    private const int MostColumns = 16;

    /// <summary>Stands for the codes of the rest.</summary>
    private const string Others = "\u0000";

    public ReportTable OfOne(Dimension dimension, IReadOnlyList<AnalysisCell> cells)
    {
        var all = Count(cells, AnalysisCell.Customers);
        var rows = Groups(cells, c => dimension.Group(c.First)).Select(g => Row(g.Group.Label, g.Cells, g.Group.Conditions)).ToList();
        rows.Add(Row(text["Total"], cells, []) with { IsTotal = true });
        return new ReportTable(text["Analysis.By", Name(dimension)], Name(dimension),
        [
            Column("Customers"), new ReportColumn(text["Column.Portion"], ReportUnit.Share), Column("FollowUpsOfAll"), Column("EverWon"), Column("WinRate", ReportUnit.Share),
        ], rows)
        {
            Chart = new ReportChart("bar", [0, 3]),
        };

        ReportRow Row(string label, IReadOnlyList<AnalysisCell> of, IReadOnlyList<(string, string?)>? conditions) => new(label,
        [
            ReportCell.Of(Count(of, AnalysisCell.Customers), Rows(conditions)), ReportCell.Share(Count(of, AnalysisCell.Customers), all), ReportCell.Of(Count(of, AnalysisCell.FollowUps)),
            ReportCell.Of(Count(of, AnalysisCell.Won), Rows(conditions, ("reached", won.Code))), ReportCell.Share(Count(of, AnalysisCell.Won), Count(of, AnalysisCell.Customers)),
        ]);
    }

    public ReportTable OfTwo(Dimension first, Dimension second, string measure, IReadOnlyList<AnalysisCell> cells)
    {
        var groups = Groups(cells, c => second.Group(c.Second)).ToList();
        var columns = groups.ConvertAll(g => g.Group);
        var shown = columns.Select(c => c.Code).ToHashSet();
        if (groups.Count > MostColumns)
        {
            // The largest are shown by themselves.
            shown = [.. groups.OrderByDescending(g => Count(g.Cells, AnalysisCell.Customers)).Take(MostColumns - 1).Select(g => g.Group.Code)];
            columns = [.. columns.Where(c => shown.Contains(c.Code)), new DimensionGroup(Others, text["Analysis.Others"], null)];
        }

        var rows = Groups(cells, c => first.Group(c.First)).Select(g => Row(g.Group.Label, g.Cells, g.Group.Conditions)).ToList();
        rows.Add(Row(text["Total"], cells, []) with { IsTotal = true });
        var unit = measure == AnalysisReport.WinRate ? ReportUnit.Share : ReportUnit.Count;
        return new ReportTable(
            text["Analysis.ByTwo", text[$"Measure.{measure}"], Name(first), Name(second)], Name(first),
            [.. columns.Select(c => new ReportColumn(c.Label, unit)), new ReportColumn(text["Total"], unit, text[$"Define.Measure.{measure}"])], rows)
        {
            Chart = new ReportChart("bar", [.. Enumerable.Range(0, columns.Count)]),
        };

        ReportRow Row(string label, IReadOnlyList<AnalysisCell> of, IReadOnlyList<(string, string?)>? conditions)
        {
            var parts = of.ToLookup(c => second.Group(c.Second).Code is var code && shown.Contains(code) ? code : Others);
            return new ReportRow(label,
            [
                .. columns.Select(column => Cell([.. parts[column.Code]], measure, conditions is null || column.Conditions is null ? null : [.. conditions, .. column.Conditions])),
                Cell(of, measure, conditions),
            ]);
        }
    }

    private ReportCell Cell(IReadOnlyList<AnalysisCell> of, string measure, IReadOnlyList<(string, string?)>? conditions) =>
        measure == AnalysisReport.WinRate ? ReportCell.Share(Count(of, AnalysisCell.Won), Count(of, AnalysisCell.Customers))
        : measure == AnalysisReport.FollowUps ? ReportCell.Of(Count(of, AnalysisCell.FollowUps))
        : ReportCell.Of(Count(of, AnalysisCell.Customers), Rows(conditions));

    private static IEnumerable<(DimensionGroup Group, IReadOnlyList<AnalysisCell> Cells)> Groups(IEnumerable<AnalysisCell> cells, Func<AnalysisCell, DimensionGroup> group) =>
        cells.Select(c => (Group: group(c), Cell: c)).GroupBy(x => x.Group.Code)
            .Select(g => (g.First().Group, (IReadOnlyList<AnalysisCell>)[.. g.Select(x => x.Cell)]))
            .OrderBy(g => g.Group.Order.Place).ThenBy(g => g.Group.Order.Name, StringComparer.Ordinal).ThenBy(g => g.Group.Code, StringComparer.Ordinal);

    /// <summary>A list has each condition once: two that are about the same leave nothing to follow.</summary>
    private ReportLink? Rows(IReadOnlyList<(string Name, string? Value)>? conditions, params (string Name, string? Value)[] more)
    {
        if (conditions is null)
            return null;
        List<(string Name, string? Value)> all = [.. conditions, .. more];
        if (all.Select(c => c.Name).Distinct().Count() < all.Count)
            return null;
        if (period is not null && !all.Exists(c => c.Name is "createdFrom"))
            all.AddRange([("createdFrom", ReportLinks.Day(period.First)), ("createdTo", ReportLinks.Day(period.Last))]);
        return ReportLinks.Customers(filter, [.. all]);
    }

    private string Name(Dimension dimension) => dimension.Name ?? text[$"Dimension.{dimension.Code}"];

    private static int Count(IReadOnlyList<AnalysisCell> cells, int what) => cells.Where(c => c.What == what).Sum(c => c.Count);

    private ReportColumn Column(string key, ReportUnit unit = ReportUnit.Count) => new(text[$"Column.{key}"], unit, text[$"Define.{key}"]);
}
