using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Stages;

/// <summary>Adds a stage to the pipeline.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class NewModel(StageService editing, UserScope by, IStringLocalizer<PipelineText> text) : PageModel, IStagePage
{
    [BindProperty]
    public StageDefinition Form { get; set; } = new() { Kind = StageKind.Open, Colour = "blue" };

    public StageDefinition? Saved => null;

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await editing.CreateAsync(Form, by, ct);
        this.Toast(text["Stage.Saved"]);
        return LocalRedirect(CrmLinks.Stages());
    }

    public Task<IActionResult> RedisplayAsync(CancellationToken ct) => Task.FromResult<IActionResult>(Page());

    public string? Other(string? typed, string? saved, string? shown = null) => null;
}
