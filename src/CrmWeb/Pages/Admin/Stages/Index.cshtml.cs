using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;

namespace CrmWeb.Pages.Admin.Stages;

/// <summary>The pipeline in its order.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class IndexModel(StageQueries stages, StageService editing, UserScope by) : PageModel
{
    public IReadOnlyList<StageRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Rows = await stages.ReadAsync(by, ct);

    public Task<IActionResult> OnPostUpAsync(int stage, CancellationToken ct) => ReorderAsync(stage, RowMove.Up, ct);

    public Task<IActionResult> OnPostDownAsync(int stage, CancellationToken ct) => ReorderAsync(stage, RowMove.Down, ct);

    public Task<IActionResult> OnPostPlaceAsync(int stage, int? before, CancellationToken ct) => ReorderAsync(stage, RowMove.Before(before), ct);

    private async Task<IActionResult> ReorderAsync(int stage, RowMove move, CancellationToken ct)
    {
        await editing.ReorderAsync(stage, move, by, ct);
        return LocalRedirect(CrmLinks.Stages());
    }
}
