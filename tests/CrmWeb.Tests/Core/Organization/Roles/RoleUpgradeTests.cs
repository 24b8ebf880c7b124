using CrmWeb.Core.Access;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Organization.Roles;

/// <summary>A database that was filled by an earlier version.</summary>
public sealed class RoleUpgradeTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Fact]
    public async Task Built_in_roles_get_at_the_start_what_came_with_a_later_version()
    {
        await app.DbAsync(async db =>
        {
            foreach (var role in await db.Roles.ToListAsync())
                db.RemoveRange(role.Permissions.Where(p => p.Permission is Permissions.FollowUpsReview or Permissions.AdminLists));
            return await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        });
        Assert.Empty(await HoldersAsync(Permissions.FollowUpsReview));

        await app.WithAsync<DatabaseInitializer>(i => i.InitializeAsync(CancellationToken.None));

        Assert.Equal([BuiltInRoles.Manager, BuiltInRoles.Admin], await HoldersAsync(Permissions.FollowUpsReview));
        Assert.Equal([BuiltInRoles.Admin], await HoldersAsync(Permissions.AdminLists));
        Assert.Equal(5, await app.DbAsync(db => db.Roles.CountAsync()));
    }

    private Task<List<string>> HoldersAsync(string permission) => app.DbAsync(async db =>
        (await db.Roles.AsNoTracking().OrderBy(r => r.Order).ToListAsync()).Where(r => r.Permissions.Any(p => p.Permission == permission)).Select(r => r.Code).ToList());
}
