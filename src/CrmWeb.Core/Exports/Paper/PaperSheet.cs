using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace CrmWeb.Core.Exports.Paper;

/// <summary>Pages of A4 that are filled from the top; what stands at the foot of each is written last, when it is known how many there are.</summary>
internal sealed class PaperSheet : IDisposable
{
    public const double Small = 7;
    public const double Usual = 9;
    public const double Large = 16;

    /// <summary>Height of a line, by its size.</summary>
    public const double LineHeight = 1.45;

    private static readonly SemaphoreSlim Turn = new(1);

    /// <summary>Capitals reach so far above the line they stand on, by their size.</summary>
    private const double Ascent = 1.08;

    private const double Margin = 40;
    private const double FootRoom = 34;

    private static readonly XColor Grey = XColor.FromArgb(0x66, 0x66, 0x66);

    private readonly PdfDocument document = new();
    private readonly bool isWide;
    private XGraphics? graphics;
    private double top;
    private bool hasRare;

    /// <param name="isWide">Across, for tables of many columns.</param>
    public PaperSheet(string title, bool isWide)
    {
        this.isWide = isWide;
        document.Info.Title = title;
        document.Info.Creator = "CrmWeb";
        NextPage();
    }

    public PaperText Text { get; } = new();

    /// <summary>Between the margins.</summary>
    public double Width { get; private set; }

    public int Pages => document.PageCount;

    /// <summary>Whether so much fits on this page yet.</summary>
    public bool Fits(double height) => top + height <= Bottom;

    public void NextPage()
    {
        graphics?.Dispose();
        var page = document.AddPage();
        page.Size = PageSize.A4;
        page.Orientation = isWide ? PageOrientation.Landscape : PageOrientation.Portrait;
        graphics = XGraphics.FromPdfPage(page);
        (Width, top) = (page.Width.Point - (2 * Margin), Margin);
        Bottom = page.Height.Point - Margin - FootRoom;
    }

    public void Skip(double height) => top += height;

    /// <summary>A paragraph that goes on on the next page where it must.</summary>
    public void Paragraph(string text, double size, bool isBold = false, bool isGrey = false, double indent = 0)
    {
        foreach (var line in Text.Lines(text, Width - indent, size))
        {
            if (!Fits(size * LineHeight))
                NextPage();
            Draw(line, indent, 0, size, isBold, isGrey);
            top += size * LineHeight;
        }
    }

    /// <summary>A line of text, from the left margin and the place that is reached.</summary>
    public void Draw(string text, double left, double down, double size, bool isBold = false, bool isGrey = false)
    {
        hasRare |= text.Any(char.IsSurrogate);
        Draw(graphics!, text, Margin + left, top + down, size, isBold, isGrey);
    }

    public void Fill(double left, double width, double height, int grey) =>
        graphics!.DrawRectangle(new XSolidBrush(XColor.FromArgb(grey, grey, grey)), Margin + left, top, width, height);

    public void Rule(double left, double width, double down) =>
        graphics!.DrawLine(new XPen(XColor.FromArgb(0xBB, 0xBB, 0xBB), 0.5), Margin + left, top + down, Margin + left + width, top + down);

    /// <summary>Lets one file be written after the other: one in the making takes some tens of megabytes.</summary>
    public static async Task<byte[]> InTurnAsync(Func<byte[]> write, CancellationToken ct)
    {
        await Turn.WaitAsync(ct);
        try
        {
            return write();
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>Writes what stands at the foot of every page, and all of it.</summary>
    /// <param name="mark">Who took it along, when and what for.</param>
    /// <param name="number">The words for a page and how many there are.</param>
    public byte[] Finish(string mark, Func<int, int, string> number)
    {
        graphics?.Dispose();
        graphics = null;
        for (var i = 0; i < document.PageCount; i++)
        {
            using var foot = XGraphics.FromPdfPage(document.Pages[i], XGraphicsPdfPageOptions.Append);
            var (said, down) = (number(i + 1, document.PageCount), Bottom + 8);
            var wide = Text.Width(said, Small);
            Draw(foot, said, Margin + Width - wide, down, Small, isBold: false, isGrey: true);
            foreach (var line in Text.Lines(mark, Width - wide - 20, Small).Take(3))
            {
                Draw(foot, line, Margin, down, Small, isBold: false, isGrey: true);
                down += Small * LineHeight;
            }
        }

        using var file = new MemoryStream();
        document.Save(file, closeStream: false);
        return hasRare || mark.Any(char.IsSurrogate) ? PaperCharacters.Mend(file) : file.ToArray();
    }

    public void Dispose()
    {
        graphics?.Dispose();
        Text.Dispose();
        document.Dispose();
    }

    private double Bottom { get; set; }

    private static void Draw(XGraphics on, string text, double left, double down, double size, bool isBold, bool isGrey)
    {
        var brush = isGrey ? new XSolidBrush(Grey) : XBrushes.Black;
        foreach (var (font, run) in PaperFonts.Current.Runs(text))
        {
            var letters = PaperFonts.Current.Font(font, size, isBold);
            on.DrawString(run, letters, brush, left, down + (size * Ascent));
            left += on.MeasureString(run, letters).Width;
        }
    }
}
