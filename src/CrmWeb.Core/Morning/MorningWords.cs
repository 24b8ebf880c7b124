using System.Globalization;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Reports.Funnel;
using CrmWeb.Core.Targets;
using CrmWeb.Core.Watching;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Morning;

/// <summary>Puts a morning into tables, each number with the way to its rows.</summary>
internal sealed class MorningWords(IStringLocalizer<MorningText> text, MorningFigures figures, string? department, TargetMonth month, DateOnly worked)
{
    /// <summary>More are not urged one by one from here.</summary>
    private const int MostToUrge = 40;

    /// <summary>Each colleague, those with most left undone first.</summary>
    /// <param name="team">Whoever is shown also with nothing to tell.</param>
    public ReportTable ByPerson(IReadOnlyList<int> team, UserSnapshot people) => new(text["ByPerson"], text["Person"],
        [
            Column(MorningColumn.Silent), Column(MorningColumn.Overdue), Column(MorningColumn.Today),
            new ReportColumn(text["Column.Worked", ReportLinks.Day(worked)], ReportUnit.Count, text["Define.Worked"]),
            Column(MorningColumn.PaymentsLate, ReportUnit.Money), new ReportColumn(text["Column.PaymentsDue", OrderFilters.DueDays], ReportUnit.Money, text["Define.PaymentsDue", OrderFilters.DueDays]),
            Column(MorningColumn.Won, ReportUnit.Money), Column(MorningColumn.Target, ReportUnit.Money), Column(MorningColumn.Rate, ReportUnit.Share),
        ],
        [
            .. figures.Everybody.Union(team).OrderByDescending(Left).ThenBy(id => people.PlaceOf(id)).ThenBy(id => id).Select(id => new ReportRow(people.Name(id), [.. Cells(id)])),
            new ReportRow(text["Total"], [.. Cells(null)]) { IsTotal = true },
        ]);

    /// <summary>Each open stage: who stands there for longer than half of those who left it needed.</summary>
    public ReportTable ByStage(StagePath path) => new(text["ByStage"], text["Stage"],
        [
            Column("Standing"), Column("Median", ReportUnit.Days), Column("Limit"), Column("Stuck"), Column("StuckRate", ReportUnit.Share),
        ],
        [
            .. figures.Rhythms.Select(rhythm =>
            {
                var stage = path.Steps.First(s => s.Id == rhythm.StageId);
                var (standing, stuck) = (Of(0), Of(1));
                return new ReportRow(stage.Name,
                [
                    ReportCell.Of(standing, Customers(("stage", stage.Code))), new ReportCell(rhythm.Median), new ReportCell(rhythm.Days),
                    rhythm.Days is { } days ? ReportCell.Of(stuck, Customers(("stage", stage.Code), ("stuckDays", Text(days)))) : new ReportCell(null),
                    rhythm.Days is null ? new ReportCell(null) : ReportCell.Share(stuck, standing),
                ]);

                int Of(int what) => figures.Standing.Where(t => t.What == what && t.Key == rhythm.StageId).Sum(t => t.Count);
            }),
        ])
    {
        Note = text["ByStage.Note", MorningQueries.RhythmDays],
    };

    /// <summary>Whoever works here and has left something undone; nobody urges themselves.</summary>
    public IReadOnlyList<MorningPerson> ToUrge(UserSnapshot people, int me) =>
    [
        .. figures.Everybody.Where(id => id != me && Left(id) > 0 && people.ById(id) is { IsActive: true }).OrderByDescending(Left).ThenBy(id => people.PlaceOf(id)).Take(MostToUrge)
            .Select(id => new MorningPerson(id, people.Name(id), figures.Count(MorningColumn.Overdue, id), figures.Count(MorningColumn.Silent, id))),
    ];

    private int Left(int person) => figures.Count(MorningColumn.Overdue, person) + figures.Count(MorningColumn.Silent, person);

    private IEnumerable<ReportCell> Cells(int? person)
    {
        var owner = person is { } id ? Text(id) : null;
        var (silent, day) = (figures.Count(MorningColumn.Silent, person), ReportLinks.Day(worked));
        yield return ReportCell.Of(silent, Customers(("watch", SilentCustomers.CodeName), ("owner", owner)));
        yield return ReportCell.Of(figures.Count(MorningColumn.Overdue, person), FollowUps(("list", "overdue"), ("team", "true"), ("person", owner)));
        yield return ReportCell.Of(figures.Count(MorningColumn.Today, person), FollowUps(("list", "today"), ("team", "true"), ("person", owner)));
        yield return ReportCell.Of(figures.Count(MorningColumn.Worked, person), FollowUps(("list", "done"), ("team", "true"), ("person", owner), ("atFrom", day), ("atTo", day)));
        foreach (var (column, code) in new[] { (MorningColumn.PaymentsLate, "overdue"), (MorningColumn.PaymentsDue, "due") })
        {
            var (count, amount) = figures.Payments(column, person);
            yield return ReportCell.Sum(amount, count, Orders(("paid", code), ("owner", owner)));
        }

        var won = person is { } whose ? figures.Won.GetValueOrDefault(whose) : figures.Won.Values.Sum();
        decimal? target = person is { } of && figures.Targets.TryGetValue(of, out var goal) ? goal : null;
        yield return ReportCell.Sum(won, won == 0 ? 0 : 1, Orders(
            ("state", OrderFilters.Counted), ("owner", owner), ("onFrom", ReportLinks.Day(month.First)), ("onTo", ReportLinks.Day(month.Last))));
        yield return new ReportCell(target);
        yield return target is { } asked ? ReportCell.Share(won, asked) : new ReportCell(null);
    }

    private ReportLink Customers(params (string Name, string? Value)[] query) => Link(ReportRows.Customers, query);

    private ReportLink FollowUps(params (string Name, string? Value)[] query) => Link(ReportRows.FollowUps, query);

    private ReportLink Orders(params (string Name, string? Value)[] query) => Link(ReportRows.Orders, query);

    private ReportLink Link(ReportRows list, (string Name, string? Value)[] query) =>
        new(list, [.. query.Append((Name: "department", Value: department)).Where(q => !string.IsNullOrWhiteSpace(q.Value)).Select(q => KeyValuePair.Create(q.Name, q.Value!))]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private ReportColumn Column(MorningColumn column, ReportUnit unit = ReportUnit.Count) => Column(column.ToString(), unit);

    private ReportColumn Column(string key, ReportUnit unit = ReportUnit.Count) => new(text[$"Column.{key}"], unit, text[$"Define.{key}"]);
}
