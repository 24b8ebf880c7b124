using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Admin.Stages;

/// <summary>The pipeline in its order.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class IndexModel(StageQueries stages, StageService editing, UserScope by) : PageModel
{
    public IReadOnlyList<StageRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Rows = await stages.ReadAsync(by, ct);

    public Task<IActionResult> OnPostUpAsync(int stage, CancellationToken ct) => ReorderAsync(stage, up: true, ct);

    public Task<IActionResult> OnPostDownAsync(int stage, CancellationToken ct) => ReorderAsync(stage, up: false, ct);

    private async Task<IActionResult> ReorderAsync(int stage, bool up, CancellationToken ct)
    {
        await editing.ReorderAsync(stage, up, by, ct);
        return LocalRedirect(CrmLinks.Stages());
    }
}
