using System.Globalization;
using System.Runtime.CompilerServices;
using CrmWeb.Core.Access;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Reports;
using CrmWeb.Core.ReportTemplates.Figures;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReportTemplates.Subscriptions;

/// <summary>A file of what a template says.</summary>
public sealed record TemplateFile(string Name, string MediaType, byte[] Content);

/// <summary>Writes what a template says into files, in the language of the moment. Rows that leave are noted in the change log, as of every list.</summary>
public sealed class TemplateFiles(ExportService exports, OrganizationClock clock, IStringLocalizer<TemplatesText> text)
{
    /// <summary>A list with more rows is no file; lists of that size are exported from where they stand.</summary>
    public const int MostRows = 20_000;

    /// <param name="title">What the template is called.</param>
    /// <param name="result">One that says something.</param>
    /// <param name="format">A code of <see cref="ExportFormat"/>.</param>
    /// <exception cref="NotFoundException">It lists rows, and the reader may not take lists along.</exception>
    /// <exception cref="ValidationException">There are too many rows.</exception>
    public async Task<TemplateFile> OfAsync(int templateId, string title, TemplateResult result, string format, UserScope by, CancellationToken ct)
    {
        var now = clock.ToLocal(clock.UtcNow);
        var mark = string.Join(" · ", [title, .. result.Conditions, now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), text["Zone"].Value, by.Name]);
        var name = string.Create(CultureInfo.InvariantCulture, $"{title}-{now:yyyyMMdd}.{format}");
        if (result.Report is { } report)
            return new TemplateFile(name, ExportFormat.MediaType(format), format == ExportFormat.Csv ? ReportCsv.Of(report) : await ReportWorkbook.OfAsync(report, mark, ct));

        by.Demand(Permissions.CustomersExport);
        var list = result.List!;
        var ids = await list.IdsAsync(MostRows + 1, ct);
        if (ids.Count > MostRows)
            throw Refusal.Of("", text["Error.TooManyRows", MostRows]);
        await exports.NoteAsync(new ExportNote("templates", templateId.ToString(CultureInfo.InvariantCulture), string.Join(',', list.Heads.Select(h => h.Label)), format, title, ids.Count), by, ct);
        using var to = new MemoryStream();
        var file = new ExportFile(format, title, by.Name, now, ids.Count, mark, list.Heads) { RowsAsync = go => RowsAsync(list, ids, go) };
        await file.WriteAsync(to, ct);
        return new TemplateFile(name, ExportFormat.MediaType(format), to.ToArray());
    }

    private static async IAsyncEnumerable<IReadOnlyList<ExportCell[]>> RowsAsync(TemplateListPage list, IReadOnlyList<int> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var some in ids.Chunk(ExportSource.RowsAtOnce))
            yield return [.. (await list.OfIdsAsync([.. some], ct)).Select(r => r.Cells.ToArray())];
    }
}
