using CrmWeb.Core.Organization;
using CrmWeb.Core.Targets;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Reports.Targets;

/// <summary>Sets the targets of a month in one form.</summary>
[Authorize(Policy = Permissions.TargetsWrite)]
public sealed class SetModel(TargetService targets, TargetSubjects subjects, UserScope by, IStringLocalizer<TargetsText> text) : PageModel, IFormPage
{
    private const int MonthsBack = 12;

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

    /// <summary>The month whose targets are copied.</summary>
    [BindProperty]
    public string? From { get; set; }

    /// <summary>The months before, the nearest first.</summary>
    public IEnumerable<SelectListItem> Sources => Enumerable.Range(1, MonthsBack).Select(i => Grid.Month.Plus(-i)).Distinct().Select(m => new SelectListItem(Words.Month(m), m.Code, m.Code == From));

    /// <summary>What was copied, in a sentence; null where nothing was asked for.</summary>
    public string? Copied => Grid.Copied is not { } copied ? null
        : text[copied.Cells == 0 ? "Copied.None" : "Copied", Words.Month(copied.From), copied.Cells].Value;

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
        return await ShowAsync(await targets.CopyAsync(Month, From, Form, by, ct), ct);
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct) => await ShowAsync(await targets.ReadAsync(Month, Form, by, ct), ct);

    private async Task<IActionResult> ShowAsync(TargetGrid grid, CancellationToken ct)
    {
        (Grid, Form, Departments) = (grid, grid.Form, await subjects.DepartmentsAsync(by, ct));
        return Page();
    }
}
