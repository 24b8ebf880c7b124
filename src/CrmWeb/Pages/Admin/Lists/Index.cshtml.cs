using CrmWeb.Core.ReferenceData.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Admin.Lists;

/// <summary>The lists there are.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class IndexModel(ListAdminQueries lists, UserScope by) : PageModel
{
    public IReadOnlyList<ListSummary> Lists { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Lists = await lists.ListsAsync(by, ct);
}
