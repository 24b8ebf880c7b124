using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.Pages.Admin.Users;

/// <summary>Sets a newcomer up in a minute.</summary>
[Authorize(Policy = Permissions.AdminUsers)]
public sealed class NewModel(UserAdministration users, AccountChoices choices, Invitation invitation, UserScope by) : PageModel, IFormPage
{
    [BindProperty]
    public UserForm Form { get; set; } = new() { Role = BuiltInRoles.Rep };

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Roles { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var created = await users.CreateAsync(Form, by, ct);
        invitation.Leave(TempData, Request, created);
        return LocalRedirect(CrmLinks.User(created.UserId));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Departments = await choices.DepartmentsAsync(ct);
        Roles = await choices.RolesAsync(ct);
        return Page();
    }
}
