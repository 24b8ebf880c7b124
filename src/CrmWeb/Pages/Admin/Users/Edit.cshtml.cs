using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Users;

/// <summary>One account: its fields, and what can be done with it.</summary>
[Authorize(Policy = Permissions.AdminUsers)]
public sealed class EditModel(
    UserAdministration administration, UserQueries queries, AccountChoices choices, Invitation invitation, UserScope by,
    IStringLocalizer<OrganizationText> text) : EditPage(text), IFormPage
{
    [BindProperty]
    public UserForm Form { get; set; } = new();

    /// <summary>The account as it is now.</summary>
    public UserDetails Account { get; private set; } = null!;

    public string? InvitationText { get; private set; }

    public bool IsOwn => Id == by.UserId;

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Roles { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        InvitationText = Invitation.Take(TempData);
        Form = (await queries.DetailsAsync(Id, by, ct)).Form;
        return await RedisplayAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await administration.ChangeAsync(Id, Form, by, ct);
        return Done("Users.Saved", CrmLinks.Users());
    }

    public async Task<IActionResult> OnPostDisableAsync(CancellationToken ct)
    {
        await administration.DisableAsync(Id, by, ct);
        return Done("Users.WasDisabled", CrmLinks.User(Id));
    }

    public async Task<IActionResult> OnPostEnableAsync(CancellationToken ct)
    {
        await administration.EnableAsync(Id, by, ct);
        return Done("Users.WasEnabled", CrmLinks.User(Id));
    }

    public async Task<IActionResult> OnPostResetPasswordAsync(CancellationToken ct)
    {
        invitation.Leave(TempData, Request, await administration.ResetPasswordAsync(Id, by, ct));
        return LocalRedirect(CrmLinks.User(Id));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Account = await queries.DetailsAsync(Id, by, ct);
        Departments = await choices.DepartmentsAsync(ct);
        Roles = await choices.RolesAsync(ct);
        if (Form.Version is null)
            Form = Account.Form;
        HasConflict = Form.Version != Account.Form.Version;
        return Page();
    }
}
