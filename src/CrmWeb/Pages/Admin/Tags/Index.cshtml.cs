using CrmWeb.Core.ReferenceData.Tags;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Admin.Tags;

/// <summary>All tags in their groups.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class IndexModel(TagAdminQueries tags, TagOrder upkeep, UserScope by) : PageModel
{
    public IReadOnlyList<TagGroupRow> Groups { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Groups = await tags.ReadAsync(by, ct);

    public Task<IActionResult> OnPostUpAsync(int tag, CancellationToken ct) => ReorderAsync(tag, up: true, ct);

    public Task<IActionResult> OnPostDownAsync(int tag, CancellationToken ct) => ReorderAsync(tag, up: false, ct);

    public Task<IActionResult> OnPostGroupUpAsync(int group, CancellationToken ct) => ReorderGroupAsync(group, up: true, ct);

    public Task<IActionResult> OnPostGroupDownAsync(int group, CancellationToken ct) => ReorderGroupAsync(group, up: false, ct);

    private async Task<IActionResult> ReorderAsync(int tag, bool up, CancellationToken ct)
    {
        await upkeep.ReorderAsync(tag, up, by, ct);
        return LocalRedirect(CrmLinks.TagAt(tag));
    }

    private async Task<IActionResult> ReorderGroupAsync(int group, bool up, CancellationToken ct)
    {
        await upkeep.ReorderGroupAsync(group, up, by, ct);
        return LocalRedirect(CrmLinks.TagGroupAt(group));
    }
}
