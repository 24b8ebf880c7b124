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

/// <summary>Renames, shares, renews and deletes a view.</summary>
[Authorize(Policy = CrmPolicies.SignedIn)]
public sealed class EditModel(SavedViewService views, SavedViewQueries queries, UserScope by, IStringLocalizer<SavedViewsText> text) : PageModel, IFormPage, IViewFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty]
    public SavedViewForm Form { get; set; } = new();

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        (_, Form) = await queries.FormAsync(Id, by, ct);
        return await RedisplayAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await views.ChangeAsync(Id, Form, by, ct);
        this.Toast(text["Toast.Saved"]);
        return LocalRedirect(CrmLinks.Views());
    }

    /// <summary>The view shows from now on what its list shows.</summary>
    public async Task<IActionResult> OnPostShowAsync(string? query, CancellationToken ct)
    {
        await views.ShowAsync(Id, query, by, ct);
        this.Toast(text["Toast.Saved"]);
        var (list, form) = await queries.FormAsync(Id, by, ct);
        return LocalRedirect(ListPlaces.AddressOf(list, Id, form.Query ?? ""));
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        await views.DeleteAsync(Id, by, ct);
        this.Toast(text["Toast.Deleted"]);
        return LocalRedirect(CrmLinks.Views());
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        _ = await queries.FormAsync(Id, by, ct);
        Departments = [.. (await queries.OpenToAsync(by, ct)).Select(d => new SelectListItem(d.Path, $"{d.Id}"))];
        return Page();
    }
}
