using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CrmWeb.TagHelpers;

/// <summary>
/// <c>&lt;crm-list frame="Model.List"&gt; rows and pager &lt;/crm-list&gt;</c>: the card of any list, with its views, search, conditions
/// and tools above. With script it changes where it stands (js/live-list.js), without it its links lead to pages.
/// </summary>
[HtmlTargetElement("crm-list", Attributes = "frame")]
public sealed class ListTagHelper(IHtmlHelper html) : TagHelper
{
    public ListFrame Frame { get; set; } = null!;

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((IViewContextAware)html).Contextualize(ViewContext);
        output.TagName = "section";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("id", "list");
        output.Attributes.SetAttribute("class", Frame.Habits?.IsDense == true ? "card list is-dense" : "card list");
        output.Attributes.SetAttribute("data-live-list", "");

        // The last question asked is the one that is answered; an answer that names a fault is shown like any other.
        output.Attributes.SetAttribute("hx-sync", "this:replace");
        output.Attributes.SetAttribute("hx-status:400", "swap:outerMorph");
        output.Content.AppendHtml(await html.PartialAsync("~/Pages/Lists/_Head.cshtml", Frame));
        output.Content.AppendHtml(await output.GetChildContentAsync());
    }
}
