using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Health;

/// <summary>客户健康度评分: how many customers are healthy, fair and at risk now; for the team by department and rep.</summary>
public sealed class HealthReport(ReportScope scope, DepartmentTree departments, UserDirectory users, IStringLocalizer<ReportsText> text) : IReport
{
    private static readonly HealthBand[] Bands = Enum.GetValues<HealthBand>();

    /// <inheritdoc/>
    public string Code => "health";

    /// <inheritdoc/>
    public bool IsOfNow => true;

    /// <inheritdoc/>
    public async Task<ReportResult> ReadAsync(ReportFilter filter, UserScope by, CancellationToken ct)
    {
        var parts = await scope.CustomersAsync(filter, by, ct);
        var tallies = await parts.Select(Tallied).Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);
        List<ReportTable> tables = [ByBand(filter, tallies)];
        if (by.Has(Permissions.TeamView))
        {
            tables.Add(ByDepartment(filter, tallies, await departments.GetAsync(ct), by));
            tables.Add(ByOwner(filter, tallies, await users.GetAsync(ct)));
        }

        return new ReportResult(null, tables);
    }

    private ReportTable ByBand(ReportFilter filter, List<HealthTally> tallies)
    {
        var scored = tallies.Sum(t => t.Scored);
        return new ReportTable(text["Health.Bands"], text["Health.Band"], [Column("Customers"), Column("Portion", ReportUnit.Share)],
        [
            .. Bands.Select(b => new ReportRow(text[$"Health.{b}"],
                [ReportCell.Of(tallies.Sum(t => t.Of(b)), ReportLinks.Customers(filter, Range(b))), ReportCell.Share(tallies.Sum(t => t.Of(b)), scored)])),
        ])
        {
            Chart = new ReportChart("bar", [0]),
            Note = text["Health.Of", scored, tallies.Sum(t => t.Count) - scored],
        };
    }

    private ReportTable ByDepartment(ReportFilter filter, List<HealthTally> tallies, DepartmentSnapshot tree, UserScope by)
    {
        var byDepartment = tallies.ToLookup(t => t.DepartmentId);
        List<ReportRow> rows =
        [
            .. DepartmentRows.Of(tree, filter, by, id => byDepartment.Contains(id)).Select(row =>
                Row(filter, row.Department.Name, [.. row.Branch.SelectMany(d => byDepartment[d])], ("department", $"{row.Department.Id}"))
                    with { Depth = row.Department.Depth }),
        ];
        if (tallies.FindAll(t => t.DepartmentId is null) is { Count: > 0 } nowhere)
            rows.Add(Row(filter, text["None.Department"], nowhere, null));
        return Compared(text["Health.ByDepartment"], text["Department"], [.. rows, Total(filter, tallies)]);
    }

    private ReportTable ByOwner(ReportFilter filter, List<HealthTally> tallies, UserSnapshot people) => Compared(text["Health.ByOwner"], text["Owner"],
    [
        .. tallies.GroupBy(t => t.OwnerId).OrderBy(g => people.PlaceOf(g.Key)).Select(g => Row(
            filter, g.Key is null ? text["None.Owner"] : people.Name(g.Key), [.. g], ("owner", g.Key is { } id ? $"{id}" : CustomerFilter.NoOwner))),
        Total(filter, tallies),
    ]);

    private ReportTable Compared(string title, string subject, IReadOnlyList<ReportRow> rows) => new(title, subject,
        [new ReportColumn(text["Column.Scored"], ReportUnit.Count, text["Define.Scored"]), .. Bands.Select(b => new ReportColumn(text[$"Health.{b}"])), new ReportColumn(text["Column.RiskRate"], ReportUnit.Share, text["Define.RiskRate"])],
        rows);

    private ReportRow Total(ReportFilter filter, List<HealthTally> tallies) => Row(filter, text["Total"], tallies, ("department", filter.Department)) with { IsTotal = true };

    private static ReportRow Row(ReportFilter filter, string name, List<HealthTally> of, (string Name, string? Value)? whose)
    {
        ReportLink? Rows((string Name, string? Value)[] range) => whose is { } one ? ReportLinks.Customers(filter, [one, .. range]) : null;
        var scored = of.Sum(t => t.Scored);
        return new ReportRow(name,
        [
            ReportCell.Of(scored, Rows([("healthFrom", "0")])), .. Bands.Select(b => ReportCell.Of(of.Sum(t => t.Of(b)), Rows(Range(b)))),
            ReportCell.Share(of.Sum(t => t.Of(HealthBand.AtRisk)), scored),
        ]);
    }

    private static (string Name, string? Value)[] Range(HealthBand band) => HealthBands.Range(band) is var (from, to) ? [("healthFrom", $"{from}"), ("healthTo", $"{to}")] : [];

    private static IQueryable<HealthTally> Tallied(IQueryable<Customer> customers) => customers.GroupBy(c => new { c.OwnerId, c.DepartmentId }).Select(g => new HealthTally
    {
        OwnerId = g.Key.OwnerId,
        DepartmentId = g.Key.DepartmentId,
        Count = g.Count(),
        Good = g.Count(c => c.Health >= HealthBands.Good),
        Fair = g.Count(c => c.Health >= HealthBands.Fair && c.Health < HealthBands.Good),
        AtRisk = g.Count(c => c.Health < HealthBands.Fair),
    });

    private ReportColumn Column(string key, ReportUnit unit = ReportUnit.Count) => new(text[$"Column.{key}"], unit, text[key == "Customers" ? "Define.Banded" : $"Define.{key}"]);
}

/// <summary>How many customers of an owner in a department there are, and of which band.</summary>
internal sealed class HealthTally
{
    public int? OwnerId { get; init; }

    public int? DepartmentId { get; init; }

    public int Count { get; init; }

    public int Good { get; init; }

    public int Fair { get; init; }

    public int AtRisk { get; init; }

    public int Scored => Good + Fair + AtRisk;

    public int Of(HealthBand band) => band switch
    {
        HealthBand.Good => Good,
        HealthBand.Fair => Fair,
        _ => AtRisk,
    };
}
