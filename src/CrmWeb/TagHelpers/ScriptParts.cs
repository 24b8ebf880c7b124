namespace CrmWeb.TagHelpers;

/// <summary>The parts of the script that a page fetches when somebody begins with what needs them (js/parts.js).</summary>
public static class ScriptParts
{
    /// <summary>The files of wwwroot/js/parts.</summary>
    private static readonly string[] Names =
    [
        "calendar",
        "chart",
        "choice",
        "drafts",
        "facts",
        "field-rules",
        "htmx",
        "in-place",
        "install",
        "list",
        "news",
        "order",
        "refresh",
        "row-keys",
        "sheet",
        "upload",
        "without-line",
    ];

    /// <summary>Where they are, with a space between.</summary>
    public static string AddressesOf(HttpContext http) => string.Join(' ', Names.Select(name => IconTagHelper.AssetAddress(http, $"lib/{name}.min.js")));
}
