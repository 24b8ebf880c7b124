using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization.Roles;

/// <summary>The built-in roles, each with what came with a later version; nobody can take a permission from them yet.</summary>
internal sealed class RoleSeed : IDatabaseSeed
{
    public async Task FillAsync(CrmDbContext db, CancellationToken ct)
    {
        var present = await db.Roles.ToDictionaryAsync(r => r.Code, ct);
        foreach (var role in BuiltInRoles.Create())
        {
            if (present.TryGetValue(role.Code, out var kept))
                kept.Grant(role.Permissions.Select(p => p.Permission));
            else
                db.Roles.Add(role);
        }
    }
}
