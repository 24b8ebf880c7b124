using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Tags.Groups;

/// <summary>Adds a group of tags.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class NewModel(TagService editing, UserScope by, IStringLocalizer<TagsText> text) : PageModel, IFormPage
{
    [BindProperty]
    public TagGroupForm Form { get; set; } = new();

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = await editing.CreateGroupAsync(Form, by, ct);
        this.Toast(text["Tag.Saved"]);
        return LocalRedirect(CrmLinks.TagGroupAt(id));
    }

    public Task<IActionResult> RedisplayAsync(CancellationToken ct) => Task.FromResult<IActionResult>(Page());
}
