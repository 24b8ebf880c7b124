using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Lists;

/// <summary>Adds an entry to a list.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class NewModel(ListAdminQueries lists, ListService editing, UserScope by, IStringLocalizer<ListsText> text) : PageModel, IListItemPage
{
    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    [BindProperty]
    public ListItemForm Form { get; set; } = new();

    public ListTable Table { get; private set; } = null!;

    public ListItemForm? Saved => null;

    public IReadOnlyList<SelectListItem> Parents { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(int? parent, CancellationToken ct)
    {
        Form.Parent = parent;
        return RedisplayAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Table = await lists.ReadAsync(Kind, by, ct);
        var id = await editing.CreateAsync(Table.Traits.Kind, Form, by, ct);
        this.Toast(text["Item.Saved"]);
        return LocalRedirect(CrmLinks.ListAt(Kind, id));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Table = await lists.ReadAsync(Kind, by, ct);
        Parents = ListItemChoices.Parents(Table);
        return Page();
    }

    public string? Other(string? typed, string? saved, IReadOnlyList<SelectListItem>? items = null) => null;
}
