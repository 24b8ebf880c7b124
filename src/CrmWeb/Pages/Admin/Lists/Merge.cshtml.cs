using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Lists;

/// <summary>What merging an entry into another will do, and the merge itself.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class MergeModel(ListAdminQueries lists, ListMerge merging, UserScope by, IStringLocalizer<ListsText> text) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    /// <summary>The entry that takes over.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Into { get; set; }

    public string FormPrefix => "";

    public ListTable Table { get; private set; } = null!;

    public ListItemRow Row { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Winners { get; private set; } = [];

    public IReadOnlyList<Usage> Uses { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Table = await lists.ReadAsync(Kind, by, ct);
        var rows = await merging.MergeAsync(Table.Traits.Kind, Id, Into, by, ct);
        this.Toast(text["Merge.Done", Table.Row(Id).Name, Table.Row(Into!.Value).Name, rows]);
        return LocalRedirect(CrmLinks.ListAt(Kind, Into.Value));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Table = await lists.ReadAsync(Kind, by, ct);
        Row = Table.Row(Id);
        Uses = await lists.UsesAsync(Id, by, ct);
        Winners = ListItemChoices.Winners(Table, Row);
        return Page();
    }
}
