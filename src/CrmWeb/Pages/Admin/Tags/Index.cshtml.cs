using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Tags;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;

namespace CrmWeb.Pages.Admin.Tags;

/// <summary>All tags in their groups.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class IndexModel(TagAdminQueries tags, TagOrder upkeep, UserScope by) : PageModel
{
    public IReadOnlyList<TagGroupRow> Groups { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Groups = await tags.ReadAsync(by, ct);

    public Task<IActionResult> OnPostUpAsync(int tag, CancellationToken ct) => ReorderAsync(tag, RowMove.Up, ct);

    public Task<IActionResult> OnPostDownAsync(int tag, CancellationToken ct) => ReorderAsync(tag, RowMove.Down, ct);

    public Task<IActionResult> OnPostGroupUpAsync(int group, CancellationToken ct) => ReorderGroupAsync(group, RowMove.Up, ct);

    public Task<IActionResult> OnPostGroupDownAsync(int group, CancellationToken ct) => ReorderGroupAsync(group, RowMove.Down, ct);

    public Task<IActionResult> OnPostPlaceAsync(int tag, int? before, CancellationToken ct) => ReorderAsync(tag, RowMove.Before(before), ct);

    public Task<IActionResult> OnPostPlaceGroupAsync(int group, int? before, CancellationToken ct) => ReorderGroupAsync(group, RowMove.Before(before), ct);

    private async Task<IActionResult> ReorderAsync(int tag, RowMove move, CancellationToken ct)
    {
        await upkeep.ReorderAsync(tag, move, by, ct);
        return LocalRedirect(CrmLinks.TagAt(tag));
    }

    private async Task<IActionResult> ReorderGroupAsync(int group, RowMove move, CancellationToken ct)
    {
        await upkeep.ReorderGroupAsync(group, move, by, ct);
        return LocalRedirect(CrmLinks.TagGroupAt(group));
    }
}
