using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.ReportTemplates.Figures;
using CrmWeb.Infrastructure.Guards;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Reports.Templates;

/// <summary>What a template says to its reader now.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class DetailsModel(TemplateQueries templates, TemplateRun runs, UserScope by) : PageModel, IFormPage
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

    /// <summary>As a file it leaves for those alone who may export.</summary>
    public bool MayTakeAlong => Result is { Hindrance: null } && by.Has(Permissions.CustomersExport);

    string IFormPage.FormPrefix => "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await ReadAsync(PageWanted.Of(P, Size), ct);
        return Page();
    }

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
}
