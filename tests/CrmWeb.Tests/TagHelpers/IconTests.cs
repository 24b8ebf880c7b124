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

    private static string Source([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex("<crm-(?:icon name|empty icon)=\"([a-z0-9-]+)\"")]
    private static partial Regex IconName();
}
