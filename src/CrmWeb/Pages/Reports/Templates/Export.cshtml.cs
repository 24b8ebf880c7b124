using CrmWeb.Core.Exports;
using CrmWeb.Core.Reports;
using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.ReportTemplates.Figures;
using CrmWeb.Core.ReportTemplates.Subscriptions;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Reports.Templates;

/// <summary>What a template says, taken along as a file.</summary>
[Authorize(Policy = Permissions.CustomersExport)]
[EnableRateLimiting(RateLimits.Export)]
public sealed class ExportModel(TemplateQueries templates, TemplateRun runs, TemplateFiles files, UserScope by, IStringLocalizer<ExportsText> text) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty]
    public ReportExportForm Form { get; set; } = new();

    public TemplateRow Template { get; private set; } = null!;

    /// <summary>Null where it comes to more than can be read.</summary>
    public TemplateResult? Result { get; private set; }

    /// <summary>Whether there is anything to be sent.</summary>
    public bool IsReady => Result is { Hindrance: null };

    public IEnumerable<SelectListItem> Formats => TemplateFiles.FormatsOf(Result!).Select(code => new SelectListItem(text[$"Format.{code}"], code));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        return Page();
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        if (!IsReady)
            return Page();
        var file = await files.TakenAsync(Id, Template.Name, Result!, Form, by, ct);
        return File(file.Content, file.MediaType, file.Name);
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        if (Template is null)
            await ReadAsync(ct);
        return Page();
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        var found = await templates.ReadAsync(Id, by, ct);
        Template = found.Row;
        Result = await runs.ReadAsync(found.Row.Name, found.Row.Subject, found.Definition, new PageWanted(1, 1), by, ct);
    }
}
