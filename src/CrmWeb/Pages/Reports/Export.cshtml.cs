using CrmWeb.Core.Exports;
using CrmWeb.Core.Files;
using CrmWeb.Core.Reports;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Lists;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Reports;

/// <summary>A report taken along as a file: the query of its address says what it is about.</summary>
[Authorize(Policy = Permissions.CustomersExport)]
[EnableRateLimiting(RateLimits.Export)]
public sealed class ExportModel(
    ReportCatalog reports, ReportFiles files, ReportConditions conditions, ReportNames names, ConditionWords words, UserScope by, IStringLocalizer<ExportsText> text, IStringLocalizer<ListText> listed)
    : PageModel, IFormPage
{
    private ListFrame? frame;

    /// <summary>Code of the report.</summary>
    [FromRoute]
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "")]
    public ReportFilter Filter { get; set; } = new();

    [BindProperty]
    public ReportExportForm Form { get; set; } = new();

    public IReport Report { get; private set; } = null!;

    /// <summary>Null where the conditions cannot be read.</summary>
    public ReportResult? Result { get; private set; }

    public string Name => names.Of(Report);

    public string Period => Result is { } result ? names.PeriodOf(Report, result) : "";

    /// <summary>What is asked of the report besides its days, in words.</summary>
    public IReadOnlyList<string> Conditions => frame is null ? [] :
        [.. frame.Conditions.Where(c => frame.IsInForce(c) && c is not DaysCondition).Select(c => listed["Chip", c.Label, words.Of(c, frame)].Value)];

    public IEnumerable<SelectListItem> Formats => ExportFormat.OfReports.Select(code => new SelectListItem(text[$"Format.{code}"], code));

    public string ReportAddress => CrmLinks.Report(Code) + Request.QueryString;

    public string Address => CrmLinks.ReportExport(Code, Request.QueryString.Value ?? "");

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        return Page();
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        var copy = new ReportCopy(Code, Name, Request.QueryString.Value?.TrimStart('?') ?? "", Period, Conditions, Result!);
        var file = await files.BeginAsync(copy, Form, by, ct);
        return File(file.Content, file.MediaType, FileNames.Clean(file.Name.Replace('/', '_').Replace('\\', '_')));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        if (Result is null)
        {
            try
            {
                await ReadAsync(ct);
            }
            catch (FluentValidation.ValidationException)
            {
                // Said already; without its tables there is nothing to be sent.
            }
        }

        return Page();
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        Report = reports.Find(Code) ?? throw new NotFoundException();
        frame = new ListFrame(Request, "reports", CrmLinks.Report(Code)) { Conditions = await conditions.OfAsync(Report, Filter, ct) };
        Result = await Report.ReadAsync(Filter, by, ct);
    }
}
