using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CrmWeb.TagHelpers;

/// <summary>
/// The form of a filter bar: <c>&lt;form method="get" crm-filters&gt;</c>. What is in force and has no control of its own in the
/// form, because the reader's role is not offered it or because it comes from elsewhere, is sent along, so that one more condition
/// never takes another off. The page number is not: another view begins at its first page.
/// </summary>
[HtmlTargetElement("form", Attributes = "crm-filters")]
public sealed partial class FilterFormTagHelper(HtmlEncoder encoder) : TagHelper
{
    private static readonly HashSet<string> NotKept = new(StringComparer.OrdinalIgnoreCase) { "p", "handler", "add" };

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.RemoveAll("crm-filters");
        var content = await output.GetChildContentAsync();
        HashSet<string> shown = new(ControlName().Matches(content.GetContent(encoder)).Select(m => m.Groups["name"].Value), StringComparer.OrdinalIgnoreCase);
        output.Content.SetHtmlContent(content);
        foreach (var (key, values) in ViewContext.HttpContext.Request.Query.Where(q => !shown.Contains(q.Key) && !NotKept.Contains(q.Key)))
        {
            foreach (var value in values.Where(v => !string.IsNullOrEmpty(v)))
            {
                var hidden = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
                hidden.Attributes["type"] = "hidden";
                hidden.Attributes["name"] = key;
                hidden.Attributes["value"] = value;
                output.Content.AppendHtml(hidden);
            }
        }
    }

    [GeneratedRegex("<(?:input|select|textarea)\\b[^>]*?\\sname=\"(?<name>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ControlName();
}
