using CrmWeb.Core.Health;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Health;

/// <summary>What each part of the health score counts; tried on real customers before it is saved.</summary>
[Authorize(Policy = Permissions.AdminRules)]
public sealed class IndexModel(HealthSettingsService settings, UserScope by, IStringLocalizer<HealthText> text) : EditPage(text), IFormPage
{
    [BindProperty]
    public HealthSettingsForm Form { get; set; } = new();

    /// <summary>The weights as they are now.</summary>
    public HealthSettingsForm Present { get; private set; } = new();

    /// <summary>What the weights of the form make of some customers; null where they cannot be read.</summary>
    public IReadOnlyList<HealthPreviewRow>? Tried { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Form = Present = await settings.OpenAsync(by, ct);
        Tried = await settings.PreviewAsync(Form, by, ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await settings.SaveAsync(Form, by, ct);
        return Done("Settings.Saved", CrmLinks.HealthSettings());
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostTryAsync(CancellationToken ct)
    {
        Tried = await settings.PreviewAsync(Form, by, ct);
        return await RedisplayAsync(ct);
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Present = await settings.OpenAsync(by, ct);
        HasConflict = Form.Version != Present.Version;
        return Page();
    }
}
