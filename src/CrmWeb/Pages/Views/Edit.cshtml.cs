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
public sealed class EditModel(SavedViewService views, SavedViewQueries queries, UserScope by, IStringLocalizer<SavedViewsText> text) : EditPage(text), IFormPage, IViewFormPage
{
    [BindProperty]
    public SavedViewForm Form { get; set; } = new();

    /// <summary>The view as it is now.</summary>
    public SavedViewForm Saved { get; private set; } = new();

    public string? OtherName => Other(Form.Name, Saved.Name);

    public string? OtherDepartments => Other(Named(Form), Named(Saved));

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await views.ChangeAsync(Id, Form, by, ct);
        return Done("Toast.Saved", CrmLinks.Views());
    }

    /// <summary>The view shows from now on what its list shows.</summary>
    public async Task<IActionResult> OnPostShowAsync(string? query, CancellationToken ct)
    {
        await views.ShowAsync(Id, query, by, ct);
        var (list, form) = await queries.FormAsync(Id, by, ct);
        return Done("Toast.Saved", ListPlaces.AddressOf(list, Id, form.Query ?? ""));
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        await views.DeleteAsync(Id, by, ct);
        return Done("Toast.Deleted", CrmLinks.Views());
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        (_, Saved) = await queries.FormAsync(Id, by, ct);
        if (Form.Version == Guid.Empty)
            Form = Saved;
        HasConflict = Form.Version != Saved.Version;
        if (HasConflict)
            Form.Query = Saved.Query; // nobody types it: what the list was told to show meanwhile stays
        Departments = [.. (await queries.OpenToAsync(by, ct)).Select(d => new SelectListItem(d.Path, $"{d.Id}"))];
        return Page();
    }

    private string Named(SavedViewForm form) =>
        string.Join(" · ", Departments.Where(d => form.Departments.Exists(id => d.Value == $"{id}")).Select(d => d.Text));
}
