using CrmWeb.Core.Exports.Paper;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports;

/// <summary>A report as it is printed: title, days, conditions, its tables, and what their columns count.</summary>
internal static class ReportPdf
{
    /// <summary>Some two hundred pages; what is longer is not read on paper.</summary>
    public const int MostCells = 60_000;

    /// <summary>More columns are read across.</summary>
    private const int NarrowColumns = 6;

    public static int Cells(ReportResult report) => report.Tables.Sum(t => t.Rows.Count * (t.Columns.Count + 1));

    /// <param name="mark">Who takes it along, when and what for: at the foot of each page.</param>
    public static Task<byte[]> OfAsync(ReportCopy report, string mark, IStringLocalizer<ReportsText> text, CancellationToken ct) =>
        PaperSheet.InTurnAsync(() => Write(report, mark, text), ct);

    private static byte[] Write(ReportCopy report, string mark, IStringLocalizer<ReportsText> text)
    {
        using var sheet = new PaperSheet(report.Title, report.Result.Tables.Any(t => t.Columns.Count > NarrowColumns));
        sheet.Paragraph(report.Title, PaperSheet.Large, isBold: true);
        sheet.Skip(4);
        sheet.Paragraph(report.Period, PaperSheet.Usual);
        sheet.Paragraph(report.Conditions.Count == 0 ? text["Paper.NoConditions"] : text["Paper.Conditions", string.Join(text["Paper.Between"], report.Conditions)], PaperSheet.Usual);
        foreach (var table in report.Result.Tables)
            Write(table, sheet, text);
        return sheet.Finish(mark, (page, pages) => text["Paper.Page", page, pages]);
    }

    private static void Write(ReportTable table, PaperSheet sheet, IStringLocalizer<ReportsText> text)
    {
        sheet.Skip(14);
        if (!sheet.Fits(80))
            sheet.NextPage();
        sheet.Paragraph(table.Title, 12, isBold: true);
        sheet.Skip(3);
        if (table.Rows.All(r => r.IsTotal))
        {
            sheet.Paragraph(text["Empty"], PaperSheet.Usual, isGrey: true);
            return;
        }

        new PaperTable(sheet, table.Subject, [.. table.Columns.Select(c => c.Name)], [.. table.Rows.Select(row => new PaperRow(
            row.Label, [.. row.Cells.Select((cell, i) => ReportNumber.Of(cell, table.Columns[i].Unit))], row.Depth, row.IsTotal))]).Draw();
        sheet.Skip(4);
        if (table.Note is { } note)
            sheet.Paragraph(note, PaperSheet.Small, isGrey: true);
        foreach (var column in table.Columns.Where(c => c.Definition is not null).DistinctBy(c => c.Name))
            sheet.Paragraph(text["Paper.Definition", column.Name, column.Definition!], PaperSheet.Small, isGrey: true);
    }
}
