using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Account;

/// <summary>One's own account: name, mobile number, language, password.</summary>
[Authorize(Policy = CrmPolicies.SignedIn)]
public sealed class ProfileModel(
    OwnAccount account, SignInManager<CrmUser> sessions, DepartmentTree departments, RoleDirectory roles, UserScope by,
    IStringLocalizer<OrganizationText> text) : PageModel, IFormPage
{
    [BindProperty]
    public ProfileForm Form { get; set; } = new();

    [BindProperty]
    public PasswordForm Password { get; set; } = new();

    public string FormPrefix => ChangesPassword ? nameof(Password) : nameof(Form);

    public string UserName { get; private set; } = "";

    public string? EmployeeNumber { get; private set; }

    public string Department { get; private set; } = "";

    public string Role { get; private set; } = "";

    public IReadOnlyList<SelectListItem> Languages { get; } =
        [new("中文", InterfaceCultures.Chinese), new("English", InterfaceCultures.English)];

    private bool ChangesPassword => Request.Query["handler"] == "password";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await FillAsync(ct);
        return await RedisplayAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var user = await account.ChangeProfileAsync(Form, by, ct);
        await sessions.RefreshSignInAsync(user);
        LanguageCookie.Keep(Response, user.Culture);
        this.Toast(text["Profile.Saved"]);
        return LocalRedirect(CrmLinks.Profile());
    }

    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken ct)
    {
        await sessions.RefreshSignInAsync(await account.ChangePasswordAsync(Password, by, ct));
        this.Toast(text["Profile.PasswordChanged"]);
        return LocalRedirect(CrmLinks.Profile());
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        if (ChangesPassword)
            await FillAsync(ct);
        var user = await account.GetAsync(by, ct);
        UserName = user.UserName!;
        EmployeeNumber = user.EmployeeNumber;
        Department = (await departments.GetAsync(ct)).ById(user.DepartmentId)?.Path ?? "";
        Role = (await roles.GetAsync(ct)).ById(user.RoleId).Name;
        return Page();
    }

    private async Task FillAsync(CancellationToken ct)
    {
        var user = await account.GetAsync(by, ct);
        Form = new ProfileForm { DisplayName = user.DisplayName, Mobile = user.Mobile, Mail = user.Email, Culture = user.Culture };
    }
}
