using CrmWeb.Core.Organization.Departments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Admin.Departments;

/// <summary>The departments of one level, with those below each.</summary>
public sealed record Branch(int? Parent, IReadOnlyList<DepartmentRow> All)
{
    public IEnumerable<DepartmentRow> Rows => All.Where(d => d.ParentId == Parent);
}

/// <summary>The tree of departments.</summary>
[Authorize(Policy = Permissions.AdminDepartments)]
public sealed class IndexModel(DepartmentQueries departments, DepartmentAdministration administration, UserScope by) : PageModel
{
    public Branch Top { get; private set; } = new(null, []);

    public async Task OnGetAsync(CancellationToken ct) => Top = new Branch(null, await departments.TreeAsync(by, ct));

    public Task<IActionResult> OnPostUpAsync(int department, CancellationToken ct) => ReorderAsync(department, up: true, ct);

    public Task<IActionResult> OnPostDownAsync(int department, CancellationToken ct) => ReorderAsync(department, up: false, ct);

    private async Task<IActionResult> ReorderAsync(int department, bool up, CancellationToken ct)
    {
        await administration.ReorderAsync(department, up, by, ct);
        return LocalRedirect(CrmLinks.Departments());
    }
}
