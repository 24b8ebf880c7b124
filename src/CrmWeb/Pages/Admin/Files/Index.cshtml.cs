using CrmWeb.Core.Files;
using CrmWeb.Core.Files.Settings;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Files;

/// <summary>How large files may be and of which formats.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class IndexModel(FileSettingsService settings, UserScope by, IStringLocalizer<FilesText> text) : PageModel, IFormPage
{
    [BindProperty]
    public FileSettingsForm Form { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct) => Form = FileSettingsForm.Of(await settings.ReadAsync(ct));

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await settings.SaveAsync(Form, by, ct);
        this.Toast(text["Settings.Saved"]);
        return LocalRedirect(CrmLinks.FileSettings());
    }

    /// <summary>What was typed stays; saved again it counts, also over what somebody else saved meanwhile.</summary>
    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Form.Version = (await settings.ReadAsync(ct)).Version;
        return Page();
    }
}
