using CrmWeb.Core.Reports;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Reports;

/// <summary>One report; what it is asked for stands in the address.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class ReportModel(ReportCatalog reports, ReportConditions conditions, ReportNames names, UserScope by) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true, Name = "")]
    public ReportFilter Filter { get; set; } = new();

    public IReport Report { get; private set; } = null!;

    public string Name => names.Of(Report);

    public string Help => names.HelpOf(Report);

    public ListFrame Frame { get; private set; } = null!;

    /// <summary>Null where the conditions cannot be read.</summary>
    public ReportResult? Result { get; private set; }

    public IReadOnlyList<ReportTable> Tables => Result?.Tables ?? [];

    /// <summary>Where the report is taken along as a file; null where it is not.</summary>
    public string? Export => Result is not null && by.Has(Permissions.CustomersExport) ? CrmLinks.ReportExport(Report.Code, Request.QueryString.Value ?? "") : null;

    public string Period => Result is { } result ? names.PeriodOf(Report, result) : "";

    string IFormPage.FormPrefix => "";

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (reports.Find(code) is not { } report)
            return NotFound();
        Report = report;
        Result = await report.ReadAsync(Filter, by, ct);
        return await RedisplayAsync(ct);
    }

    /// <summary>The conditions alone where some of them cannot be read: what is wrong stands beside them.</summary>
    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Frame = new ListFrame(Request, "reports", CrmLinks.Report(Report.Code)) { Conditions = await conditions.OfAsync(Report, Filter, ct) };
        return Page();
    }
}
