using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CrmWeb.TagHelpers;

/// <summary>
/// A phone number to tap: <c>&lt;crm-tel text="@row.Phone" dial="@row.Dial" /&gt;</c>. Without digits to dial (a masked number) it is only text.
/// </summary>
[HtmlTargetElement("crm-tel", Attributes = "text")]
public sealed class PhoneTagHelper : TagHelper
{
    public string? Text { get; set; }

    public string? Dial { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (string.IsNullOrEmpty(Text))
        {
            output.SuppressOutput();
            return;
        }

        var dialable = !string.IsNullOrEmpty(Dial);
        output.TagName = dialable ? "a" : "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"tel {output.Attributes["class"]?.Value}".TrimEnd());
        if (dialable)
        {
            output.Attributes.SetAttribute("href", $"tel:{Dial}");
            output.Content.AppendHtml(IconTagHelper.Svg(ViewContext.HttpContext, "phone"));
        }

        output.Content.Append(Text);
    }
}
