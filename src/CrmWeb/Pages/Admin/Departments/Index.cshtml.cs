using CrmWeb.Core.Organization.Departments;
using CrmWeb.Core.Persistence;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;

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

    public Task<IActionResult> OnPostUpAsync(int department, CancellationToken ct) => ReorderAsync(department, RowMove.Up, ct);

    public Task<IActionResult> OnPostDownAsync(int department, CancellationToken ct) => ReorderAsync(department, RowMove.Down, ct);

    public Task<IActionResult> OnPostPlaceAsync(int department, int? before, CancellationToken ct) => ReorderAsync(department, RowMove.Before(before), ct);

    private async Task<IActionResult> ReorderAsync(int department, RowMove move, CancellationToken ct)
    {
        await administration.ReorderAsync(department, move, by, ct);
        return LocalRedirect(CrmLinks.Departments());
    }
}
