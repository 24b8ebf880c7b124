using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Departments;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Departments;

/// <summary>One department: name, place in the tree, head; and its end.</summary>
[Authorize(Policy = Permissions.AdminDepartments)]
public sealed class EditModel(
    DepartmentAdministration administration, DepartmentQueries queries, AccountChoices choices, UserScope by,
    IStringLocalizer<OrganizationText> text) : EditPage(text), IFormPage
{
    [BindProperty]
    public DepartmentForm Form { get; set; } = new();

    /// <summary>The department as it is now.</summary>
    public DepartmentForm Saved { get; private set; } = new();

    public IReadOnlyList<SelectListItem> Parents { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Heads { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Form = await queries.OpenAsync(Id, by, ct);
        return await RedisplayAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await administration.ChangeAsync(Id, Form, by, ct);
        return Done("Departments.Saved", CrmLinks.Departments());
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        await administration.DeleteAsync(Id, by, ct);
        return Done("Departments.Deleted", CrmLinks.Departments());
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Saved = await queries.OpenAsync(Id, by, ct);
        Parents = await choices.ParentsOfAsync(Id, ct);
        Heads = await choices.HeadsAsync(ct, Saved.Head);
        if (Form.Version == Guid.Empty)
            Form = Saved;
        HasConflict = Form.Version != Saved.Version;
        return Page();
    }
}
