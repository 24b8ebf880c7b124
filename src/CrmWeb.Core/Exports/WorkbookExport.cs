using System.Drawing;
using CrmWeb.Core.Text;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace CrmWeb.Core.Exports;

/// <summary>
/// Writes a list as a workbook, row by row: typed cells, a frozen head, a filter on every column. A text is a cell of the format "text": it
/// never becomes a formula or a number, also when somebody edits it.
/// </summary>
internal static class WorkbookExport
{
    /// <summary>The calendar of spreadsheets begins here; what was before is written as a text.</summary>
    private const int FirstYear = 1901;

    public static async Task WriteAsync(ExportFile file, Stream to, CancellationToken ct)
    {
        await using var book = await Spreadsheet.CreateNewAsync(to, new SpreadCheetahOptions { PreserveStringWhitespace = true }, ct);
        var styles = Styles.In(book);
        await book.StartWorksheetAsync(WorkbookText.SheetName(file.Title), Sheet(file), ct);
        string[] heads = [.. file.Heads.Select(h => WorkbookText.Fit(h.Label))];
        await book.AddHeaderRowAsync(heads, styles.Head, ct);
        var cells = new StyledCell[file.Heads.Count];
        await foreach (var rows in file.RowsAsync(ct))
        {
            foreach (var row in rows)
            {
                for (var i = 0; i < cells.Length; i++)
                    cells[i] = styles.Cell(row[i], file.Heads[i].Kind);
                await book.AddRowAsync(cells, ct);
            }
        }

        await book.AddRowAsync(Array.Empty<StyledCell>(), ct);
        StyledCell[] mark = [new(WorkbookText.Fit(file.Mark), styles.Mark)];
        await book.AddRowAsync(mark, ct);
        await book.FinishAsync(ct);
    }

    private static WorksheetOptions Sheet(ExportFile file)
    {
        var options = new WorksheetOptions
        {
            FrozenRows = 1,
            AutoFilter = new AutoFilterOptions($"A1:{SpreadsheetUtility.GetColumnName(file.Heads.Count)}{file.Count + 1}"),
        };
        for (var i = 0; i < file.Heads.Count; i++)
        {
            options.Column(i + 1).Width = file.Heads[i].Kind switch
            {
                ExportKind.LongText => 40,
                ExportKind.Text or ExportKind.Time => 22,
                ExportKind.Number or ExportKind.Share => 12,
                _ => 16,
            };
        }

        return options;
    }

    private sealed record Styles(StyleId Head, StyleId Text, StyleId Number, StyleId Money, StyleId Share, StyleId Day, StyleId Time, StyleId Mark)
    {
        private const string Yuan = "\"¥\"#,##0.00";

        public static Styles In(Spreadsheet book)
        {
            var head = new Style();
            head.Font.Bold = true;
            head.Fill.Color = Color.FromArgb(0xE6, 0xEE, 0xF7);
            var mark = new Style { Format = NumberFormat.Standard(StandardNumberFormat.Text) };
            mark.Font.Color = Color.FromArgb(0x66, 0x66, 0x66);
            StyleId Of(NumberFormat format) => book.AddStyle(new Style { Format = format });
            var (day, time) = Localized.IsChinese ? ("yyyy\"年\"m\"月\"d\"日\"", "yyyy\"年\"m\"月\"d\"日\" hh:mm") : ("yyyy-mm-dd", "yyyy-mm-dd hh:mm");
            return new Styles(
                book.AddStyle(head), Of(NumberFormat.Standard(StandardNumberFormat.Text)), Of(NumberFormat.Custom("#,##0.####")), Of(NumberFormat.Custom(Yuan)),
                Of(NumberFormat.Custom("0.0%")), Of(NumberFormat.Custom(day)), Of(NumberFormat.Custom(time)), book.AddStyle(mark));
        }

        public StyledCell Cell(ExportCell cell, ExportKind kind) => cell switch
        {
            { Number: { } number } => new StyledCell(number, kind == ExportKind.Money ? Money : kind == ExportKind.Share ? Share : Number),
            { Time: { Year: >= FirstYear } time } => new StyledCell(time, kind == ExportKind.Day ? Day : Time),
            { Time: { } time } => new StyledCell(time.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Text),
            { Text: { Length: > 0 } text } => new StyledCell(WorkbookText.Fit(text), Text),
            _ => new StyledCell((string?)null, Text),
        };
    }
}
