using CrmWeb.Core.Organization;
using CrmWeb.SampleData.Generator;
using CrmWeb.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.SampleData.Generator;

public sealed class SeedStaffTests(CoreFixture company) : IClassFixture<CoreFixture>
{
    [Fact]
    public async Task A_hundred_thousand_customers_get_two_hundred_reps_in_many_groups()
    {
        var teams = await company.WithAsync<IPasswordHasher<CrmUser>, IReadOnlyList<SeedTeam>>(hasher =>
            company.DbAsync(db => new SeedStaff(db, hasher, new Random(1), company.Clock.Now).HireAsync(100_000, CancellationToken.None)));
        var again = await company.WithAsync<IPasswordHasher<CrmUser>, IReadOnlyList<SeedTeam>>(hasher =>
            company.DbAsync(db => new SeedStaff(db, hasher, new Random(2), company.Clock.Now).HireAsync(100_000, CancellationToken.None)));

        Assert.Equal(60, teams[0].Reps.Count);
        Assert.All(teams, t => Assert.Equal((int)Math.Ceiling(100_000 * t.Branch.Share / 500), t.Reps.Count));
        Assert.True(teams.SelectMany(t => t.Reps).Select(r => r.DepartmentId).Distinct().Count() > 15);
        Assert.Equal(teams.SelectMany(t => t.Reps).Select(r => r.Id).Order(), again.SelectMany(t => t.Reps).Select(r => r.Id).Order());
    }
}
