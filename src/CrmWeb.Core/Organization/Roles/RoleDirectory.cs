using System.Collections.Frozen;
using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization.Roles;

/// <summary>A role as pages and sessions use it.</summary>
public sealed record RoleEntry(int Id, string Code, string Zh, string En, DataScope Scope, int Order, FrozenSet<string> Permissions)
{
    public string Name => Localized.Name(Zh, En);
}

/// <summary>All roles at one moment, in order.</summary>
public sealed class RoleSnapshot(IReadOnlyList<RoleEntry> roles)
{
    private readonly Dictionary<int, RoleEntry> byId = roles.ToDictionary(r => r.Id);

    public IReadOnlyList<RoleEntry> All => roles;

    /// <exception cref="KeyNotFoundException">No role has this id.</exception>
    public RoleEntry ById(int id) => byId[id];

    public RoleEntry? Find(string? code) => roles.FirstOrDefault(r => r.Code == code);
}

/// <summary>The company's roles, cached.</summary>
public sealed class RoleDirectory(IDbContextFactory<CrmDbContext> databases, TimeProvider time)
    : CachedSnapshot<RoleSnapshot>(databases, time)
{
    protected override async Task<RoleSnapshot> LoadAsync(CrmDbContext db, CancellationToken ct)
    {
        var roles = await db.Roles.AsNoTracking().OrderBy(r => r.Order).ThenBy(r => r.Id).ToListAsync(ct);
        return new RoleSnapshot([.. roles.Select(r => new RoleEntry(
            r.Id, r.Code, r.Zh, r.En, r.Scope, r.Order, r.Permissions.Select(p => p.Permission).ToFrozenSet()))]);
    }
}
