using System.Globalization;
using System.Text;

namespace CrmWeb.Core.Reports;

/// <summary>The tables of a report as a file of comma-separated values that spreadsheets open as it is meant: UTF-8 with its mark, nothing a formula.</summary>
public static class ReportCsv
{
    private static readonly char[] Quoted = [',', '"', '\r', '\n'];

    /// <summary>What a spreadsheet would take for the beginning of a formula.</summary>
    private const string Formulas = "=+-@\t\r\0＝＋－＠";

    public static byte[] Of(ReportResult report)
    {
        var file = new StringBuilder();
        foreach (var table in report.Tables)
        {
            if (file.Length > 0)
                file.Append("\r\n");
            Line(file, [Text(table.Title)]);
            Line(file, [Text(table.Subject), .. table.Columns.Select(c => Text(c.Name))]);
            foreach (var row in table.Rows)
                Line(file, [Text(new string('\u3000', row.Depth) + row.Label), .. row.Cells.Select(c => c.Value is { } value ? Number(value) : "")]);
        }

        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(file.ToString())];
    }

    /// <summary>A text as a cell: what begins like a formula gets an apostrophe, unless it is a plain number.</summary>
    internal static string Text(string value)
    {
        var safe = value.Length > 0 && Formulas.Contains(value[0]) && !IsNumber(value) ? $"'{value}" : value;
        return safe.IndexOfAny(Quoted) >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    /// <summary>-5 and +86 21 5888 0000: nothing but digits behind the sign.</summary>
    private static bool IsNumber(string value) => value[0] is '+' or '-' && value.Length > 1 && value[1..].All(c => char.IsAsciiDigit(c) || c is ' ' or '.');

    private static string Number(decimal value) => decimal.Round(value, 4).ToString("0.####", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder file, IReadOnlyList<string> cells) => file.AppendJoin(',', cells).Append("\r\n");
}
