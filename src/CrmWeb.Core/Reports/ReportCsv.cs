using System.Text;
using CrmWeb.Core.Formats;

namespace CrmWeb.Core.Reports;

/// <summary>The tables of a report as a file of comma-separated values: UTF-8 with its mark.</summary>
public static class ReportCsv
{
    /// <param name="mark">Which report, of which days, for whom: the last line; null for none.</param>
    public static byte[] Of(ReportResult report, string? mark = null)
    {
        var file = new StringBuilder();
        foreach (var table in report.Tables)
        {
            if (file.Length > 0)
                file.Append(CsvCell.LineEnd);
            Line(file, [CsvCell.Text(table.Title)]);
            Line(file, [CsvCell.Text(table.Subject), .. table.Columns.Select(c => CsvCell.Text(c.Name))]);
            foreach (var row in table.Rows)
                Line(file, [CsvCell.Text(new string('\u3000', row.Depth) + row.Label), .. row.Cells.Select(c => c.Value is { } value ? CsvCell.Number(value) : "")]);
        }

        if (mark is not null)
        {
            file.Append(CsvCell.LineEnd);
            Line(file, [CsvCell.Text(mark)]);
        }

        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(file.ToString())];
    }

    private static void Line(StringBuilder file, IReadOnlyList<string> cells) => file.AppendJoin(',', cells).Append(CsvCell.LineEnd);
}
