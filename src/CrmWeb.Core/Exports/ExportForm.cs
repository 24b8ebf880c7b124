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

    /// <summary>It is written in the background, though there are few rows.</summary>
    public bool Later { get; set; }

    /// <summary>Sent twice, it is written in the background once.</summary>
    public Guid CreationKey { get; set; }
}

/// <summary>The formats lists and reports can be taken along in, by code, which is the ending too.</summary>
public static class ExportFormat
{
    public const string Workbook = "xlsx";
    public const string Csv = "csv";

    public const string Pdf = "pdf";

    /// <summary>Those of lists.</summary>
    public static readonly IReadOnlyList<string> Codes = [Workbook, Csv];

    /// <summary>Those of reports, which are read on paper, too.</summary>
    public static readonly IReadOnlyList<string> OfReports = [Workbook, Pdf, Csv];

    /// <summary>What the file is called to a browser.</summary>
    public static string MediaType(string code) => code switch
    {
        Csv => "text/csv; charset=utf-8",
        Pdf => "application/pdf",
        _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };
}

/// <summary>Limits of exports.</summary>
public sealed class ExportOptions
{
    /// <summary>A list with more rows than this is not exported at once.</summary>
    public int MostRows { get; set; } = 100_000;

    /// <summary>A list with more rows than this is written in the background.</summary>
    public int DirectRows { get; set; } = 20_000;

    /// <summary>As many files wait for one user at a time.</summary>
    public int MostWaiting { get; set; } = 20;

    /// <summary>How many exports one user begins in a minute.</summary>
    public int PerMinute { get; set; } = 10;
}
