using System.Globalization;

namespace CrmWeb.Core.Exports;

/// <summary>A file that is about to be written.</summary>
/// <param name="Format">Code of the format.</param>
/// <param name="Title">Name of the list.</param>
/// <param name="UserName">Who takes it along.</param>
/// <param name="At">When, wall clock.</param>
/// <param name="Count">How many rows it has.</param>
/// <param name="Mark">Who, when and what for: the last line.</param>
public sealed record ExportFile(string Format, string Title, string UserName, DateTime At, int Count, string Mark, IReadOnlyList<ExportHead> Heads)
{
    /// <summary>Reads the rows, in pieces.</summary>
    public required Func<CancellationToken, IAsyncEnumerable<IReadOnlyList<ExportCell[]>>> RowsAsync { get; init; }

    /// <summary>What the change log says of it.</summary>
    public required ExportNote Note { get; init; }

    /// <summary>List, user and time; what a file system does not take is for the caller to replace.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Title}-{UserName}-{At:yyyyMMdd-HHmmss}.{Format}");

    public string MediaType => ExportFormat.MediaType(Format);

    /// <summary>Writes it as the rows are read; nothing but one piece of them is held.</summary>
    public Task WriteAsync(Stream to, CancellationToken ct) => Format == ExportFormat.Csv ? CsvExport.WriteAsync(this, to, ct) : WorkbookExport.WriteAsync(this, to, ct);
}
