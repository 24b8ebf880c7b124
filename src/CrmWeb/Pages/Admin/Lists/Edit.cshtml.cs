using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Lists;

/// <summary>One entry of a list: its names, who uses it, its end in favour of another.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class EditModel(
    ListAdminQueries lists, ListService editing, ListOrder upkeep, StoredChoices stored, UserScope by, IStringLocalizer<ListsText> text) : EditPage(text), IListItemPage
{
    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    [BindProperty]
    public ListItemForm Form { get; set; } = new();

    public ListTable Table { get; private set; } = null!;

    public ListItemRow Row { get; private set; } = null!;

    public ListItemForm? Saved { get; private set; }

    public IReadOnlyList<SelectListItem> Parents { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Winners { get; private set; } = [];

    public IReadOnlyList<Usage> Uses { get; private set; } = [];

    private ListKind ListKind => ListKinds.Find(Kind)?.Kind ?? throw new NotFoundException();

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await editing.ChangeAsync(ListKind, Id, Form, by, ct);
        return Done("Item.Saved", CrmLinks.ListAt(Kind, Id));
    }

    public async Task<IActionResult> OnPostRetireAsync(CancellationToken ct)
    {
        await upkeep.RetireAsync(ListKind, Id, by, ct);
        return Done("Item.Retired", CrmLinks.ListAt(Kind, Id));
    }

    public async Task<IActionResult> OnPostReviveAsync(CancellationToken ct)
    {
        await upkeep.ReviveAsync(ListKind, Id, by, ct);
        return Done("Item.Revived", CrmLinks.ListAt(Kind, Id));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Table = await lists.ReadAsync(Kind, by, ct);
        Row = Table.Row(Id);
        Uses = await lists.UsesAsync(Id, by, ct);
        Saved = ListItemChoices.FormOf(Table, Row);
        Parents = ListItemChoices.Parents(Table, Row, stored);
        Winners = ListItemChoices.Winners(Table, Row);
        if (Form.Version == Guid.Empty)
            Form = Saved;
        HasConflict = Form.Version != Saved.Version;
        return Page();
    }
}
