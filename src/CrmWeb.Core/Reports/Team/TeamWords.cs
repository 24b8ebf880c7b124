using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Reports.Funnel;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Team;

/// <summary>Puts a team's performance into tables.</summary>
/// <param name="periods">The period, the one before and the year before; the first alone where it has no beginning.</param>
internal sealed class TeamWords(IStringLocalizer<ReportsText> text, ReportFilter filter, IReadOnlyList<ReportPeriod> periods, StageEntry won)
{
    private static readonly (string Name, string? Value)[] Nobody = [];

    /// <summary>All of it in each of the periods.</summary>
    public ReportTable Overall(TeamFigures f) => new(text["Team.Overall"], text["Team.Period"],
        [.. Money(), Column("NewlyWon"), Column("LostUnwon"), Column("Decided", ReportUnit.Share), Column("DaysToWin", ReportUnit.Days)],
        [
            .. periods.Select((period, which) => new ReportRow(
                text[$"Team.Which.{which}", ReportLinks.Day(period.First) ?? "", ReportLinks.Day(period.Last)], [.. MoneyOf(f, which, Nobody), .. OutcomeOf(f, which, Nobody)])),
        ]);

    /// <summary>Each person whose orders they are, whoever sold most first.</summary>
    public ReportTable Ranking(TeamFigures f, UserSnapshot people)
    {
        var parts = new TeamParts(f, byOwner: true);
        var own = people.All.Where(u => parts.HasMoney(u.Id)).Select(u => (User: u, Figures: parts.Of(u.Id)))
            .OrderByDescending(x => x.Figures.Amount(0)).ThenBy(x => people.PlaceOf(x.User.Id)).ToList();
        return new ReportTable(text["Team.Ranking"], text["Owner"], [Column("Rank", ReportUnit.Rank), .. Compared()],
        [
            .. own.Select(x => new ReportRow(x.User.Name, [Place(x.Figures.Amount(0)), .. ComparedOf(x.Figures, ("owner", $"{x.User.Id}"))])),
            new ReportRow(text["Total"], [new ReportCell(null), .. ComparedOf(f, Nobody)]) { IsTotal = true },
        ])
        {
            Chart = new ReportChart("bar", [1, 7]),
        };

        // Equal amounts share a place; nothing sold has none.
        ReportCell Place(decimal amount) => new(amount <= 0 ? null : own.Count(o => o.Figures.Amount(0) > amount) + 1);
    }

    /// <summary>Each department with its branch, by the department that stands in the order.</summary>
    public ReportTable ByDepartment(TeamFigures f, DepartmentSnapshot tree, UserScope by)
    {
        var parts = new TeamParts(f, byOwner: false);
        return new ReportTable(text["Team.ByDepartment"], text["Department"], Compared(),
        [
            .. DepartmentRows.Of(tree, filter, by, id => parts.HasMoney(id)).Select(row =>
                new ReportRow(row.Department.Name, [.. ComparedOf(parts.Of([.. row.Branch]), ("department", $"{row.Department.Id}"))]) { Depth = row.Department.Depth }),
            .. parts.HasMoney(null) ? [new ReportRow(text["None.Department"], [.. ComparedOf(parts.Of([null]), null)])] : Array.Empty<ReportRow>(),
            new ReportRow(text["Total"], [.. ComparedOf(f, Nobody)]) { IsTotal = true },
        ]);
    }

    /// <summary>Each person whose customers they are now.</summary>
    public ReportTable OutcomesByOwner(TeamFigures f, UserSnapshot people)
    {
        var parts = new TeamParts(f, byOwner: true);
        return new ReportTable(text["Team.OutcomesByOwner"], text["Owner"], Outcomes(),
        [
            .. people.All.Where(u => parts.HasOutcomes(u.Id)).OrderBy(u => people.PlaceOf(u.Id)).Select(u => new ReportRow(u.Name, [.. OutcomesOf(parts.Of(u.Id), ("owner", $"{u.Id}"))])),
            .. parts.HasOutcomes(null) ? [new ReportRow(text["None.Owner"], [.. OutcomesOf(parts.Of([null]), ("owner", CustomerFilter.NoOwner))])] : Array.Empty<ReportRow>(),
            new ReportRow(text["Total"], [.. OutcomesOf(f, Nobody)]) { IsTotal = true },
        ])
        {
            Chart = new ReportChart("bar", [0, 3]),
        };
    }

    /// <summary>Each department with its branch, by where the customers are now.</summary>
    public ReportTable OutcomesByDepartment(TeamFigures f, DepartmentSnapshot tree, UserScope by)
    {
        var parts = new TeamParts(f, byOwner: false);
        return new ReportTable(text["Team.OutcomesByDepartment"], text["Department"], Outcomes(),
        [
            .. DepartmentRows.Of(tree, filter, by, id => parts.HasOutcomes(id)).Select(row =>
                new ReportRow(row.Department.Name, [.. OutcomesOf(parts.Of([.. row.Branch]), ("department", $"{row.Department.Id}"))]) { Depth = row.Department.Depth }),
            .. parts.HasOutcomes(null) ? [new ReportRow(text["None.Department"], [.. OutcomesOf(parts.Of([null]), null)])] : Array.Empty<ReportRow>(),
            new ReportRow(text["Total"], [.. OutcomesOf(f, Nobody)]) { IsTotal = true },
        ]);
    }

    private ReportColumn[] Money() =>
    [
        Column("Buyers"), Column("Orders"), Column("OrderAmount", ReportUnit.Money), Column("PerCustomer", ReportUnit.Money), Column("PerOrder", ReportUnit.Money),
        Column("Received", ReportUnit.Money), Column("ReceivedOfOrders", ReportUnit.Money), Column("ReceivedRate", ReportUnit.Share),
    ];

    private IEnumerable<ReportCell> MoneyOf(TeamFigures f, int which, (string Name, string? Value)[]? whose)
    {
        var (period, count, amount, customers) = (periods[which], f.OrderCount(which), f.Amount(which), f.Customers(which));
        var (received, ofOrders) = (f.Received(which, ofOrders: false), f.Received(which, ofOrders: true));
        var rows = whose is null ? null : ReportLinks.Orders(filter, period, whose);
        return
        [
            ReportCell.Of(customers, whose is null || which > 0 || !f.AreAllInSight ? null : ReportLinks.Buyers(filter, period, [.. whose.Select(OfOrder)])),
            ReportCell.Of(count, rows), ReportCell.Sum(amount, count, rows), ReportCell.Each(amount, customers), ReportCell.Each(amount, count),
            ReportCell.Sum(received.Amount, received.Count, whose is null ? null : ReportLinks.Payments(filter, period, ordered: false, whose)),
            ReportCell.Sum(ofOrders.Amount, ofOrders.Count, whose is null ? null : ReportLinks.Payments(filter, period, ordered: true, whose)),
            ReportCell.Share(ofOrders.Amount, amount),
        ];
    }

    /// <summary>The list of customers has names of its own for whose order it was.</summary>
    private static (string Name, string? Value) OfOrder((string Name, string? Value) whose) => (whose.Name == "owner" ? "orderOwner" : "orderDepartment", whose.Value);

    private ReportColumn[] Compared()
    {
        var money = Money();
        return [money[2], .. Changes(), money[1], money[0], money[3], money[5], .. Changes(), money[6], money[7]];
    }

    private IEnumerable<ReportCell> ComparedOf(TeamFigures f, params (string Name, string? Value)[]? whose)
    {
        ReportCell[] money = [.. MoneyOf(f, 0, whose)];
        return
        [
            money[2], .. ChangesOf(f.Amount), money[1], money[0], money[3], money[5], .. ChangesOf(which => f.Received(which, ofOrders: false).Amount), money[6], money[7],
        ];
    }

    private ReportColumn[] Outcomes() =>
        [Column("NewlyWon"), .. Changes(), Column("LostUnwon"), Column("Decided", ReportUnit.Share), Column("DaysToWin", ReportUnit.Days)];

    private IEnumerable<ReportCell> OutcomesOf(TeamFigures f, params (string Name, string? Value)[]? whose)
    {
        ReportCell[] outcome = [.. OutcomeOf(f, 0, whose)];
        return [outcome[0], .. ChangesOf(which => f.Won(which)), .. outcome[1..]];
    }

    private IEnumerable<ReportCell> OutcomeOf(TeamFigures f, int which, (string Name, string? Value)[]? whose)
    {
        var (period, gained, lost) = (periods[which], f.Won(which), f.Lost(which));
        ReportLink? Rows(params (string Name, string? Value)[] more) => whose is null ? null : ReportLinks.Customers(filter, [.. whose, .. more]);
        return
        [
            ReportCell.Of(gained, Rows(ReachedLink.Of(won, period))),
            ReportCell.Of(lost, Rows(("lostOnFrom", ReportLinks.Day(period.First)), ("lostOnTo", ReportLinks.Day(period.Last)), ("reached", won.Code), ("outcome", "never"))),
            ReportCell.Share(gained, gained + lost), new ReportCell(f.AverageDays(which)),
        ];
    }

    private ReportColumn[] Changes() => [Column("ChangeBefore", ReportUnit.Change), Column("ChangeYear", ReportUnit.Change)];

    private IEnumerable<ReportCell> ChangesOf(Func<int, decimal> of) => Enumerable.Range(1, 2).Select(which => ReportCell.Change(of(0), which < periods.Count ? of(which) : null));

    private ReportColumn Column(string key, ReportUnit unit = ReportUnit.Count) => new(text[$"Column.{key}"], unit, text[$"Define.{key}"]);
}
