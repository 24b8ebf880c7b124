namespace CrmWeb.Core.Exports;

/// <summary>How a list is to be taken along, and what for.</summary>
public sealed class ExportForm
{
    public const int ReasonMax = 200;

    /// <summary>The columns the list shows.</summary>
    public const string Shown = "shown";

    /// <summary>All columns the list has.</summary>
    public const string All = "all";

    /// <summary>Code of a format.</summary>
    public string? Format { get; set; } = ExportFormat.Workbook;

    /// <summary><see cref="Shown"/> or <see cref="All"/>.</summary>
    public string? Columns { get; set; } = Shown;

    /// <summary>What the file is needed for.</summary>
    public string? Reason { get; set; }
}

/// <summary>The formats a list can be taken along in, by code, which is the ending too.</summary>
public static class ExportFormat
{
    public const string Workbook = "xlsx";
    public const string Csv = "csv";

    public static readonly IReadOnlyList<string> Codes = [Workbook, Csv];

    /// <summary>What the file is called to a browser.</summary>
    public static string MediaType(string code) =>
        code == Csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

/// <summary>Limits of exports.</summary>
public sealed class ExportOptions
{
    /// <summary>A list with more rows than this is not exported at once.</summary>
    public int MostRows { get; set; } = 100_000;

    /// <summary>How many exports one user begins in a minute.</summary>
    public int PerMinute { get; set; } = 10;
}

/// <summary>What is exported, as the reader was shown it.</summary>
/// <param name="List">Code of the list.</param>
/// <param name="Title">Its name in the reader's language.</param>
/// <param name="Query">What was asked of it, as it stands in the address.</param>
/// <param name="Shown">Keys of the columns shown, in order.</param>
/// <param name="All">Keys of all columns it has for this reader.</param>
/// <param name="Total">How many rows it had when it was shown.</param>
public sealed record ExportedList(string List, string Title, string Query, IReadOnlyList<string> Shown, IReadOnlyList<string> All, int Total, ExportSource Source);
