using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Departments;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Departments;

/// <summary>Adds a department.</summary>
[Authorize(Policy = Permissions.AdminDepartments)]
public sealed class NewModel(
    DepartmentAdministration administration, AccountChoices choices, UserScope by, IStringLocalizer<OrganizationText> text) : PageModel, IFormPage
{
    [BindProperty]
    public DepartmentForm Form { get; set; } = new();

    public IReadOnlyList<SelectListItem> Parents { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Heads { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(int? parent, CancellationToken ct)
    {
        Form.Parent = parent;
        return RedisplayAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await administration.CreateAsync(Form, by, ct);
        this.Toast(text["Departments.Saved"]);
        return LocalRedirect(CrmLinks.Departments());
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Parents = await choices.DepartmentsAsync(ct);
        Heads = await choices.HeadsAsync(ct);
        return Page();
    }
}
