using CrmWeb.Core.Requests;
using CrmWeb.Infrastructure;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace CrmWeb.TagHelpers;

/// <summary>
/// A column by which the list can be sorted: <c>&lt;th crm-sort="name"&gt;@L["Name"]&lt;/th&gt;</c>. The address has sort=name, descending
/// sort=-name, and up to three of them separated by commas: the click sorts by this column alone, with the Shift key by this one too.
/// </summary>
[HtmlTargetElement("th", Attributes = "crm-sort")]
public sealed class SortTagHelper(IStringLocalizer<ListText> text) : TagHelper
{
    [HtmlAttributeName("crm-sort")]
    public string Key { get; set; } = "";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var label = await output.GetChildContentAsync();
        var head = new SortHead(ViewContext.HttpContext.Request, Key, null, false);
        output.Attributes.SetAttribute("scope", "col");
        if (head.Direction is { } direction)
            output.Attributes.SetAttribute("aria-sort", direction);
        output.Content.SetHtmlContent(head.Link(ViewContext.HttpContext, link => link.AppendHtml(label), text));
    }
}

/// <summary>The heads of the columns that are shown: <c>&lt;crm-heads columns="Model.Columns" default="-updated" /&gt;</c>.</summary>
[HtmlTargetElement("crm-heads", Attributes = "columns", TagStructure = TagStructure.WithoutEndTag)]
public sealed class HeadsTagHelper(IStringLocalizer<ListText> text) : TagHelper
{
    public IReadOnlyList<ShownColumn> Columns { get; set; } = [];

    /// <summary>Whether they lead to another order.</summary>
    public bool Sortable { get; set; } = true;

    /// <summary>The order of the list where the address says none.</summary>
    public string Default { get; set; } = "";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        foreach (var shown in Columns)
        {
            var cell = new TagBuilder("th");
            cell.Attributes["scope"] = "col";
            cell.Attributes["data-column"] = shown.Column.Key;
            if (shown.Classes is { } classes)
                cell.Attributes["class"] = classes;
            if (shown.Width is { } width)
                cell.Attributes["width"] = width.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (Sortable && shown.Column.Sort is { } key)
            {
                var head = new SortHead(ViewContext.HttpContext.Request, key, Default.TrimStart('-') == key ? Default : null, shown.Column.IsLargestFirst);
                if (head.Direction is { } direction)
                    cell.Attributes["aria-sort"] = direction;
                cell.InnerHtml.AppendHtml(head.Link(ViewContext.HttpContext, link => link.Append(shown.Column.Label), text));
            }
            else
            {
                cell.InnerHtml.Append(shown.Column.Label);
            }

            output.Content.AppendHtml(cell);
        }
    }
}
