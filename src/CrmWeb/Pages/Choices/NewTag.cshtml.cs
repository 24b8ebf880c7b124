using CrmWeb.Core.ReferenceData.Tags;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Choices;

/// <summary>Makes a tag where somebody was about to choose one. Names and colour can be mended on the page of tags.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class NewTagModel(TagService tags, TagCatalog catalog, UserScope by) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Id of the group it is added to.</summary>
    [BindProperty]
    public int? Group { get; set; }

    public IActionResult OnGet() => NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = await tags.CreateNamedAsync(Name, Group, by, ct);
        var made = (await catalog.GetAsync(ct)).ById(id)!;
        if (Request.Headers.Accept != "application/json")
            return LocalRedirect(CrmLinks.Tags());
        return new JsonResult(new { value = made.Code, text = made.Name, colour = made.Colour, group = made.GroupName });
    }
}
