using System.Globalization;
using System.Text;
using CrmWeb.Core.Formats;

namespace CrmWeb.Core.Exports;

/// <summary>Writes a list as comma-separated values: UTF-8 with its mark, numbers plain, days and times as ISO 8601 spells them.</summary>
internal static class CsvExport
{
    public static async Task WriteAsync(ExportFile file, Stream to, CancellationToken ct)
    {
        var text = new StringBuilder();
        Line(text, file.Heads.Select(h => CsvCell.Text(h.Label)));
        await to.WriteAsync(Encoding.UTF8.GetPreamble(), ct);
        await foreach (var rows in file.RowsAsync(ct))
        {
            foreach (var row in rows)
                Line(text, row.Select((cell, i) => Written(cell, file.Heads[i].Kind)));
            await SendAsync(text, to, ct);
        }

        Line(text, []);
        Line(text, [CsvCell.Text(file.Mark)]);
        await SendAsync(text, to, ct);
        await to.FlushAsync(ct);
    }

    private static string Written(ExportCell cell, ExportKind kind) => cell switch
    {
        { Number: { } number } => CsvCell.Number(number),
        { Time: { } time } => time.ToString(kind == ExportKind.Day ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        _ => CsvCell.Text(cell.Text ?? ""),
    };

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells).Append(CsvCell.LineEnd);

    private static async Task SendAsync(StringBuilder text, Stream to, CancellationToken ct)
    {
        await to.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct);
        text.Clear();
    }
}
