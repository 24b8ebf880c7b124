using System.Collections.Concurrent;
using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace CrmWeb.Core.Exports.Paper;

/// <summary>
/// The fonts of printed files. They come with the program (folder fonts beside it), so that nothing has to be installed where it runs; what
/// is used of them is embedded in each file. The first has the characters of China, the second some rare ones that it lacks, such as 𠮷.
/// </summary>
internal sealed class PaperFonts : IFontResolver
{
    /// <summary>Stands for a character that no font has.</summary>
    private static readonly Rune Unknown = new('□');

    private static readonly XPdfFontOptions Embedded = new(PdfFontEncoding.Unicode, PdfFontEmbedding.TryComputeSubset);

    private static readonly string[] Files = ["NotoSansSC_400Regular.ttf", "NotoSansJP_400Regular.ttf"];

    private static readonly Lazy<PaperFonts> Loaded = new(() => new PaperFonts());

    private readonly List<FontCoverage> coverage;
    private readonly ConcurrentDictionary<(int Font, double Size, bool IsBold), XFont> fonts = new();

    private PaperFonts()
    {
        coverage = [.. Files.Select(f => FontCoverage.Read(GetFont(f)!))];
        GlobalFontSettings.FontResolver = this;
    }

    /// <summary>Read once, when the first file is printed.</summary>
    public static PaperFonts Current => Loaded.Value;

    public byte[]? GetFont(string faceName) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "fonts", faceName));

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(familyName, mustSimulateBold: isBold, mustSimulateItalic: false);

    public XFont Font(int font, double size, bool isBold) => fonts.GetOrAdd((font, size, isBold), key =>
        new XFont(Files[key.Font], key.Size, key.IsBold ? XFontStyleEx.Bold : XFontStyleEx.Regular, Embedded));

    /// <summary>The text in stretches of one font each.</summary>
    public IEnumerable<(int Font, string Text)> Runs(string text)
    {
        var stretch = new StringBuilder();
        var font = 0;
        foreach (var typed in text.EnumerateRunes())
        {
            var found = FontOf(typed);
            var (next, rune) = found < 0 ? (0, Unknown) : (found, typed);
            if (next != font && stretch.Length > 0)
            {
                yield return (font, stretch.ToString());
                stretch.Clear();
            }

            font = next;
            stretch.Append(rune.ToString());
        }

        if (stretch.Length > 0)
            yield return (font, stretch.ToString());
    }

    private int FontOf(Rune rune) => coverage.FindIndex(c => c.Has(rune.Value));
}
