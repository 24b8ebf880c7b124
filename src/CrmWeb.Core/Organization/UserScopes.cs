using CrmWeb.Core.Access;
using CrmWeb.Core.Organization.Roles;

namespace CrmWeb.Core.Organization;

/// <summary>The scope of somebody who is not asking right now: what is sent to them must not say more than they may see.</summary>
public sealed class UserScopes(UserDirectory users, RoleDirectory roles, DepartmentTree departments, OrganizationClock clock)
{
    /// <returns>What the account may see and do now; <see cref="UserScope.Nobody"/> for an unknown or deactivated one.</returns>
    public async Task<UserScope> OfAsync(int userId, CancellationToken ct)
    {
        if ((await users.GetAsync(ct)).ById(userId) is not { IsActive: true } user || (await roles.GetAsync(ct)).Find(user.RoleCode) is not { } role)
            return UserScope.Nobody;
        return new UserScope
        {
            UserId = user.Id,
            Name = user.Name,
            Role = role.Code,
            Scope = role.Scope,
            DepartmentId = user.DepartmentId,
            DepartmentIds = role.Scope == DataScope.Department && user.DepartmentId is { } own ? (await departments.GetAsync(ct)).Branch(own) : [],
            Permissions = role.Permissions,
            Today = clock.Today,
        };
    }
}
