using CrmWeb.Core.Exports;
using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.ReportTemplates.Figures;
using CrmWeb.Core.ReportTemplates.Subscriptions;
using CrmWeb.Infrastructure.Guards;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Reports.Templates;

/// <summary>What a template says to its reader now.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class DetailsModel(TemplateQueries templates, TemplateRun runs, TemplateFiles files, UserScope by) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public string? P { get; set; }

    [BindProperty(SupportsGet = true, Name = "size")]
    public string? Size { get; set; }

    public TemplateView Template { get; private set; } = null!;

    /// <summary>Null where it comes to more than can be read.</summary>
    public TemplateResult? Result { get; private set; }

    public TemplateShown? Shown => Result is { } result ? new TemplateShown(Template.Row.Subject, result) : null;

    /// <summary>Rows leave as files for those alone who may take lists along.</summary>
    public bool MayTakeAlong => Result is { Hindrance: null } && (Result.List is null || by.Has(Permissions.CustomersExport));

    string IFormPage.FormPrefix => "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await ReadAsync(PageWanted.Of(P, Size), ct);
        return Page();
    }

    /// <summary>The same as a file that every program reads.</summary>
    public Task<IActionResult> OnGetCsvAsync(CancellationToken ct) => FileAsync(ExportFormat.Csv, ct);

    /// <summary>The same as a workbook.</summary>
    public Task<IActionResult> OnGetXlsxAsync(CancellationToken ct) => FileAsync(ExportFormat.Workbook, ct);

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Template = await templates.ReadAsync(Id, by, ct);
        return Page();
    }

    private async Task ReadAsync(PageWanted page, CancellationToken ct)
    {
        Template = await templates.ReadAsync(Id, by, ct);
        Result = await runs.ReadAsync(Template.Row.Name, Template.Row.Subject, Template.Definition, page, by, ct);
    }

    private async Task<IActionResult> FileAsync(string format, CancellationToken ct)
    {
        await ReadAsync(new PageWanted(1, 1), ct);
        if (Result!.Hindrance is not null)
            return Page();
        var file = await files.OfAsync(Id, Template.Row.Name, Result, format, by, ct);
        return File(file.Content, file.MediaType, file.Name);
    }
}
