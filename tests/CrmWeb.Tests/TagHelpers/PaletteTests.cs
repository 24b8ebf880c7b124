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

    /// <summary>Words and what they stand on.</summary>
    private static readonly (string Ink, string Ground)[] Pairs =
    [
        ("--tblr-body-color", "--tblr-body-bg"), ("--tblr-body-color", "--crm-surface"), ("--tblr-body-color", "--crm-hover"), ("--tblr-body-color", "--crm-raised"),
        ("--crm-muted", "--tblr-body-bg"), ("--crm-muted", "--crm-surface"), ("--crm-muted", "--crm-hover"), ("--crm-muted", "--crm-raised"), ("--crm-muted", "--crm-sunken"),
        ("--crm-accent", "--crm-surface"), ("--crm-accent", "--tblr-body-bg"), ("--crm-accent-ink", "--crm-accent-tint"), ("--crm-accent-ink", "--crm-surface"),
        ("--crm-ink-soft", "--crm-surface"), ("--crm-ink-soft", "--crm-neutral"), ("--crm-ink-label", "--crm-surface"), ("--crm-neutral-ink", "--crm-neutral"), ("--crm-faint", "--crm-surface"),
        ("--crm-red", "--crm-surface"), ("--crm-orange", "--crm-surface"), ("--crm-green", "--crm-surface"),
        ("--crm-danger-ink", "--crm-danger-bg"), ("--crm-warning-ink", "--crm-warning-bg"), ("--crm-success-ink", "--crm-success-bg"), ("--crm-blue-ink", "--crm-info-bg"),
        ("--crm-blue-ink", "--crm-blue-bg"), ("--crm-teal-ink", "--crm-teal-bg"), ("--crm-purple-ink", "--crm-purple-bg"), ("--crm-orange-ink", "--crm-orange-bg"), ("--crm-indigo-ink", "--crm-indigo-bg"),
        ("--crm-toast-ink", "--crm-toast"),
    ];

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void Every_colour_of_the_palette_has_a_chip_that_can_be_read(string scheme)
    {
        var chips = Chip().Matches(File.ReadAllText(StyleSheet("colours.css"))).Where(m => m.Groups[1].Success == (scheme == "dark"))
            .ToDictionary(m => m.Groups[2].Value, m => Contrast(m.Groups[3].Value, m.Groups[4].Value));

        Assert.Equal(StageTagHelper.Palette.Order(), chips.Keys.Order());
        Assert.All(chips, chip => Assert.True(chip.Value >= Enough, $"{chip.Key}: {chip.Value:0.0}"));
    }

    [Theory]
    [InlineData(":root {")]
    [InlineData("[data-bs-theme=\"dark\"] {")]
    public void Words_can_be_read_on_every_ground_they_stand_on(string scheme)
    {
        var sheet = File.ReadAllText(StyleSheet("colours.css"));
        var start = sheet.IndexOf(scheme, StringComparison.Ordinal);
        var colours = Colour().Matches(sheet[start..sheet.IndexOf('}', start)]).ToDictionary(m => m.Groups[1].Value, m => Six(m.Groups[2].Value));

        Assert.All(Pairs, pair =>
        {
            var contrast = Contrast(colours[pair.Ink], colours[pair.Ground]);
            Assert.True(contrast >= Enough, $"{pair.Ink} on {pair.Ground}: {contrast:0.0}");
        });
        Assert.All(new[] { "--crm-accent-fill", "--crm-red-fill", "--crm-orange-fill", "--tblr-primary", "--crm-toast" }, fill =>
            Assert.True(Contrast("ffffff", colours[fill]) >= Enough, $"white on {fill}"));
    }

    /// <summary>White on a fill is the one exception: it is white in both schemes.</summary>
    [Fact]
    public void Every_other_style_sheet_takes_its_colours_from_the_one_that_has_both_schemes()
    {
        var sheets = Directory.GetFiles(Path.GetDirectoryName(StyleSheet("colours.css"))!, "*.css").Where(sheet => Path.GetFileName(sheet) != "colours.css").ToList();

        Assert.True(sheets.Count > 5);
        Assert.Empty(sheets.SelectMany(sheet => AnyColour().Matches(File.ReadAllText(sheet)).Where(m => m.Value != "#fff").Select(m => $"{Path.GetFileName(sheet)}: {m.Value}")));
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

    private static string Six(string hex) => hex.Length == 6 ? hex : string.Concat(hex.Select(c => $"{c}{c}"));

    private static string StyleSheet(string name, [CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "src", "CrmWeb", "wwwroot", "css", name);

    [GeneratedRegex(@"^(\[data-bs-theme=""dark""\] )?\.stage-([a-z]+) \{ --chip-tint: #([0-9a-f]{6}); --chip-text: #([0-9a-f]{6}); \}", RegexOptions.Multiline)]
    private static partial Regex Chip();

    [GeneratedRegex(@"(--[a-z-]+): #([0-9a-f]{3}|[0-9a-f]{6});")]
    private static partial Regex Colour();

    [GeneratedRegex(@"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(", RegexOptions.IgnoreCase)]
    private static partial Regex AnyColour();
}
