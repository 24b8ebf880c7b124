using System.Text.RegularExpressions;
using Xunit;

namespace CrmWeb.Tests.Conventions;

/// <summary>The build takes out of Tabler what no page uses; what one uses must still be there.</summary>
[Trait("Category", "Pure")]
public sealed partial class StyleSheetTests
{
    private static readonly string Whole = Repository.Read("src/CrmWeb/node_modules/@tabler/core/dist/css/tabler.min.css");
    private static readonly string Served = Repository.Read("src/CrmWeb/wwwroot/lib/crm.min.css");
    private static readonly string[] LeftOut = [.. Word().Matches(Blocklist().Match(Repository.Read("src/CrmWeb/client/bundle.mjs")).Groups[1].Value).Select(word => word.Value)];
    private static readonly HashSet<string> UsedVariables = [.. Use().Matches(Served).Select(match => match.Groups[1].Value)];

    [Fact]
    public void Every_class_that_a_source_names_and_Tabler_has_is_served()
    {
        // In views the attribute and the strings inside it, elsewhere every string.
        var named = Repository.Source(".cshtml", ".cs", ".js").Where(file => file.StartsWith("src/CrmWeb/", StringComparison.Ordinal))
            .SelectMany(file => Quoted().Matches(Repository.Read(file)).SelectMany(match => Word().Matches(match.Value)).Select(word => word.Value))
            .ToHashSet();

        Assert.Superset(new HashSet<string> { "btn", "btn-primary", "form-control", "form-select", "card", "table", "is-invalid", "visually-hidden" }, named);
        var needed = Selectors(Whole).Where(classes => classes.IsSubsetOf(named)).SelectMany(classes => classes).ToHashSet();
        Assert.True(needed.Count > 40);
        Assert.Empty(needed.Except(Selectors(Served).SelectMany(classes => classes)).Except(LeftOut));
    }

    /// <summary>Words that the bundle says are no classes here: no view, tag helper or script makes one of them.</summary>
    [Fact]
    public void What_is_left_out_for_being_a_mere_word_is_no_class_anywhere()
    {
        Assert.NotEmpty(LeftOut);
        var made = Repository.Source(".cshtml", ".cs", ".js").Where(file => file.StartsWith("src/CrmWeb/", StringComparison.Ordinal))
            .SelectMany(file => Classes().Matches(Repository.Read(file)).Select(match => (file, Words: Word().Matches(match.Groups["names"].Value).Select(w => w.Value))));
        Assert.Empty(made.Where(m => m.Words.Intersect(LeftOut).Any()).Select(m => $"{m.file}: {string.Join(' ', m.Words)}"));
    }

    /// <summary>The whole text of a rule, so that neither what a pointer does nor the dark scheme nor paper has lost its part.</summary>
    [Theory]
    [InlineData(".btn:hover")]
    [InlineData(".btn:focus-visible")]
    [InlineData(".btn:disabled")]
    [InlineData(".form-control:focus")]
    [InlineData(".form-control:disabled")]
    [InlineData(".form-control::placeholder")]
    [InlineData(".form-control.is-invalid")]
    [InlineData(".form-select.is-invalid")]
    [InlineData(".form-check-input:checked")]
    [InlineData(".form-check-input[type=radio]")]
    [InlineData("[data-bs-theme=dark]")]
    [InlineData("@media print")]
    [InlineData("@media (prefers-reduced-motion:reduce)")]
    public void States_are_served_as_well(string part)
    {
        Assert.Contains(part, Comparable(Whole), StringComparison.Ordinal);
        Assert.Contains(part, Comparable(Served), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_variable_that_is_used_is_defined_wherever_Tabler_defines_it_for_all_pages()
    {
        var used = Use().Matches(Served).Select(match => match.Groups[1].Value).ToHashSet();
        var whole = Definitions(Whole).ToHashSet();
        var served = Definitions(Served).ToHashSet();

        Assert.True(used.Count > 100);
        Assert.Empty(whole.Where(definition => used.Contains(definition.Name)).Except(served));
    }

    /// <summary>The parts fetched when they are needed, the worker and the icons stay in files of their own; all else is in one of each kind.</summary>
    [Fact]
    public void Nothing_else_is_served() =>
        Assert.Equal(
            Repository.Files.Where(file => file.StartsWith("src/CrmWeb/wwwroot/js/parts/", StringComparison.Ordinal))
                .Select(file => $"{Path.GetFileNameWithoutExtension(file)}.min.js")
                .Concat(["app-180.png", "app-192.png", "app-512.png", "crm.min.css", "crm.min.js", "icons.svg", "service-worker.min.js"]).Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(Repository.Root, "src/CrmWeb/wwwroot/lib")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_module_and_every_sheet_is_in_the_bundle()
    {
        var sources = Repository.Files.Where(file => file.StartsWith("src/CrmWeb/wwwroot/js/", StringComparison.Ordinal) && !file.Contains("/worker/", StringComparison.Ordinal)).ToList();
        var modules = sources.Where(file => !file.Contains("/parts/", StringComparison.Ordinal));
        var imported = sources.SelectMany(file => Import().Matches(Repository.Read(file)).Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.Equal(["site.js"], modules.Select(Path.GetFileName).Where(name => !imported.Contains(name!)).Order(StringComparer.Ordinal));

        var bundle = Repository.Read("src/CrmWeb/client/bundle.mjs");
        Assert.All(
            Repository.Files.Where(file => file.StartsWith("src/CrmWeb/wwwroot/css/", StringComparison.Ordinal)),
            file => Assert.Contains(
                file.Contains("/parts/", StringComparison.Ordinal) ? $"from '../../css/parts/{Path.GetFileName(file)}'" : $"'{Path.GetFileNameWithoutExtension(file)}'",
                file.Contains("/parts/", StringComparison.Ordinal) ? Repository.Read($"src/CrmWeb/wwwroot/js/parts/{Path.GetFileNameWithoutExtension(file)}.js") : bundle,
                StringComparison.Ordinal));
    }

    /// <summary>The classes of each selector: it holds for nothing where one of them is never given, or where it only defines variables that nothing uses.</summary>
    private static IEnumerable<HashSet<string>> Selectors(string sheet) =>
        from Match rule in Rule().Matches(sheet)
        where rule.Groups[2].Value.Split(';', StringSplitOptions.RemoveEmptyEntries).Any(line => !line.StartsWith("--", StringComparison.Ordinal) || UsedVariables.Contains(line.Split(':')[0]))
        from selector in rule.Groups[1].Value.Split(',')
        select ClassSelector().Matches(selector).Select(match => match.Groups[1].Value).ToHashSet();

    /// <summary>By the scheme they are for, where they hold for the whole page.</summary>
    private static IEnumerable<(bool IsDark, string Name)> Definitions(string sheet) =>
        from Match rule in Rule().Matches(Comparable(sheet))
        let selectors = rule.Groups[1].Value.Split(',')
        let isDark = selectors.Contains("[data-bs-theme=dark]")
        where isDark || selectors.Any(selector => selector is ":root" or "[data-bs-theme=light]")
        from Match definition in Definition().Matches(rule.Groups[2].Value)
        select (isDark, definition.Groups[1].Value);

    /// <summary>Both as the one of the two that says less: without the quotes and spaces that a minifier leaves out.</summary>
    private static string Comparable(string sheet) => Regex.Replace(sheet.Replace("\"", "", StringComparison.Ordinal), @"\s*([,:{}])\s*", "$1")
        .Replace("@media(", "@media (", StringComparison.Ordinal);

    [GeneratedRegex(@"blocklist: \[(.*?)\]")]
    private static partial Regex Blocklist();

    // class="…" of markup, Attributes["class"] = "…" of a tag helper, className and classList of a script.
    [GeneratedRegex(@"(?:\bclass=""|\[""class""\] = \$?""|className\w* = [`'""]|classList\.\w+\([`'""])(?<names>[^""`'@$\n]*)")]
    private static partial Regex Classes();

    [GeneratedRegex(@"""[^""\n]*""|'[^'\n]*'|`[^`]*`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"[A-Za-z][\w-]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\.([A-Za-z][\w-]*)")]
    private static partial Regex ClassSelector();

    [GeneratedRegex(@"([^{};]+)\{([^{}]*)\}")]
    private static partial Regex Rule();

    [GeneratedRegex(@"(?:^|;)(--[\w-]+):")]
    private static partial Regex Definition();

    [GeneratedRegex(@"var\((--[\w-]+)")]
    private static partial Regex Use();

    [GeneratedRegex(@"(?:from |import |import\()'\.\.?/(?:[\w-]+/)?([\w-]+\.js)'")]
    private static partial Regex Import();
}
