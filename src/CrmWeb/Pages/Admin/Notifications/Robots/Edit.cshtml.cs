using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Robots;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Notifications.Robots;

/// <summary>One robot, and a test of it.</summary>
[Authorize(Policy = Permissions.AdminNotifications)]
public sealed class EditModel(
    RobotAdministration robots, ChannelTester testing, AccountChoices choices, UserScope by, IStringLocalizer<ChannelsText> text) : EditPage(text), IRobotPage
{
    [BindProperty]
    public RobotForm Form { get; set; } = new();

    public RobotForm Present { get; private set; } = new();

    public string Name => Present.Name!;

    public ChannelTest Test { get; private set; } = new("", null, null, null);

    public bool IsStored => true;

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Form = await robots.OpenAsync(Id, by, ct);
        return await RedisplayAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await robots.ChangeAsync(Id, Form, by, ct);
        return Done("Robot.Saved", CrmLinks.Channels());
    }

    /// <summary>Sends with what is stored, not with what stands in the form.</summary>
    public async Task<IActionResult> OnPostTestAsync(CancellationToken ct)
    {
        Form = await robots.OpenAsync(Id, by, ct);
        ModelState.Clear();
        var result = new ChannelTestResult(await testing.RobotAsync(Id, by, ct));
        await RedisplayAsync(ct);
        Test = Test with { Result = result };
        return Page();
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Present = await robots.OpenAsync(Id, by, ct);
        HasConflict = Form.Version != Present.Version;
        Departments = await choices.DepartmentsAsync(ct);
        Test = new ChannelTest(CrmLinks.Robot(Id, "test"), null, null, null);
        return Page();
    }
}
