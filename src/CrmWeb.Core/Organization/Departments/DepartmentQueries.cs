using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization.Departments;

/// <summary>One department in the tree of the admin.</summary>
public sealed record DepartmentRow(
    int Id, string Name, int? ParentId, string? Head, bool HeadIsActive, int Users, int Customers, bool IsFirst, bool IsLast, bool HasChildren)
{
    public bool IsEmpty => Users == 0 && Customers == 0 && !HasChildren;
}

/// <summary>Reads departments for those who administer them.</summary>
public sealed class DepartmentQueries(CrmDbContext db, DepartmentTree tree, UserDirectory users)
{
    /// <summary>All departments, each branch directly below its root.</summary>
    /// <exception cref="NotFoundException">The user may not administer departments.</exception>
    public async Task<IReadOnlyList<DepartmentRow>> TreeAsync(UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminDepartments);
        var all = (await tree.GetAsync(ct)).All;
        var directory = await users.GetAsync(ct);
        var people = await db.Users.Where(u => u.DepartmentId != null).GroupBy(u => u.DepartmentId!.Value)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var customers = await db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter])
            .Where(c => c.DepartmentId != null).GroupBy(c => c.DepartmentId!.Value)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return
        [
            .. all.Select(d =>
            {
                var siblings = all.Where(s => s.ParentId == d.ParentId).ToList();
                var head = directory.ById(d.HeadId);
                return new DepartmentRow(
                    d.Id, d.Name, d.ParentId, head?.Name, head?.IsActive ?? true, people.GetValueOrDefault(d.Id), customers.GetValueOrDefault(d.Id),
                    siblings[0].Id == d.Id, siblings[^1].Id == d.Id, all.Any(c => c.ParentId == d.Id));
            }),
        ];
    }

    /// <summary>The form, filled with the department as it is now.</summary>
    /// <exception cref="NotFoundException">No such department, or the user may not administer departments.</exception>
    public async Task<DepartmentForm> OpenAsync(int id, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminDepartments);
        return await db.Departments.AsNoTracking().Where(d => d.Id == id)
            .Select(d => new DepartmentForm { Name = d.Name, Parent = d.ParentId, Head = d.HeadId, Version = d.Version })
            .FirstOrDefaultAsync(ct) ?? throw new NotFoundException();
    }
}
