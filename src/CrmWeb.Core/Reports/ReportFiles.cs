using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports;

/// <summary>How a report is to be taken along, and what for.</summary>
public sealed class ReportExportForm
{
    /// <summary>Code of a format.</summary>
    public string? Format { get; set; } = ExportFormat.Workbook;

    /// <summary>What the file is needed for.</summary>
    public string? Reason { get; set; }
}

/// <summary>A report as its reader saw it.</summary>
/// <param name="Title">Its name in the reader's language.</param>
/// <param name="Query">What was asked of it, as it stands in the address, without a question mark.</param>
/// <param name="Period">The days it is about, in words.</param>
/// <param name="Conditions">What else it was asked for, in words.</param>
public sealed record ReportCopy(string Code, string Title, string Query, string Period, IReadOnlyList<string> Conditions, ReportResult Result);

/// <summary>A report that may leave: it is noted already.</summary>
/// <param name="Name">Report, user and time; what a file system does not take is for the caller to replace.</param>
public sealed record ReportFile(string Name, string MediaType, byte[] Content);

/// <summary>Lets reports be taken along as files, by the rules of lists: who may, how much, what for, noted before it leaves.</summary>
public sealed class ReportFiles(ExportService exports, IStringLocalizer<ReportsText> text)
{
    private const string Between = " · ";

    /// <exception cref="NotFoundException">The user may not export.</exception>
    /// <exception cref="ValidationException">There is no reason, no such format, or there are too many rows for it.</exception>
    public async Task<ReportFile> BeginAsync(ReportCopy report, ReportExportForm form, UserScope by, CancellationToken ct)
    {
        var reason = exports.Allow(form.Format, ExportFormat.OfReports, form.Reason, by);
        var rows = report.Result.Tables.Sum(t => t.Rows.Count);
        if (rows > exports.MostRows)
            throw Refusal.Of(exports.TooMany(rows));
        if (form.Format == ExportFormat.Pdf && ReportPdf.Cells(report.Result) > ReportPdf.MostCells)
            throw Refusal.Of(nameof(form.Format), text["Error.PdfTooLong"]);
        var stamp = await exports.StampAsync(rows, reason, by, ct);
        var content = await WriteAsync(report, form.Format!, stamp.Mark, ct);
        await exports.NoteAsync(new ExportNote($"reports/{report.Code}", report.Query, "", form.Format!, reason, rows), by, ct);
        return new ReportFile(
            string.Create(CultureInfo.InvariantCulture, $"{report.Title}-{stamp.UserName}-{stamp.At:yyyyMMdd-HHmmss}.{form.Format}"), ExportFormat.MediaType(form.Format!), content);
    }

    private async Task<byte[]> WriteAsync(ReportCopy report, string format, string mark, CancellationToken ct)
    {
        if (format == ExportFormat.Pdf)
            return await ReportPdf.OfAsync(report, mark, text, ct);
        var whole = string.Join(Between, [report.Title, report.Period, .. report.Conditions, mark]);
        return format == ExportFormat.Csv ? ReportCsv.Of(report.Result, whole) : await ReportWorkbook.OfAsync(report.Result, whole, ct);
    }
}
