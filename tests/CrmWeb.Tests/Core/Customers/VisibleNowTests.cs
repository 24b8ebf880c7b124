using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers;

/// <summary>What lists ask for in a quicker way is to the row what the access rule says.</summary>
public sealed class VisibleNowTests(CoreFixture company) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private DateOnly Today => company.As(Who.Admin).Today;

    [Theory]
    [InlineData(Who.RepEast)]
    [InlineData(Who.RepEast2)]
    [InlineData(Who.RepEast3)]
    [InlineData(Who.RepSouth)]
    [InlineData(Who.MgrEast)]
    [InlineData(Who.MgrSouth)]
    [InlineData(Who.Admin)]
    [InlineData(Who.Service)]
    [InlineData(Who.Marketer)]
    public async Task The_same_customers_are_found(Who who)
    {
        await SpreadAsync();
        await AssertSameAsync(who);
    }

    [Fact]
    public async Task A_collaboration_counts_from_its_first_day_to_its_last_and_far_more_than_are_named_one_by_one()
    {
        List<int> ids = [];
        for (var i = 0; i < 230; i++)
            ids.Add(await company.RegisterAsync(Who.RepEast, Forms.Customer($"宁波众多{i}号有限公司")));
        foreach (var (count, until) in new[] { (1, (DateOnly?)Today), (30, null), (230, Today.AddDays(3)), (230, Today.AddDays(-1)) })
        {
            await company.DbAsync(async db =>
            {
                await db.Collaborators.Where(x => x.UserId == company.Company[Who.RepSouth].Id).ExecuteDeleteAsync();
                var some = ids.Take(count).ToList();
                foreach (var customer in await db.Customers.Include(c => c.Collaborators).Where(c => some.Contains(c.Id)).ToListAsync())
                    customer.AddCollaborator(new Collaborator(company.Company[Who.RepSouth].Id, canEdit: false, until));
                return await db.SaveChangesAsync(UserScope.System, None);
            });
            await AssertSameAsync(Who.RepSouth);
            await AssertSameAsync(Who.MgrSouth);
        }
    }

    private async Task AssertSameAsync(Who who)
    {
        var by = company.As(who);
        foreach (var scope in new[] { by, by with { Permissions = [] }, by with { DepartmentIds = [] } })
        {
            var rule = await company.DbAsync(db => db.Customers.VisibleTo(scope).Select(c => c.Id).OrderBy(id => id).ToListAsync());
            var now = await company.DbAsync(async db =>
            {
                List<int> ids = [];
                foreach (var part in (await CustomerAccess.VisibleNowAsync(db, scope, None)).Parts)
                    ids.AddRange(await part.Select(c => c.Id).ToListAsync());
                return ids;
            });
            Assert.Equal(rule, now.Order());
        }
    }

    /// <summary>Customers that were left behind in a department, or without one, when their owner moved.</summary>
    private Task SpreadAsync() => company.DbAsync(async db =>
    {
        var name = $"苏州散落{Guid.NewGuid():N}有限公司";
        var (stray, homeless) = (await company.RegisterAsync(Who.MgrEast, Forms.Customer(name)), await company.RegisterAsync(Who.MgrEast, Forms.Customer(name + "二")));
        await db.Customers.Where(c => c.Id == stray).ExecuteUpdateAsync(s => s.SetProperty(c => c.DepartmentId, company.Company.DepartmentSouth));
        return await db.Customers.Where(c => c.Id == homeless).ExecuteUpdateAsync(s => s.SetProperty(c => c.DepartmentId, (int?)null));
    });
}
