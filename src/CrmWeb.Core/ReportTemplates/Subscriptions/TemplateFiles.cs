using System.Globalization;
using System.Runtime.CompilerServices;
using CrmWeb.Core.Access;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Files;
using CrmWeb.Core.Reports;
using CrmWeb.Core.ReportTemplates.Figures;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReportTemplates.Subscriptions;

/// <summary>A file of what a template says.</summary>
public sealed record TemplateFile(string Name, string MediaType, byte[] Content);

/// <summary>Writes what a template says into files, in the language of the moment. Whatever leaves is noted in the change log, as of every list and report.</summary>
public sealed class TemplateFiles(ExportService exports, ReportFiles reports, IStringLocalizer<TemplatesText> text)
{
    /// <summary>A list with more rows is no file; lists of that size are exported from where they stand.</summary>
    public const int MostRows = 20_000;

    /// <summary>Formats in which it is taken along: figures are reports.</summary>
    public static IReadOnlyList<string> FormatsOf(TemplateResult result) => result.Report is null ? ExportFormat.Codes : ExportFormat.OfReports;

    /// <summary>For who takes it along now.</summary>
    /// <param name="title">What the template is called.</param>
    /// <param name="result">One that says something.</param>
    /// <exception cref="NotFoundException">The reader may not export.</exception>
    /// <exception cref="ValidationException">There is no reason, no such format, or there are too many rows.</exception>
    public async Task<TemplateFile> TakenAsync(int templateId, string title, TemplateResult result, ReportExportForm form, UserScope by, CancellationToken ct)
    {
        if (result.Report is { } report)
        {
            var file = await reports.BeginAsync(new ReportCopy(Code(templateId), title, "", "", result.Conditions, report), form, by, ct);
            return new TemplateFile(Clean(file.Name), file.MediaType, file.Content);
        }

        var reason = exports.Allow(form.Format, ExportFormat.Codes, form.Reason, by);
        return await ListAsync(templateId, title, result, form.Format!, reason, by, ct);
    }

    /// <summary>For who gets it by mail: figures for whoever reads them, rows for those alone who may take lists along.</summary>
    /// <inheritdoc cref="TakenAsync" path="/param"/>
    /// <exception cref="NotFoundException">It lists rows, and the reader may not take lists along.</exception>
    /// <exception cref="ValidationException">There are too many rows.</exception>
    public async Task<TemplateFile> MailedAsync(int templateId, string title, TemplateResult result, UserScope by, CancellationToken ct)
    {
        var reason = text["Reason.Mailed"].Value;
        if (result.Report is not { } report)
        {
            by.Demand(Permissions.CustomersExport);
            return await ListAsync(templateId, title, result, ExportFormat.Workbook, reason, by, ct);
        }

        var stamp = await exports.StampAsync(report.Tables.Sum(t => t.Rows.Count), reason, by, ct);
        var content = await ReportWorkbook.OfAsync(report, Mark(title, result, stamp), ct);
        await exports.NoteAsync(new ExportNote($"reports/{Code(templateId)}", "", "", ExportFormat.Workbook, reason, report.Tables.Sum(t => t.Rows.Count)), by, ct);
        return new TemplateFile(Named(title, stamp, ExportFormat.Workbook), ExportFormat.MediaType(ExportFormat.Workbook), content);
    }

    private async Task<TemplateFile> ListAsync(int templateId, string title, TemplateResult result, string format, string reason, UserScope by, CancellationToken ct)
    {
        var list = result.List!;
        var ids = await list.IdsAsync(MostRows + 1, ct);
        if (ids.Count > MostRows)
            throw Refusal.Of("", text["Error.TooManyRows", MostRows]);
        var (stamp, heads) = (await exports.StampAsync(ids.Count, reason, by, ct), string.Join(',', list.Heads.Select(h => h.Label)));
        var note = new ExportNote($"reports/{Code(templateId)}", "", heads, format, reason, ids.Count);
        using var to = new MemoryStream();
        var file = new ExportFile(format, title, stamp.UserName, stamp.At, ids.Count, Mark(title, result, stamp), list.Heads) { Note = note, RowsAsync = go => RowsAsync(list, ids, go) };
        await exports.NoteAsync(note, by, ct);
        await file.WriteAsync(to, ct);
        return new TemplateFile(Named(title, stamp, format), ExportFormat.MediaType(format), to.ToArray());
    }

    private static string Code(int templateId) => string.Create(CultureInfo.InvariantCulture, $"templates/{templateId}");

    private static string Mark(string title, TemplateResult result, ExportStamp stamp) => string.Join(" · ", [title, .. result.Conditions, stamp.Mark]);

    private static string Named(string title, ExportStamp stamp, string format) =>
        Clean(string.Create(CultureInfo.InvariantCulture, $"{title}-{stamp.UserName}-{stamp.At:yyyyMMdd-HHmmss}.{format}"));

    private static string Clean(string name) => FileNames.Clean(name.Replace('/', '_').Replace('\\', '_'));

    private static async IAsyncEnumerable<IReadOnlyList<ExportCell[]>> RowsAsync(TemplateListPage list, IReadOnlyList<int> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var some in ids.Chunk(ExportSource.RowsAtOnce))
            yield return [.. (await list.OfIdsAsync([.. some], ct)).Select(r => r.Cells.ToArray())];
    }
}
