using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Targets;

namespace CrmWeb.SampleData.Company;

/// <summary>What the sellers, their departments and the company are to reach, last month and this one.</summary>
internal sealed class DemoTargets(CrmDbContext db, OrganizationClock clock)
{
    private static readonly (string UserName, TargetValues Values)[] People =
    [
        ("rep.east1", new TargetValues(300_000m, 180_000m, 8, 80)), ("rep.east2", new TargetValues(240_000m, 150_000m, 6, 60)),
        ("rep.south1", new TargetValues(280_000m, 160_000m, 7, 70)),
    ];

    private static readonly (string HeadName, TargetValues Values)[] Departments =
        [("mgr.east", new TargetValues(560_000m, 340_000m, 15, 150)), ("mgr.south", new TargetValues(320_000m, 200_000m, 8, null))];

    private static readonly TargetValues Company = new(880_000m, 540_000m, 23, 230);

    public async Task FillAsync(IReadOnlyDictionary<string, CrmUser> staff, CancellationToken ct)
    {
        var month = TargetMonth.Of(clock.Today);
        await db.SaveNewAsync(
            new[] { month.Plus(-1), month }.SelectMany(m =>
                People.Select(p => new SalesTarget(m.First, staff[p.UserName].Id, null, p.Values))
                    .Concat(Departments.Select(d => new SalesTarget(m.First, null, staff[d.HeadName].DepartmentId, d.Values)))
                    .Append(new SalesTarget(m.First, null, null, Company))),
            ct);
    }
}
