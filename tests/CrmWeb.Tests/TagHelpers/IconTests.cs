using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace CrmWeb.Tests.TagHelpers;

[Trait("Category", "Pure")]
public sealed partial class IconTests
{
    [Fact]
    public void Every_icon_a_view_shows_is_in_the_sprite()
    {
        var web = Path.Combine(Source(), "..", "..", "..", "src", "CrmWeb");
        var known = JsonSerializer.Deserialize<HashSet<string>>(File.ReadAllText(Path.Combine(web, "client", "icons.json")))!;
        var views = Directory.GetFiles(Path.Combine(web, "Pages"), "*.cshtml", SearchOption.AllDirectories);
        var missing = from view in views
                      from Match icon in IconName().Matches(File.ReadAllText(view))
                      where !known.Contains(icon.Groups[1].Value)
                      select $"{Path.GetFileName(view)}: {icon.Groups[1].Value}";

        Assert.NotEmpty(views);
        Assert.Empty(missing);
    }

    /// <summary>The sprite is loaded with the first page: what nothing names stays out of it.</summary>
    [Fact]
    public void Every_icon_of_the_sprite_is_named_somewhere()
    {
        var source = Path.Combine(Source(), "..", "..", "..", "src");
        var web = Path.Combine(source, "CrmWeb");
        var known = JsonSerializer.Deserialize<List<string>>(File.ReadAllText(Path.Combine(web, "client", "icons.json")))!;
        string[] folders = [.. new[] { "Pages", "TagHelpers", "Infrastructure", "Security", "wwwroot/js" }.Select(folder => Path.Combine(web, folder)), Path.Combine(source, "CrmWeb.Core")];
        var texts = folders.SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml" or ".js" && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText).ToList();

        Assert.DoesNotContain(known, icon => !texts.Exists(text =>
            text.Contains($"\"{icon}\"", StringComparison.Ordinal) || text.Contains($"'{icon}'", StringComparison.Ordinal) || text.Contains($"#{icon}", StringComparison.Ordinal)));
    }

    private static string Source([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex("<crm-(?:icon name|empty icon)=\"([a-z0-9-]+)\"")]
    private static partial Regex IconName();
}
