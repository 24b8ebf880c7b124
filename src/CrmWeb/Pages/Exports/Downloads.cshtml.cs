using CrmWeb.Core.Downloads;
using CrmWeb.Core.Exports;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Exports;

/// <summary>One's exports in the background: how far they are, and their files.</summary>
[Authorize(Policy = Permissions.CustomersExport)]
public sealed class DownloadsModel(DownloadQueries queries, DownloadService downloads, UserScope by, IStringLocalizer<ExportsText> text) : PageModel
{
    public IReadOnlyList<DownloadRow> Rows { get; private set; } = [];

    /// <summary>Whether it changes by itself.</summary>
    public bool IsUnderWay => Rows.Any(r => r.IsOpen);

    public async Task OnGetAsync(CancellationToken ct) => Rows = await queries.ListAsync(by, ct);

    public async Task<IActionResult> OnPostDeleteAsync(Guid file, CancellationToken ct)
    {
        await downloads.RemoveAsync(file, by, ct);
        this.Toast(text["Mine.Deleted"]);
        return LocalRedirect(CrmLinks.Downloads());
    }
}
