using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Robots;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Notifications.Robots;

/// <summary>Adds a robot to a department's chat room.</summary>
[Authorize(Policy = Permissions.AdminNotifications)]
public sealed class NewModel(
    RobotAdministration robots, AccountChoices choices, UserScope by, IStringLocalizer<ChannelsText> text) : PageModel, IRobotPage
{
    [BindProperty]
    public RobotForm Form { get; set; } = new();

    public bool IsStored => false;

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = await robots.CreateAsync(Form, by, ct);
        this.Toast(text["Robot.Saved"]);
        return LocalRedirect(CrmLinks.Robot(id));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Departments = await choices.DepartmentsAsync(ct);
        return Page();
    }
}
