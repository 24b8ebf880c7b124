using CrmWeb.Core.Organization;
using CrmWeb.Core.Targets;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Reports.Targets;

/// <summary>Sets the targets of a month in one form.</summary>
[Authorize(Policy = Permissions.TargetsWrite)]
public sealed class SetModel(TargetService targets, TargetSubjects subjects, UserScope by, IStringLocalizer<TargetsText> text) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public string? Month { get; set; }

    /// <summary>Only this one with its branch.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Department { get; set; }

    [BindProperty]
    public TargetForm Form { get; set; } = new();

    public TargetGrid Grid { get; private set; } = null!;

    public IReadOnlyList<DepartmentEntry> Departments { get; private set; } = [];

    /// <summary>Somebody else saved the same cells while the form was open.</summary>
    public bool HasConflict { get; private set; }

    /// <summary>The empty cells were filled with last month's targets.</summary>
    public bool IsCopied { get; private set; }

    public TargetWords Words { get; } = new(text);

    public async Task OnGetAsync(CancellationToken ct) => await ShowAsync(await targets.OpenAsync(Month, Department, by, ct), ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var clashes = await targets.SaveAsync(Month, Form, by, ct);
        if (clashes.Count == 0)
        {
            this.Toast(text["Saved"]);
            return LocalRedirect(CrmLinks.Targets(Month, Department));
        }

        // Saving again is then a decision made with both numbers in view.
        HasConflict = true;
        ModelState.Clear();
        foreach (var clash in clashes)
        {
            var theirs = clash.Saved is { } saved ? TargetWords.Whole(clash.Measure, saved) : text["State.None"].Value;
            ModelState.AddModelError($"Form.Rows[{clash.Row}].{clash.Measure}", text["Conflict.Cell", theirs]);
        }

        var page = (PageResult)await RedisplayAsync(ct);
        page.StatusCode = StatusCodes.Status409Conflict;
        return page;
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostCopyAsync(CancellationToken ct)
    {
        ModelState.Clear();
        IsCopied = true;
        return await ShowAsync(await targets.CopyAsync(Month, Form, by, ct), ct);
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct) => await ShowAsync(await targets.ReadAsync(Month, Form, by, ct), ct);

    private async Task<IActionResult> ShowAsync(TargetGrid grid, CancellationToken ct)
    {
        (Grid, Form, Departments) = (grid, grid.Form, await subjects.DepartmentsAsync(by, ct));
        return Page();
    }
}
