using System.Globalization;
using CrmWeb.Infrastructure;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace CrmWeb.TagHelpers;

/// <summary>
/// Pages of a list as plain links, the rest of the address kept: <c>&lt;crm-pager page="Model.P" size="Model.Size" total="rows.Total" /&gt;</c>.
/// </summary>
[HtmlTargetElement("crm-pager", Attributes = "page, size, total")]
public sealed class PagerTagHelper(IStringLocalizer<InterfaceText> text, IStringLocalizer<ListText> words) : TagHelper
{
    private static readonly int[] SizesOffered = [20, 50, 100];

    public int Page { get; set; }

    public int Size { get; set; }

    public int Total { get; set; }

    /// <summary>Whether the reader chooses how many rows a page has.</summary>
    public bool Sizes { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pager");
        output.Attributes.SetAttribute("aria-label", text["Pager.Label"].Value);

        var count = new TagBuilder("span");
        count.AddCssClass("pager-total num");
        count.InnerHtml.Append(text["Pager.Total", Total.ToString("N0", CultureInfo.CurrentUICulture)]);
        output.Content.AppendHtml(count);
        if (Sizes && Total > SizesOffered[0])
            output.Content.AppendHtml(SizeChoice());

        var last = Math.Max(1, (Total + Size - 1) / Math.Max(1, Size));
        if (last == 1 && Page <= 1)
        {
            return;
        }

        var list = new TagBuilder("ul");
        list.AddCssClass("pagination");
        list.InnerHtml.AppendHtml(Step("chevron-left", text["Pager.Previous"], Page > 1 ? Math.Min(Page - 1, last) : null, "prev"));
        var before = 0;
        foreach (var number in Numbers(Page, last))
        {
            if (number > before + 1)
            {
                list.InnerHtml.AppendHtml("<li class=\"page-item page-gap\" aria-hidden=\"true\">…</li>");
            }

            list.InnerHtml.AppendHtml(Number(number));
            before = number;
        }

        list.InnerHtml.AppendHtml(Step("chevron-right", text["Pager.Next"], Page < last ? Page + 1 : null, "next"));
        output.Content.AppendHtml(list);
    }

    private TagBuilder SizeChoice()
    {
        var choice = new TagBuilder("div");
        choice.AddCssClass("pager-sizes");
        choice.Attributes["role"] = "group";
        choice.Attributes["aria-label"] = words["Size"];
        foreach (var size in SizesOffered)
        {
            var link = new TagBuilder("a");
            link.AddCssClass("page-link num");
            link.Attributes["href"] = QueryAddress.With(ViewContext.HttpContext.Request, "size", size == SizesOffered[0] ? null : $"{size}", without: "p");
            link.Attributes["aria-label"] = $"{words["Size"]}: {size}";
            if (size == Size)
                link.Attributes["aria-current"] = "true";
            link.InnerHtml.Append($"{size}");
            choice.InnerHtml.AppendHtml(link);
        }

        return choice;
    }

    /// <summary>First, last, and two on each side of the current page.</summary>
    public static IEnumerable<int> Numbers(int page, int last) =>
        Enumerable.Range(page - 2, 5).Append(1).Append(last).Where(n => n >= 1 && n <= last).Distinct().Order();

    private string Address(int page) => QueryAddress.ToPage(ViewContext.HttpContext.Request, page);

    private TagBuilder Number(int number)
    {
        var item = new TagBuilder("li");
        item.AddCssClass("page-item page-number");
        var link = new TagBuilder("a");
        link.AddCssClass("page-link num");
        link.Attributes["href"] = Address(number);
        link.Attributes["aria-label"] = text["Pager.Page", number];
        if (number == Page)
        {
            item.AddCssClass("active");
            link.Attributes["aria-current"] = "page";
        }

        link.InnerHtml.Append(number.ToString(CultureInfo.InvariantCulture));
        item.InnerHtml.AppendHtml(link);
        return item;
    }

    private TagBuilder Step(string icon, string label, int? target, string rel)
    {
        var item = new TagBuilder("li");
        item.AddCssClass("page-item");
        var link = new TagBuilder(target is null ? "span" : "a");
        link.AddCssClass("page-link");
        if (target is null)
        {
            item.AddCssClass("disabled");
        }
        else
        {
            link.Attributes["href"] = Address(target.Value);
            link.Attributes["rel"] = rel;
        }

        link.InnerHtml.AppendHtml(rel == "prev" ? IconTagHelper.Svg(ViewContext.HttpContext, icon) : HtmlString.Empty)
            .Append(label)
            .AppendHtml(rel == "next" ? IconTagHelper.Svg(ViewContext.HttpContext, icon) : HtmlString.Empty);
        item.InnerHtml.AppendHtml(link);
        return item;
    }
}

/// <summary>What stands where there is nothing yet: what this is, and as content the first step.</summary>
[HtmlTargetElement("crm-empty", Attributes = "title")]
public sealed class EmptyTagHelper : TagHelper
{
    public string Icon { get; set; } = "inbox";

    public string Title { get; set; } = "";

    public string? Text { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var steps = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"empty-state {output.Attributes["class"]?.Value}".TrimEnd());
        output.Content.AppendHtml(IconTagHelper.Svg(ViewContext.HttpContext, Icon)).AppendHtml(Paragraph("empty-title", Title));
        if (Text is not null)
        {
            output.Content.AppendHtml(Paragraph("empty-text", Text));
        }

        if (!steps.IsEmptyOrWhiteSpace)
        {
            output.Content.AppendHtml("<div class=\"empty-steps\">").AppendHtml(steps).AppendHtml("</div>");
        }
    }

    private static TagBuilder Paragraph(string cssClass, string content)
    {
        var paragraph = new TagBuilder("p");
        paragraph.AddCssClass(cssClass);
        paragraph.InnerHtml.Append(content);
        return paragraph;
    }
}
