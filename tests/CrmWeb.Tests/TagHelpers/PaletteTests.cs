using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CrmWeb.TagHelpers;
using Xunit;

namespace CrmWeb.Tests.TagHelpers;

[Trait("Category", "Pure")]
public sealed partial class PaletteTests
{
    // WCAG 2.2, 1.4.3: text below 18 pt.
    private const double Enough = 4.5;

    [Fact]
    public void Every_colour_of_the_palette_has_a_chip_that_can_be_read()
    {
        var chips = Chip().Matches(File.ReadAllText(StyleSheet())).ToDictionary(m => m.Groups[1].Value, m => Contrast(m.Groups[2].Value, m.Groups[3].Value));

        Assert.Equal(StageTagHelper.Palette.Order(), chips.Keys.Order());
        Assert.All(chips, chip => Assert.True(chip.Value >= Enough, $"{chip.Key}: {chip.Value:0.0}"));
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        var channels = Enumerable.Range(0, 3)
            .Select(i => int.Parse(hex.AsSpan(i * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))
            .ToArray();
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }

    private static string StyleSheet([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "src", "CrmWeb", "wwwroot", "css", "widgets.css");

    [GeneratedRegex(@"\.stage-([a-z]+) \{ --chip-tint: #([0-9a-f]{6}); --chip-text: #([0-9a-f]{6}); \}")]
    private static partial Regex Chip();
}
