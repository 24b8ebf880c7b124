using System.Text;
using PdfSharp.Drawing;

namespace CrmWeb.Core.Exports.Paper;

/// <summary>Measures text and breaks it into lines: between Chinese characters anywhere, in other words at spaces unless one is longer than the line.</summary>
internal sealed class PaperText : IDisposable
{
    private const double Measured = 100;

    /// <summary>From here on there are no words of several characters.</summary>
    private const int Ideographs = 0x2E80;

    /// <summary>What begins no line.</summary>
    private const string Closing = "，。；：、！？）》」』】”’％…·,.;:!?)]}%";

    /// <summary>What ends no line.</summary>
    private const string Opening = "（《「『【“‘([{";

    private readonly Dictionary<int, double> widths = [];
    private readonly XGraphics measure = XGraphics.CreateMeasureContext(new XSize(1000, 1000), XGraphicsUnit.Point, XPageDirection.Downwards);

    public void Dispose() => measure.Dispose();

    public double Width(string text, double size) => text.EnumerateRunes().Sum(r => Width(r, size));

    public IReadOnlyList<string> Lines(string text, double width, double size)
    {
        List<string> lines = [];
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
            Break(paragraph, width, size, lines);
        return lines;
    }

    private void Break(string paragraph, double width, double size, List<string> lines)
    {
        var line = new StringBuilder();
        var used = 0d;
        foreach (var piece in Pieces(paragraph))
        {
            var wide = Width(piece, size);
            if (used + wide > width && line.Length > 0)
                Next();
            if (wide <= width)
            {
                line.Append(piece);
                used += wide;
                continue;
            }

            foreach (var rune in piece.EnumerateRunes())
            {
                if (used + Width(rune, size) > width && line.Length > 0)
                    Next();
                line.Append(rune.ToString());
                used += Width(rune, size);
            }
        }

        Next();

        void Next()
        {
            lines.Add(line.ToString().TrimEnd(' '));
            line.Clear();
            used = 0;
        }
    }

    /// <summary>What stays on one line.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        var isWord = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var closes = rune.IsBmp && Closing.Contains((char)rune.Value, StringComparison.Ordinal);
            var isLetter = rune.Value is > ' ' and < Ideographs;
            if (piece.Length > 0 && !closes && !(isWord && isLetter) && !Opening.Contains(piece[^1], StringComparison.Ordinal))
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(rune.ToString());
            isWord = isLetter;
        }

        if (piece.Length > 0)
            yield return piece.ToString();
    }

    private double Width(Rune rune, double size)
    {
        if (!widths.TryGetValue(rune.Value, out var wide))
        {
            foreach (var (font, text) in PaperFonts.Current.Runs(rune.ToString()))
                wide = measure.MeasureString(text, PaperFonts.Current.Font(font, Measured, isBold: false)).Width / Measured;
            widths[rune.Value] = wide;
        }

        return wide * size;
    }
}
