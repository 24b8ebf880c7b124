using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CrmWeb.TagHelpers;

/// <summary>
/// An icon of the sprite: <c>&lt;crm-icon name="phone" /&gt;</c>. It is decoration beside a word; where it stands alone,
/// <see cref="Label"/> says what it means. The names are listed in client/icons.json.
/// </summary>
[HtmlTargetElement("crm-icon", Attributes = "name")]
public sealed class IconTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    public string? Label { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"icon {output.Attributes["class"]?.Value}".TrimEnd());
        if (Label is null)
        {
            output.Attributes.SetAttribute("aria-hidden", "true");
        }
        else
        {
            output.Attributes.SetAttribute("role", "img");
            output.Attributes.SetAttribute("aria-label", Label);
        }

        var use = new TagBuilder("use");
        use.Attributes["href"] = $"{SpriteAddress(ViewContext.HttpContext)}#{Name}";
        output.Content.SetHtmlContent(use);
    }

    /// <summary>Markup of a decorative icon for other tag helpers.</summary>
    internal static TagBuilder Svg(HttpContext http, string name)
    {
        var use = new TagBuilder("use");
        use.Attributes["href"] = $"{SpriteAddress(http)}#{name}";
        var svg = new TagBuilder("svg");
        svg.AddCssClass("icon");
        svg.Attributes["aria-hidden"] = "true";
        svg.InnerHtml.AppendHtml(use);
        return svg;
    }

    /// <summary>The fingerprinted address where static assets are mapped, so that the file is cached for good.</summary>
    internal static string AssetAddress(HttpContext http, string asset)
    {
        var assets = http.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>();
        return $"{http.Request.PathBase}/{assets?[asset] ?? asset}";
    }

    private static string SpriteAddress(HttpContext http) => AssetAddress(http, "lib/icons.svg");
}
