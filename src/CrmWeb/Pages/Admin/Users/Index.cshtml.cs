using CrmWeb.Core.Organization.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.Pages.Admin.Users;

/// <summary>The list of accounts.</summary>
[Authorize(Policy = Permissions.AdminUsers)]
public sealed class IndexModel(UserQueries users, AccountChoices choices, UserScope by) : PageModel
{
    public UserFilter Filter { get; private set; } = new();

    public UserPage List { get; private set; } = new([], 1, 0);

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Roles { get; private set; } = [];

    public async Task OnGetAsync(UserFilter filter, CancellationToken ct)
    {
        Filter = filter;
        List = await users.ListAsync(filter, by, ct);
        Departments = await choices.DepartmentsAsync(ct);
        Roles = await choices.RolesAsync(ct);
    }
}
