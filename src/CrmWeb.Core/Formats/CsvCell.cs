using System.Globalization;

namespace CrmWeb.Core.Formats;

/// <summary>Cells of a file of comma-separated values, as spreadsheets open them the way they are meant: nothing is a formula.</summary>
public static class CsvCell
{
    /// <summary>What ends a line of such a file.</summary>
    public const string LineEnd = "\r\n";

    private static readonly char[] Quoted = [',', '"', '\r', '\n'];

    /// <summary>What a spreadsheet would take for the beginning of a formula.</summary>
    private const string Formulas = "=+-@\t\r\0＝＋－＠";

    /// <summary>A text as a cell: what begins like a formula gets an apostrophe, unless it is a plain number.</summary>
    public static string Text(string value)
    {
        var safe = value.Length > 0 && Formulas.Contains(value[0]) && !IsNumber(value) ? $"'{value}" : value;
        return safe.IndexOfAny(Quoted) >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    /// <summary>A number as a cell, with up to four places.</summary>
    public static string Number(decimal value) => decimal.Round(value, 4).ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>-5 and +86 21 5888 0000: nothing but digits behind the sign.</summary>
    private static bool IsNumber(string value) => value[0] is '+' or '-' && value.Length > 1 && value[1..].All(c => char.IsAsciiDigit(c) || c is ' ' or '.');
}
