using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;

namespace CrmWeb.Pages.Admin.Lists;

/// <summary>The entries below one, or at the top.</summary>
/// <param name="Open">Ids of the entries whose folds stand open.</param>
public sealed record Branch(ListTable Table, int? Parent, bool Active, IReadOnlySet<int> Open)
{
    public IEnumerable<ListItemRow> Rows => Table.Below(Parent).Where(r => r.IsActive == Active);
}

/// <summary>One list: its entries in order, with how often each is used.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class KindModel(ListAdminQueries lists, ListOrder upkeep, UserScope by) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    /// <summary>A word to look for.</summary>
    [FromQuery]
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public ListTable Table { get; private set; } = null!;

    public Branch Active { get; private set; } = null!;

    public Branch Retired => Active with { Active = false };

    /// <param name="at">The entry at which the page opens.</param>
    public async Task OnGetAsync(int? at, CancellationToken ct)
    {
        Table = (await lists.ReadAsync(Kind, by, ct)).Matching(Q);
        HashSet<int> open = Q is { Length: > 0 } ? [.. Table.Rows.Select(r => r.Id)] : [];
        for (var row = Table.Find(at); row is not null; row = Table.Find(row.ParentId))
            open.Add(row.Id);
        Active = new Branch(Table, null, true, open);
    }

    public Task<IActionResult> OnPostUpAsync(int item, CancellationToken ct) => ReorderAsync(item, RowMove.Up, ct);

    public Task<IActionResult> OnPostDownAsync(int item, CancellationToken ct) => ReorderAsync(item, RowMove.Down, ct);

    public Task<IActionResult> OnPostPlaceAsync(int item, int? before, CancellationToken ct) => ReorderAsync(item, RowMove.Before(before), ct);

    private async Task<IActionResult> ReorderAsync(int item, RowMove move, CancellationToken ct)
    {
        var traits = ListKinds.Find(Kind) ?? throw new CrmWeb.Core.Requests.NotFoundException();
        await upkeep.ReorderAsync(traits.Kind, item, move, by, ct);
        return LocalRedirect(CrmLinks.ListAt(Kind, item));
    }
}
