using System.Globalization;
using CrmWeb.Core.Organization;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.Pages.Admin;

/// <summary>What the selects of the administration offer.</summary>
public sealed class AccountChoices(DepartmentTree departments, RoleDirectory roles, UserDirectory users)
{
    public async Task<IReadOnlyList<SelectListItem>> DepartmentsAsync(CancellationToken ct) =>
        [.. (await departments.GetAsync(ct)).All.Select(Item)];

    /// <summary>The departments below which another may hang: all but its own branch.</summary>
    public async Task<IReadOnlyList<SelectListItem>> ParentsOfAsync(int? department, CancellationToken ct)
    {
        var tree = await departments.GetAsync(ct);
        var branch = department is { } id ? tree.Branch(id) : [];
        return [.. tree.All.Where(d => !branch.Contains(d.Id)).Select(Item)];
    }

    public async Task<IReadOnlyList<SelectListItem>> RolesAsync(CancellationToken ct) =>
        [.. (await roles.GetAsync(ct)).All.Select(r => new SelectListItem(r.Name, r.Code))];

    /// <summary>Active colleagues, each with the department.</summary>
    public async Task<IReadOnlyList<SelectListItem>> HeadsAsync(CancellationToken ct)
    {
        var tree = await departments.GetAsync(ct);
        return
        [
            .. (await users.GetAsync(ct)).All.Where(u => u.IsActive)
                .Select(u => new SelectListItem(tree.ById(u.DepartmentId) is { } d ? $"{u.Name} · {d.Name}" : u.Name, Text(u.Id))),
        ];
    }

    private static SelectListItem Item(DepartmentEntry department) => new(department.Path, Text(department.Id));

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
