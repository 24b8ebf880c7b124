using CrmWeb.Core.Files;
using CrmWeb.Core.Files.Settings;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Files;

/// <summary>How large files may be and of which formats.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class IndexModel(FileSettingsService settings, UserScope by, IStringLocalizer<FilesText> text) : EditPage(text), IFormPage
{
    [BindProperty]
    public FileSettingsForm Form { get; set; } = new();

    /// <summary>The settings as they are now.</summary>
    public FileSettingsForm Present { get; private set; } = new();

    public async Task OnGetAsync(CancellationToken ct) => Form = Present = await OpenAsync(ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await settings.SaveAsync(Form, by, ct);
        return Done("Settings.Saved", CrmLinks.FileSettings());
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Present = await OpenAsync(ct);
        HasConflict = Form.Version != Present.Version;
        return Page();
    }

    /// <summary>Which formats are allowed now, where the open form differs.</summary>
    public string? OtherFormats()
    {
        var (typed, saved) = (Allowed(Form), Allowed(Present));
        return Other(string.Join(',', typed), string.Join(',', saved), string.Join(" · ", saved.Select(code => text[$"Format.{code}"].Value)));
    }

    private static List<string> Allowed(FileSettingsForm form) => [.. FileFormat.All.Select(f => f.Code).Where(form.Formats.Contains)];

    private async Task<FileSettingsForm> OpenAsync(CancellationToken ct) => FileSettingsForm.Of(await settings.ReadAsync(ct));
}
