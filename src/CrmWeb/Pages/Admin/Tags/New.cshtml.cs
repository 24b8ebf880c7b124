using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Tags;

/// <summary>Adds a tag.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class NewModel(TagAdminQueries tags, TagService editing, UserScope by, IStringLocalizer<TagsText> text) : PageModel, IFormPage
{
    [BindProperty]
    public TagForm Form { get; set; } = new() { Colour = "blue" };

    public IReadOnlyList<SelectListItem> Groups { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(int? group, CancellationToken ct)
    {
        Form.Group = group;
        return RedisplayAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = await editing.CreateAsync(Form, by, ct);
        this.Toast(text["Tag.Saved"]);
        return LocalRedirect(CrmLinks.TagAt(id));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Groups = (await tags.ReadAsync(by, ct)).Groups();
        return Page();
    }
}
