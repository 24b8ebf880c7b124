using System.Globalization;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Reports;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Reports;

/// <summary>One report; what it is asked for stands in the address.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class ReportModel(
    ReportCatalog reports, ReportConditions conditions, ReportNames names, OrganizationClock clock, UserScope by, IStringLocalizer<ReportsText> text) : PageModel, IFormPage
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

    /// <summary>The same as a file.</summary>
    /// <param name="format">Code of the format.</param>
    public string FileAddress(string format) => CrmLinks.ReportFile(Report.Code, format, Request.QueryString.Value ?? "");

    /// <summary>The days that are counted, and those they are compared with.</summary>
    public string Period => Result?.Period is not { } period ? text["Period.None"]
        : string.Join(" · ", new[]
        {
            period.First is { } first ? text["Period", ReportLinks.Day(first), ReportLinks.Day(period.Last)].Value : text["Period.Until", ReportLinks.Day(period.Last)].Value,
            Result.Before is { First: { } begin } before ? text["Period.Before", ReportLinks.Day(begin), ReportLinks.Day(before.Last)].Value : "",
            text["Zone"].Value,
        }.Where(part => part.Length > 0));

    string IFormPage.FormPrefix => "";

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (reports.Find(code) is not { } report)
            return NotFound();
        Report = report;
        Result = await report.ReadAsync(Filter, by, ct);
        return await RedisplayAsync(ct);
    }

    /// <summary>The tables as a file that every program reads.</summary>
    public Task<IActionResult> OnGetCsvAsync(string code, CancellationToken ct) =>
        FileAsync(code, ExportFormat.Csv, result => Task.FromResult(ReportCsv.Of(result)), ct);

    /// <summary>The tables as a workbook.</summary>
    public Task<IActionResult> OnGetXlsxAsync(string code, CancellationToken ct) =>
        FileAsync(code, ExportFormat.Workbook, result => ReportWorkbook.OfAsync(result, $"{Name} · {Period} · {by.Name}", ct), ct);

    /// <summary>The conditions alone where some of them cannot be read: what is wrong stands beside them.</summary>
    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Frame = new ListFrame(Request, "reports", CrmLinks.Report(Report.Code)) { Conditions = await conditions.OfAsync(Report, Filter, ct) };
        return Page();
    }

    private async Task<IActionResult> FileAsync(string code, string format, Func<ReportResult, Task<byte[]>> written, CancellationToken ct)
    {
        if (reports.Find(code) is not { } report)
            return NotFound();
        Report = report;
        Result = await report.ReadAsync(Filter, by, ct);
        return File(await written(Result), ExportFormat.MediaType(format), $"{code}-{clock.Today.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}.{format}");
    }
}
