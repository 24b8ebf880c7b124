using System.Globalization;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.Pages.Admin;

/// <summary>What the selects of the administration offer.</summary>
public sealed class AccountChoices(DepartmentTree departments, RoleDirectory roles, UserDirectory users, StoredChoices stored)
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
    /// <param name="present">The head there is, who stays on offer.</param>
    public async Task<IReadOnlyList<SelectListItem>> HeadsAsync(CancellationToken ct, int? present = null)
    {
        var tree = await departments.GetAsync(ct);
        var people = await users.GetAsync(ct);
        return stored.Keep([.. people.All.Where(u => u.IsActive).Select(u => new SelectListItem(Name(u), Text(u.Id)))], people.ById(present));

        string Name(UserEntry u) => u.Name != u.OwnName ? u.Name : tree.ById(u.DepartmentId) is { } d ? $"{u.Name} · {d.Name}" : u.Name;
    }

    private static SelectListItem Item(DepartmentEntry department) => new(department.Path, Text(department.Id));

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
