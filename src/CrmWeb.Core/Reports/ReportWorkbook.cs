using System.Globalization;
using CrmWeb.Core.Exports;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace CrmWeb.Core.Reports;

/// <summary>
/// The tables of a report as a workbook, one sheet for each. A total is a formula where it is the sum of its rows: it follows when somebody
/// changes them. Where it is not, such as customers counted once for all departments, it is its number.
/// </summary>
public static class ReportWorkbook
{
    /// <summary>Excel takes 255 ranges in one sum; a total of more is its number.</summary>
    private const int MostRanges = 200;

    /// <param name="mark">Which report, of which days, for whom: the last line of each sheet.</param>
    public static async Task<byte[]> OfAsync(ReportResult report, string mark, CancellationToken ct)
    {
        using var file = new MemoryStream();
        await using (var book = await Spreadsheet.CreateNewAsync(file, new SpreadCheetahOptions { PreserveStringWhitespace = true }, ct))
        {
            var styles = WorkbookStyles.In(book);
            var names = new HashSet<string>();
            foreach (var table in report.Tables)
            {
                await book.StartWorksheetAsync(WorkbookText.SheetName(table.Title, names), Sheet(table), ct);
                await WriteAsync(book, table, styles, ct);
                await book.AddRowAsync(Array.Empty<Cell>(), ct);
                Cell[] last = [new(WorkbookText.Fit(mark), styles.Mark)];
                await book.AddRowAsync(last, ct);
            }

            await book.FinishAsync(ct);
        }

        return file.ToArray();
    }

    /// <summary>The formula of a total: the sum of the rows at the top of the tree.</summary>
    /// <param name="table">Its first row stands in line 2 of the sheet.</param>
    /// <param name="column">Which column of numbers, from 0.</param>
    /// <returns>Null where they do not add up to it.</returns>
    internal static string? Sum(ReportTable table, ReportRow total, int column)
    {
        if (total.Cells[column].Value is not { } said || table.Columns[column].Unit is not (ReportUnit.Count or ReportUnit.Money))
            return null;
        List<(int First, int Last)> ranges = [];
        var sum = 0m;
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var row = table.Rows[i];
            if (row.IsTotal || row.Depth > total.Depth)
                continue;
            sum += row.Cells[column].Value ?? 0;
            var line = i + 2;
            if (ranges.Count > 0 && ranges[^1].Last == line - 1)
                ranges[^1] = (ranges[^1].First, line);
            else
                ranges.Add((line, line));
        }

        var name = SpreadsheetUtility.GetColumnName(column + 2);
        return sum != said || ranges.Count is 0 or > MostRanges ? null
            : string.Create(CultureInfo.InvariantCulture, $"SUM({string.Join(',', ranges.Select(r => r.First == r.Last ? $"{name}{r.First}" : $"{name}{r.First}:{name}{r.Last}"))})");
    }

    private static WorksheetOptions Sheet(ReportTable table)
    {
        var options = new WorksheetOptions { FrozenRows = 1, FrozenColumns = 1 };
        options.Column(1).Width = 28;
        for (var i = 0; i < table.Columns.Count; i++)
            options.Column(i + 2).Width = 16;
        return options;
    }

    private static async Task WriteAsync(Spreadsheet book, ReportTable table, WorkbookStyles styles, CancellationToken ct)
    {
        string[] heads = [WorkbookText.Fit(table.Subject), .. table.Columns.Select(c => WorkbookText.Fit(c.Name))];
        await book.AddHeaderRowAsync(heads, styles.Head, ct);
        var cells = new Cell[heads.Length];
        foreach (var row in table.Rows)
        {
            cells[0] = new Cell(WorkbookText.Fit(new string('\u3000', row.Depth) + row.Label), styles.Text);
            for (var i = 0; i < row.Cells.Count; i++)
            {
                var (value, style) = (row.Cells[i].Value, Style(styles, table.Columns[i].Unit, row.Cells[i].Value));
                cells[i + 1] = row.IsTotal && Sum(table, row, i) is { } formula ? new Cell(new Formula(formula), value, style) : new Cell(value, style);
            }

            await book.AddRowAsync(cells, ct);
        }
    }

    private static StyleId Style(WorkbookStyles styles, ReportUnit unit, decimal? value) =>
        unit is ReportUnit.Share or ReportUnit.Change ? styles.Share : unit == ReportUnit.Money ? styles.Money : styles.Number(value);
}
