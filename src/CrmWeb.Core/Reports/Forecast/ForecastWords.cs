using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Forecast;

/// <summary>Puts a forecast into tables.</summary>
internal sealed class ForecastWords(IStringLocalizer<ReportsText> text, ReportFilter filter, DateOnly today)
{
    /// <summary>What comes later than so many months is one row.</summary>
    private const int MostMonths = 18;

    private static readonly (string Name, string? Value) Open = ("stageKind", nameof(StageKind.Open));

    /// <summary>An amount that is known, be it nothing.</summary>
    private static readonly (string Name, string? Value) WithAmount = ("amountFrom", "0");

    /// <summary>What should have come by now, then month by month. What has no amount or no day is counted by itself and in no sum.</summary>
    public ReportTable ByMonth(IReadOnlyList<ForecastFigure> all)
    {
        var last = ForecastSlot.Of(today) + MostMonths - 1;
        var months = all.Where(f => f.Of.Slot > ForecastSlot.Overdue).Select(f => Math.Min(f.Of.Slot, last + 1)).Distinct().Order().ToList();
        List<ReportRow> rows = [];
        if (all.Any(f => f.Of.Slot == ForecastSlot.Overdue))
            rows.Add(Row(text["Forecast.Overdue"], all.Where(f => f.Of.Slot == ForecastSlot.Overdue), ("expectedTo", ReportLinks.Day(today.AddDays(-1)))));
        foreach (var slot in months)
        {
            var first = ForecastSlot.First(slot);
            var from = first < today ? today : first;
            rows.Add(slot > last
                ? Row(text["Forecast.Later", ReportLinks.Day(first)], all.Where(f => f.Of.Slot > last), ("expectedFrom", ReportLinks.Day(from)))
                : Row(first.ToString(text["Slot.Month"], CultureInfo.CurrentUICulture), all.Where(f => f.Of.Slot == slot),
                    ("expectedFrom", ReportLinks.Day(from)), ("expectedTo", ReportLinks.Day(first.AddMonths(1).AddDays(-1)))));
        }

        var (amountless, dateless) = (all.Where(f => f.Of.Slot == ForecastSlot.WithoutAmount).Sum(f => f.Of.Count), all.Where(f => f.Of.Slot == ForecastSlot.WithoutDate).Sum(f => f.Of.Count));
        return new ReportTable(text["Forecast.ByMonth"], text["Forecast.Month"], [Column("Dated"), Column("Expected", ReportUnit.Money), Column("Weighted", ReportUnit.Money)],
            [.. rows, TotalOf(all, cells: 3)])
        {
            Chart = new ReportChart("bar", [1, 2]),
            Note = text["Forecast.Left", amountless, dateless],
        };
    }

    /// <summary>Each open stage with the probability its amounts are weighted by.</summary>
    public ReportTable ByStage(IReadOnlyList<ForecastFigure> all, IReadOnlyList<StageEntry> open) => Table(text["Forecast.ByStage"], text["Stage"],
        [
            .. open.Select(stage => new ReportRow(text["Forecast.Probability", stage.Name, stage.Probability], [.. Cells([.. all.Where(f => f.Stage.Id == stage.Id)], ("stage", stage.Code))])),
            TotalOf(all),
        ],
        chart: true);

    /// <summary>Each department with its branch.</summary>
    public ReportTable ByDepartment(IReadOnlyList<ForecastFigure> all, DepartmentSnapshot tree, UserScope by)
    {
        var own = all.ToLookup(f => f.Of.DepartmentId);
        return Table(text["Forecast.ByDepartment"], text["Department"],
        [
            .. DepartmentRows.Of(tree, filter, by, id => own.Contains(id)).Select(row =>
                new ReportRow(row.Department.Name, [.. Cells([.. row.Branch.SelectMany(d => own[d])], Open, ("department", $"{row.Department.Id}"))]) { Depth = row.Department.Depth }),
            .. own.Contains(null) ? [new ReportRow(text["None.Department"], [.. Cells([.. own[null]], null)])] : Array.Empty<ReportRow>(),
            TotalOf(all),
        ]);
    }

    /// <summary>Each person whose customers they are.</summary>
    public ReportTable ByOwner(IReadOnlyList<ForecastFigure> all, UserSnapshot people) => Table(text["Forecast.ByOwner"], text["Owner"],
        [
            .. all.GroupBy(f => f.Of.OwnerId).OrderBy(g => people.PlaceOf(g.Key)).Select(g => new ReportRow(
                g.Key is null ? text["None.Owner"] : people.Name(g.Key), [.. Cells([.. g], Open, ("owner", g.Key is { } id ? $"{id}" : CustomerFilter.NoOwner))])),
            TotalOf(all),
        ],
        chart: true);

    private ReportTable Table(string title, string subject, IReadOnlyList<ReportRow> rows, bool chart = false) => new(title, subject,
        [
            Column("Dated"), Column("Expected", ReportUnit.Money), Column("Weighted", ReportUnit.Money), Column("ExpectedBefore"), Column("WithoutAmount"), Column("WithoutDate"),
        ],
        rows)
    {
        Chart = chart ? new ReportChart("bar", [1, 2]) : null,
    };

    private ReportRow Row(string label, IEnumerable<ForecastFigure> of, params (string Name, string? Value)[] when)
    {
        var some = of.ToList();
        return new ReportRow(label, [ReportCell.Of(some.Sum(f => f.Of.Count), Rows([Open, WithAmount, .. when])), new ReportCell(some.Sum(f => f.Amount)), new ReportCell(some.Sum(f => f.Weighted))]);
    }

    private ReportRow TotalOf(IReadOnlyList<ForecastFigure> all, int cells = int.MaxValue) => new(text["Total"], [.. Cells(all, Open, ("department", filter.Department)).Take(cells)]) { IsTotal = true };

    private IEnumerable<ReportCell> Cells(IReadOnlyList<ForecastFigure> of, params (string Name, string? Value)[]? whose)
    {
        int Count(Func<ForecastFigure, bool> which) => of.Where(which).Sum(f => f.Of.Count);
        ReportLink? Of(params (string Name, string? Value)[] more) => whose is null ? null : Rows([.. whose, .. more]);
        var dated = of.Where(f => f.IsDated).ToList();
        yield return ReportCell.Of(dated.Sum(f => f.Of.Count), Of(WithAmount, ("expectedFrom", ReportLinks.Day(Earliest))));
        yield return new ReportCell(dated.Sum(f => f.Amount));
        yield return new ReportCell(dated.Sum(f => f.Weighted));
        yield return ReportCell.Of(Count(f => f.Of.Slot == ForecastSlot.Overdue), Of(WithAmount, ("expectedTo", ReportLinks.Day(today.AddDays(-1)))));
        yield return ReportCell.Of(Count(f => f.Of.Slot == ForecastSlot.WithoutAmount), Of(("missing", "expectedAmount")));
        yield return ReportCell.Of(Count(f => f.Of.Slot == ForecastSlot.WithoutDate), Of(WithAmount, ("missing", "expectedOn")));
    }

    /// <summary>Lies before any day a form takes.</summary>
    private static DateOnly Earliest => new(1901, 1, 1);

    private ReportLink Rows((string Name, string? Value)[] conditions) => ReportLinks.Customers(filter, conditions);

    private ReportColumn Column(string key, ReportUnit unit = ReportUnit.Count) => new(text[$"Column.{key}"], unit, text[$"Define.{key}"]);
}
