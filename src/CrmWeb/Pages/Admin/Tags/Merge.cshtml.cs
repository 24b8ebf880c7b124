using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Tags;

/// <summary>What merging a tag into another will do, and the merge itself.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class MergeModel(TagAdminQueries tags, TagMerge merging, UserScope by, IStringLocalizer<TagsText> text) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    /// <summary>The tag that takes over.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Into { get; set; }

    public string FormPrefix => "";

    public TagRow Tag { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Winners { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var customers = await merging.MergeAsync(Id, Into, by, ct);
        var groups = await tags.ReadAsync(by, ct);
        this.Toast(text["Merge.Done", groups.Tag(Id).Name, groups.Tag(Into!.Value).Name, customers]);
        return LocalRedirect(CrmLinks.TagAt(Into.Value));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        var groups = await tags.ReadAsync(by, ct);
        Tag = groups.Tag(Id);
        Winners = groups.Winners(Tag);
        return Page();
    }
}
