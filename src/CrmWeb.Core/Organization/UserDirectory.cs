using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization;

/// <summary>A colleague as pages show one.</summary>
/// <param name="Name">With the department or the number beside it where a colleague has the same name, see <see cref="UserNames"/>.</param>
public sealed record UserEntry(int Id, string Name, int? DepartmentId, bool IsActive, string RoleCode, DataScope Scope)
{
    /// <summary>The name alone.</summary>
    public string OwnName { get; init; } = Name;
}

/// <summary>All colleagues at one moment.</summary>
public sealed class UserSnapshot(IReadOnlyList<UserEntry> users)
{
    private readonly Dictionary<int, (UserEntry User, int Place)> byId = users.Select((user, place) => (user, place)).ToDictionary(u => u.user.Id);

    /// <summary>In the order in which lists show people.</summary>
    public IReadOnlyList<UserEntry> All => users;

    public UserEntry? ById(int? id) => id is { } value ? byId.GetValueOrDefault(value).User : null;

    /// <summary>Where somebody stands among all; who is unknown stands behind everybody.</summary>
    public int PlaceOf(int? id) => id is { } value && byId.TryGetValue(value, out var known) ? known.Place : users.Count;

    /// <summary>The name, or an empty text for null and unknown.</summary>
    public string Name(int? id) => ById(id)?.Name ?? "";
}

/// <summary>Names and departments of all users, cached.</summary>
public sealed class UserDirectory(IDbContextFactory<CrmDbContext> databases, TimeProvider time)
    : CachedSnapshot<UserSnapshot>(databases, time)
{
    protected override async Task<UserSnapshot> LoadAsync(CrmDbContext db, CancellationToken ct)
    {
        var users = await db.Users.AsNoTracking().OrderBy(u => u.SortKey).ThenBy(u => u.Id)
            .Select(u => new
            {
                Entry = new UserEntry(u.Id, u.DisplayName, u.DepartmentId, u.IsActive, u.Role!.Code, u.Role.Scope),
                Department = db.Departments.Where(d => d.Id == u.DepartmentId).Select(d => d.Name).FirstOrDefault(),
                Number = u.EmployeeNumber ?? u.UserName,
            })
            .ToListAsync(ct);
        return new UserSnapshot(UserNames.Distinct([.. users.Select(u => new NamedUser(u.Entry, u.Department, u.Number ?? ""))]));
    }
}
