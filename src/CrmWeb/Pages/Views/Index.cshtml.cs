using CrmWeb.Core.SavedViews;
using CrmWeb.Pages.Lists;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace CrmWeb.Pages.Views;

/// <summary>All views one sees: pinned, default, to be changed; and how a list is to look.</summary>
[Authorize(Policy = CrmPolicies.SignedIn)]
public sealed class IndexModel(SavedViewQueries queries, SavedViewService views, ListLayouts layouts, UserScope by) : PageModel
{
    public IReadOnlyList<SavedViewRow> Views { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Views = await queries.AllAsync(by, ct);

    public async Task<IActionResult> OnPostChooseAsync(int id, bool? pinned, bool? isDefault, CancellationToken ct)
    {
        if (pinned is { } pins)
            await views.PinAsync(id, pins, by, ct);
        if (isDefault is { } opens)
            await views.SetDefaultAsync(id, opens, by, ct);
        return LocalRedirect(CrmLinks.Views());
    }

    /// <summary>
    /// Keeps which columns of a list its reader wants, in which order and how wide. A script that drags a column wants no page; without one
    /// each press of a button moves a column one place.
    /// </summary>
    public async Task<IActionResult> OnPostLayoutAsync(string? list, string[] cols, bool dense, string? back, string? up, string? down, CancellationToken ct)
    {
        var address = ListPlaces.AddressOf(list);
        back = back?.StartsWith(address, StringComparison.Ordinal) == true ? back : address;
        if ((up ?? down) is { } moved)
            (cols, back) = ([.. ColumnLayout.Moved(cols, moved, isUp: up is not null)], QueryHelpers.AddQueryString(back, ListFrame.Opened, ColumnLayout.Editor));
        await layouts.KeepAsync(list!, string.Join(',', cols), dense, by, ct);
        return Request.Headers.ContainsKey("X-CSRF-TOKEN") ? new NoContentResult() : LocalRedirect(Url.LocalOr(back, address));
    }
}
