using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Organization.Departments;

/// <summary>Builds and changes the tree of departments. What managers see follows at once.</summary>
public sealed class DepartmentAdministration(
    CrmDbContext db, DepartmentTree tree, UserDirectory users, IStringLocalizer<OrganizationText> text)
{
    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">The user may not administer departments.</exception>
    public async Task<int> CreateAsync(DepartmentForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminDepartments);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var all = await LockedTreeAsync(ct);
        Refusal.ThrowIfAny(await CheckAsync(form, null, all, ct));
        var department = new Department(form.Name!, form.Parent, NextOrder(all, form.Parent));
        department.SetHead(form.Head);
        db.Departments.Add(department);
        await SaveAsync(transaction, by, ct);
        return department.Id;
    }

    /// <summary>Changes name, head and place; a move takes the whole branch along.</summary>
    /// <exception cref="ValidationException">A rule is broken, such as a place below itself.</exception>
    /// <exception cref="NotFoundException">No such department, or the user may not administer departments.</exception>
    /// <exception cref="EditConflictException">Somebody else changed the department since the form was opened.</exception>
    public async Task ChangeAsync(int id, DepartmentForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminDepartments);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var all = await LockedTreeAsync(ct);
        var department = await db.Departments.FirstOrDefaultAsync(d => d.Id == id, ct) ?? throw new NotFoundException();
        Refusal.ThrowIfAny(await CheckAsync(form, id, all, ct));
        if (form.Version != department.Version)
            throw new EditConflictException();

        if (department.Name != form.Name)
            department.Rename(form.Name!);
        if (department.HeadId != form.Head)
            department.SetHead(form.Head);
        if (department.ParentId != form.Parent)
            department.MoveTo(form.Parent, NextOrder(all, form.Parent));
        await SaveAsync(transaction, by, ct);
    }

    /// <summary>Moves the department among those on the same level.</summary>
    /// <exception cref="NotFoundException">No such department, or the user may not administer departments.</exception>
    public async Task ReorderAsync(int id, RowMove move, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminDepartments);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var entry = (await LockedTreeAsync(ct)).ById(id) ?? throw new NotFoundException();
        var siblings = await db.Departments.Where(d => d.ParentId == entry.ParentId).OrderBy(d => d.Order).ThenBy(d => d.Id).ToListAsync(ct);
        RowOrder.Move(siblings, siblings.Find(d => d.Id == id)!, move);
        await SaveAsync(transaction, by, ct);
    }

    /// <exception cref="ValidationException">Users, departments, customers, watch rules or robots still belong to it.</exception>
    /// <exception cref="NotFoundException">No such department, or the user may not administer departments.</exception>
    public async Task DeleteAsync(int id, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminDepartments);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var all = await LockedTreeAsync(ct);
        var department = await db.Departments.FirstOrDefaultAsync(d => d.Id == id, ct) ?? throw new NotFoundException();
        var failures = new List<ValidationFailure>();
        if (all.All.Any(d => d.ParentId == id))
            failures.Add(new("", text["Error.DepartmentHasChildren", department.Name]));
        if (await db.Users.CountAsync(u => u.DepartmentId == id, ct) is > 0 and var people)
            failures.Add(new("", text["Error.DepartmentHasUsers", department.Name, people]));
        if (await db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).CountAsync(c => c.DepartmentId == id, ct) is > 0 and var customers)
            failures.Add(new("", text["Error.DepartmentHasCustomers", department.Name, customers]));
        if (await db.WatchRules.CountAsync(r => r.DepartmentId == id, ct) is > 0 and var rules)
            failures.Add(new("", text["Error.DepartmentHasRules", department.Name, rules]));
        if (await db.DepartmentRobots.CountAsync(r => r.DepartmentId == id, ct) is > 0 and var robots)
            failures.Add(new("", text["Error.DepartmentHasRobots", department.Name, robots]));
        Refusal.ThrowIfAny(failures);

        // What was ordered there counts for the branch it was part of.
        await db.Orders.Where(o => o.DepartmentId == id).ExecuteUpdateAsync(s => s.SetProperty(o => o.DepartmentId, department.ParentId), ct);
        db.SalesTargets.RemoveRange(await db.SalesTargets.Where(t => t.DepartmentId == id).ToListAsync(ct));
        db.Departments.Remove(department);
        await SaveAsync(transaction, by, ct);
    }

    /// <summary>
    /// The tree as it is in this transaction, held against others who change it: two moves that are harmless each by itself could close a
    /// circle together.
    /// </summary>
    private async Task<DepartmentSnapshot> LockedTreeAsync(CancellationToken ct)
    {
        await db.Departments.LockFirstAsync(d => d.Order, ct);
        return new DepartmentSnapshot(await db.Departments.AsNoTracking().ToListAsync(ct));
    }

    private async Task<List<ValidationFailure>> CheckAsync(DepartmentForm form, int? id, DepartmentSnapshot all, CancellationToken ct)
    {
        form.Clean();
        return (await new DepartmentFormValidator(text, id, all, await users.GetAsync(ct)).ValidateAsync(form, ct)).Errors;
    }

    private async Task SaveAsync(Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, UserScope by, CancellationToken ct)
    {
        await db.SaveChangesAsync(by, ct);
        await transaction.CommitAsync(ct);
        tree.Invalidate();
        users.Invalidate();
    }

    private static int NextOrder(DepartmentSnapshot all, int? parentId) =>
        all.All.Where(d => d.ParentId == parentId).Select(d => d.Order).DefaultIfEmpty(0).Max() + 1;
}
