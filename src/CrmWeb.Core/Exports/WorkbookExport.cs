using SpreadCheetah;
using SpreadCheetah.Worksheets;

namespace CrmWeb.Core.Exports;

/// <summary>
/// Writes a list as a workbook, row by row: typed cells, a frozen head, a filter on every column. A text is a cell of the format "text": it
/// never becomes a formula or a number, also when somebody edits it.
/// </summary>
internal static class WorkbookExport
{
    public static async Task WriteAsync(ExportFile file, Stream to, CancellationToken ct)
    {
        await using var book = await Spreadsheet.CreateNewAsync(to, new SpreadCheetahOptions { PreserveStringWhitespace = true }, ct);
        var styles = WorkbookStyles.In(book);
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
}
