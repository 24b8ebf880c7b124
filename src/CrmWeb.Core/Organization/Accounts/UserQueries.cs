using CrmWeb.Core.Access;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Search;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization.Accounts;

/// <summary>Which accounts to list; bound from the address.</summary>
public sealed record UserFilter
{
    public const string Active = "active";
    public const string Disabled = "disabled";

    /// <summary>Part of the name, user name, employee number or mobile number.</summary>
    public string? Q { get; init; }

    /// <summary>A department with all below it.</summary>
    public int? Department { get; init; }

    /// <summary>Code of a role.</summary>
    public string? Role { get; init; }

    /// <summary>active, disabled, or empty for all.</summary>
    public string? State { get; init; }

    /// <summary>The page, from 1.</summary>
    public string? P { get; init; }

    /// <summary>Rows on a page.</summary>
    public string? Size { get; init; }
}

/// <summary>One account in the list.</summary>
/// <param name="Customers">Customers the account owns; of a disabled account they wait for their handover.</param>
public sealed record UserRow(
    int Id, string UserName, string DisplayName, string? EmployeeNumber, string? Mobile, string Department, string Role,
    bool IsActive, bool NeedsFirstSignIn, DateTime? LockedUntil, int Customers);

/// <summary>One account with what its page shows.</summary>
public sealed record UserDetails(
    int Id, string UserName, UserForm Form, string? Mobile, bool IsActive, bool NeedsFirstSignIn, DateTime? LockedUntil,
    DateTime CreatedAt, DateTime? LastSignInAt, int Customers);

/// <summary>Reads accounts for those who administer them.</summary>
public sealed class UserQueries(CrmDbContext db, DepartmentTree departments, RoleDirectory roles, OrganizationClock clock)
{
    private const int LongestQuestion = 100;

    /// <exception cref="BadQueryException">Unknown department, role, state or page.</exception>
    /// <exception cref="PageElsewhereException">The list has no such page.</exception>
    /// <exception cref="NotFoundException">The user may not administer accounts.</exception>
    public async Task<PageOf<UserRow>> ListAsync(UserFilter filter, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminUsers);
        var tree = await departments.GetAsync(ct);
        var roleSnapshot = await roles.GetAsync(ct);
        var matching = Matching(filter, tree, roleSnapshot);
        var wanted = PageWanted.Of(filter.P, filter.Size);
        var total = await matching.CountAsync(ct);
        var skip = wanted.SkipIn(total);
        var users = await matching
            .OrderByDescending(u => u.IsActive).ThenBy(u => u.SortKey).ThenBy(u => u.Id)
            .Skip(skip).Take(wanted.Size)
            .Select(u => new
            {
                u.Id,
                u.UserName,
                u.DisplayName,
                u.EmployeeNumber,
                u.Mobile,
                u.DepartmentId,
                u.RoleId,
                u.IsActive,
                u.MustChangePassword,
                u.LockoutEnd,
                Customers = db.Customers.Count(c => c.OwnerId == u.Id),
            })
            .ToListAsync(ct);
        return new PageOf<UserRow>(
            [
                .. users.Select(u => new UserRow(
                    u.Id, u.UserName!, u.DisplayName, u.EmployeeNumber, u.Mobile, tree.ById(u.DepartmentId)?.Path ?? "", roleSnapshot.ById(u.RoleId).Name,
                    u.IsActive, u.MustChangePassword || u.Mobile is null, Locked(u.LockoutEnd), u.Customers)),
            ],
            total, wanted.Number, wanted.Size);
    }

    /// <exception cref="NotFoundException">No such account, or the user may not administer accounts.</exception>
    public async Task<UserDetails> DetailsAsync(int id, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminUsers);
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id, ct) ?? throw new NotFoundException();
        var lastSignIn = await db.AuditEntries
            .Where(a => a.RootType == CrmUser.AuditRoot && a.RootId == id && a.Action == CrmWeb.Core.Persistence.ChangeLog.AuditAction.SignedIn)
            .MaxAsync(a => (DateTime?)a.At, ct);
        var form = new UserForm
        {
            UserName = user.UserName,
            EmployeeNumber = user.EmployeeNumber,
            DisplayName = user.DisplayName,
            Department = user.DepartmentId,
            Mail = user.Email,
            Role = (await roles.GetAsync(ct)).ById(user.RoleId).Code,
            Version = user.ConcurrencyStamp,
        };
        return new UserDetails(
            id, user.UserName!, form, user.Mobile, user.IsActive, user.NeedsFirstSignIn, Locked(user.LockoutEnd), user.CreatedAt,
            lastSignIn, await db.Customers.CountAsync(c => c.OwnerId == id, ct));
    }

    private IQueryable<CrmUser> Matching(UserFilter filter, DepartmentSnapshot tree, RoleSnapshot roleSnapshot)
    {
        var users = db.Users.AsNoTracking();
        if (filter.Department is { } department)
        {
            var branch = tree.Branch(department);
            if (branch.Count == 0)
                throw new BadQueryException("department");
            users = users.Where(u => branch.Contains(u.DepartmentId!.Value));
        }

        if (!string.IsNullOrEmpty(filter.Role))
        {
            var roleId = roleSnapshot.Find(filter.Role)?.Id ?? throw new BadQueryException("role");
            users = users.Where(u => u.RoleId == roleId);
        }

        users = filter.State switch
        {
            null or "" => users,
            UserFilter.Active => users.Where(u => u.IsActive),
            UserFilter.Disabled => users.Where(u => !u.IsActive),
            _ => throw new BadQueryException("state"),
        };

        if (FormText.CleanLine(filter.Q) is not { } q)
            return users;
        if (q.Length > LongestQuestion)
            throw new BadQueryException("q");
        return SearchText.Terms(q).Aggregate(users, Holding);
    }

    private static IQueryable<CrmUser> Holding(IQueryable<CrmUser> users, SearchTerm term)
    {
        if (term.Phones is [var digits, ..])
            return users.Where(u => u.SearchKey.Contains(digits) || u.SearchKey.Contains(term.Word ?? digits));
        return term.Word is { } word ? users.Where(u => u.SearchKey.Contains(word)) : term.Words.Aggregate(users, Holding);
    }

    private DateTime? Locked(DateTimeOffset? until) => until?.UtcDateTime is { } end && end > clock.UtcNow ? end : null;
}
