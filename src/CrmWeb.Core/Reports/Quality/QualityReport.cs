using System.Linq.Expressions;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Reports.Activity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Quality;

/// <summary>数据质量: which facts are missing how often, for the team by rep, and how much was written down late.</summary>
public sealed class QualityReport(ReportScope scope, ActivityReport activity, UserDirectory users, IStringLocalizer<ReportsText> text) : IReport
{
    /// <summary>Those that one look at a customer's row tells.</summary>
    private static readonly IReadOnlyList<string> Plain = [.. MissingFacts.Keys.Where(k => k != MissingFacts.Phone)];

    /// <inheritdoc/>
    public string Code => "quality";

    /// <inheritdoc/>
    public async Task<ReportResult> ReadAsync(ReportFilter filter, UserScope by, CancellationToken ct)
    {
        var period = scope.Period(filter, ("-30d", "today"));
        var parts = await scope.CustomersAsync(filter, by, ct);
        var tallies = await parts.Select(Tallied).Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);
        var unreachable = await parts.Select(p => p.Where(MissingFacts.All[MissingFacts.Phone]).GroupBy(c => c.OwnerId).Select(g => new { g.Key, Count = g.Count() }))
            .Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);
        var owners = tallies.GroupBy(t => t.OwnerId ?? 0).Select(g => new Owned(
            g.Key == 0 ? null : g.Key, g.Sum(t => t.Count),
            [.. Plain.Select((_, i) => g.Sum(t => t.Missing(i))), unreachable.Where(u => (u.Key ?? 0) == g.Key).Sum(u => u.Count)])).ToList();

        List<ReportTable> tables = [Fields(filter, owners)];
        if (by.Has(Permissions.TeamView))
            tables.Add(Owners(filter, owners, await users.GetAsync(ct)));
        if (filter.Owner == CustomerFilter.NoOwner)
            return new ReportResult(period, tables);
        var late = await (await activity.ChosenAsync(filter, period, by, ct)).GroupBy(f => f.AssigneeId)
            .Select(g => new { g.Key, Count = g.Count(), Late = g.Count(f => f.IsLateEntry) }).ToListAsync(ct);
        tables.Add(Late(filter, period, [.. late.Select(l => (l.Key, l.Count, l.Late))], by, await users.GetAsync(ct)));
        return new ReportResult(period, tables);
    }

    private ReportTable Fields(ReportFilter filter, List<Owned> owners)
    {
        var all = owners.Sum(o => o.Count);
        return new ReportTable(text["Quality.Fields"], text["Fact"],
            [new ReportColumn(text["Column.Missing"], ReportUnit.Count, text["Define.Missing"]), new ReportColumn(text["Column.MissingRate"], ReportUnit.Share, text["Define.MissingRate"])],
            [
                .. MissingFacts.Keys.Select((key, i) => new ReportRow(
                    text[$"Fact.{key}"],
                    [ReportCell.Of(owners.Sum(o => o.Missing[i]), ReportLinks.Customers(filter, ("missing", key))), ReportCell.Share(owners.Sum(o => o.Missing[i]), all)])),
            ])
        {
            Chart = new ReportChart("bar", [1]),
            Note = text["Quality.Of", all],
        };
    }

    private ReportTable Owners(ReportFilter filter, List<Owned> owners, UserSnapshot people) => new(
        text["Quality.Owners"], text["Owner"],
        [new ReportColumn(text["Column.AllNow"]), .. MissingFacts.Keys.Select(k => new ReportColumn(text[$"Fact.{k}"]))],
        [
            .. owners.OrderBy(o => people.PlaceOf(o.Id)).Select(o =>
            {
                var whose = ("owner", o.Id is { } id ? $"{id}" : CustomerFilter.NoOwner);
                return new ReportRow(
                    o.Id is null ? text["None.Owner"] : people.Name(o.Id),
                    [ReportCell.Of(o.Count, ReportLinks.Customers(filter, whose)), .. MissingFacts.Keys.Select((k, i) => ReportCell.Of(o.Missing[i], ReportLinks.Customers(filter, whose, ("missing", k))))]);
            }),
        ]);

    private ReportTable Late(ReportFilter filter, ReportPeriod period, IReadOnlyList<(int Id, int Count, int Late)> rows, UserScope by, UserSnapshot people)
    {
        var team = by.Has(Permissions.TeamView);
        return new ReportTable(text["Quality.Late"], text["Person"],
            [
                new ReportColumn(text["Column.FollowUps"], ReportUnit.Count, text["Define.FollowUps"]), new ReportColumn(text["Column.Late"], ReportUnit.Count, text["Define.Late"]),
                new ReportColumn(text["Column.LateRate"], ReportUnit.Share),
            ],
            [
                .. rows.OrderBy(r => people.PlaceOf(r.Id)).Select(r => new ReportRow(people.Name(r.Id),
                    [ReportCell.Of(r.Count, ReportLinks.FollowUps(filter, period, team, ("person", team ? $"{r.Id}" : null))), ReportCell.Of(r.Late), ReportCell.Share(r.Late, r.Count)])),
            ]);
    }

    /// <summary>All facts of a row in one look: for each owner how many customers there are, and how many lack each fact.</summary>
    private static IQueryable<QualityTally> Tallied(IQueryable<Customer> customers)
    {
        var group = Expression.Parameter(typeof(IGrouping<int?, Customer>), "g");
        MethodCallExpression Count(params Expression[] of) => Expression.Call(typeof(Enumerable), nameof(Enumerable.Count), [typeof(Customer)], [group, .. of]);
        MemberBinding Bind(string name, Expression value) => Expression.Bind(typeof(QualityTally).GetProperty(name)!, value);
        var tally = Expression.MemberInit(
            Expression.New(typeof(QualityTally)),
            [
                Bind(nameof(QualityTally.OwnerId), Expression.Property(group, nameof(IGrouping<,>.Key))), Bind(nameof(QualityTally.Count), Count()),
                .. Plain.Select((key, i) => Bind($"M{i}", Count(MissingFacts.All[key]))),
            ]);
        return customers.GroupBy(c => c.OwnerId).Select(Expression.Lambda<Func<IGrouping<int?, Customer>, QualityTally>>(tally, group));
    }

    private sealed record Owned(int? Id, int Count, IReadOnlyList<int> Missing);
}

/// <summary>How many customers of an owner lack each of the plain facts.</summary>
internal sealed class QualityTally
{
    public int? OwnerId { get; init; }

    public int Count { get; init; }

    public int M0 { get; init; }

    public int M1 { get; init; }

    public int M2 { get; init; }

    public int M3 { get; init; }

    public int M4 { get; init; }

    public int M5 { get; init; }

    public int M6 { get; init; }

    public int M7 { get; init; }

    public int M8 { get; init; }

    public int Missing(int fact) => new[] { M0, M1, M2, M3, M4, M5, M6, M7, M8 }[fact];
}
