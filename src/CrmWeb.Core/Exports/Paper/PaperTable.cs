namespace CrmWeb.Core.Exports.Paper;

/// <summary>A row of a printed table.</summary>
/// <param name="Depth">How far its first cell is moved in.</param>
internal sealed record PaperRow(string Label, IReadOnlyList<string> Cells, int Depth = 0, bool IsTotal = false);

/// <summary>
/// A table whose first column says what its numbers are of. The heads stand on every page; what is too wide for one goes on below, in further
/// tables with the same first column.
/// </summary>
internal sealed class PaperTable(PaperSheet sheet, string subject, IReadOnlyList<string> heads, IReadOnlyList<PaperRow> rows)
{
    private const double Padding = 4;
    private const double Indent = 10;
    private const double Narrowest = 46;
    private const double Widest = 110;
    private const double LabelShare = 0.3;
    private const double Line = PaperSheet.Usual * PaperSheet.LineHeight;

    private double labelWidth;

    public void Draw()
    {
        labelWidth = sheet.Width * LabelShare;
        List<double> widths = [.. heads.Select((head, i) => Math.Clamp(
            Math.Max(Wide(head) / 2, rows.Select(r => Wide(r.Cells[i])).DefaultIfEmpty(0).Max()) + (2 * Padding), Narrowest, Widest))];
        for (var from = 0; from < heads.Count || from == 0;)
        {
            var to = from;
            for (var used = labelWidth; to < heads.Count && (to == from || used + widths[to] <= sheet.Width); to++)
                used += widths[to];
            Draw(from, to, widths);
            from = Math.Max(to, from + 1);
            if (from < heads.Count)
                sheet.Skip(Line);
        }
    }

    private void Draw(int from, int to, List<double> widths)
    {
        var head = heads.Skip(from).Take(to - from).Select((h, i) => sheet.Text.Lines(h, widths[from + i] - (2 * Padding), PaperSheet.Usual)).ToList();
        var subjects = sheet.Text.Lines(subject, labelWidth - (2 * Padding), PaperSheet.Usual);
        var headHeight = (head.Select(h => h.Count).Append(subjects.Count).Max() * Line) + (2 * Padding);
        var width = labelWidth + widths.Skip(from).Take(to - from).Sum();
        if (!sheet.Fits(headHeight + (2 * Line) + (2 * Padding)))
            sheet.NextPage();
        DrawHead();
        foreach (var row in rows)
        {
            var moved = Padding + (Math.Min(row.Depth, 5) * Indent);
            var labels = sheet.Text.Lines(row.Label, labelWidth - moved - Padding, PaperSheet.Usual);
            var height = (labels.Count * Line) + Padding;
            if (!sheet.Fits(height))
            {
                sheet.NextPage();
                DrawHead();
            }

            for (var i = 0; i < labels.Count; i++)
                sheet.Draw(labels[i], moved, (Padding / 2) + (i * Line), PaperSheet.Usual, row.IsTotal);
            var left = labelWidth;
            for (var i = from; i < to; left += widths[i], i++)
                sheet.Draw(row.Cells[i], left + widths[i] - Padding - Wide(row.Cells[i]), Padding / 2, PaperSheet.Usual, row.IsTotal);
            sheet.Rule(0, width, height);
            sheet.Skip(height);
        }

        void DrawHead()
        {
            sheet.Fill(0, width, headHeight, 0xEE);
            for (var i = 0; i < subjects.Count; i++)
                sheet.Draw(subjects[i], Padding, Padding + (i * Line), PaperSheet.Usual, isBold: true);
            var left = labelWidth;
            for (var i = 0; i < head.Count; left += widths[from + i], i++)
            {
                for (var line = 0; line < head[i].Count; line++)
                    sheet.Draw(head[i][line], left + widths[from + i] - Padding - Wide(head[i][line]), Padding + (line * Line), PaperSheet.Usual, isBold: true);
            }

            sheet.Skip(headHeight);
        }
    }

    private double Wide(string text) => sheet.Text.Width(text, PaperSheet.Usual);
}
