using CrmWeb.Core.SavedViews;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Lists;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Views;

/// <summary>Gives what a list shows a name.</summary>
[Authorize(Policy = CrmPolicies.SignedIn)]
public sealed class NewModel(SavedViewService views, SavedViewQueries queries, UserScope by, IStringLocalizer<SavedViewsText> text) : PageModel, IFormPage, IViewFormPage
{
    /// <summary>Code of the list.</summary>
    [BindProperty(SupportsGet = true, Name = "list")]
    public string? List { get; set; }

    /// <summary>The query to be saved.</summary>
    [BindProperty(SupportsGet = true, Name = "query")]
    public string? Query { get; set; }

    [BindProperty]
    public SavedViewForm Form { get; set; } = new();

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    public string BackAddress => ListPlaces.AddressOf(List) + (string.IsNullOrEmpty(Form.Query) ? "" : $"?{Form.Query}");

    public Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Form.CreationKey = Guid.NewGuid();
        Form.Query = Query?.Length > SavedView.QueryMax ? throw new BadQueryException("query") : Query;
        return RedisplayAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        _ = ListPlaces.AddressOf(List);
        var id = await views.SaveAsync(List!, Form, by, ct);
        this.Toast(text["Toast.Saved"]);
        return LocalRedirect(ListPlaces.AddressOf(List!, id, Form.Query ?? ""));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        _ = ListPlaces.AddressOf(List);

        // Once it was said that this form was saved before, what it says now may become a view of its own.
        if (ModelState[""]?.Errors.Count > 0)
            Form.CreationKey = Guid.NewGuid();
        Departments = [.. (await queries.OpenToAsync(by, ct)).Select(d => new SelectListItem(d.Path, $"{d.Id}"))];
        return Page();
    }
}
