using CrmWeb.Infrastructure;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace CrmWeb.TagHelpers;

/// <summary>
/// <c>&lt;form method="post" crm-form&gt;</c>: the everyday form. The server's words are shown instead of the browser's bubbles,
/// it is sent once, Ctrl+Enter saves, and leaving it changed is asked about.
/// </summary>
[HtmlTargetElement("form", Attributes = "crm-form")]
public sealed class CrmFormTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.RemoveAll("crm-form");
        output.Attributes.SetAttribute("class", $"crm-form {output.Attributes["class"]?.Value}".TrimEnd());
        output.Attributes.SetAttribute(new TagHelperAttribute("novalidate", null, HtmlAttributeValueStyle.Minimized));
        output.Attributes.SetAttribute("data-form", "");
        // By its key the browser knows again what it kept of a form that was saved; FormPageFilter tells it.
        if (output.Attributes["data-draft"] is { } draft && draft.Value?.ToString() != "off")
        {
            output.PostContent.AppendHtml($"<input type=\"hidden\" name=\"{SavedDraft.Field}\" value=\"{Guid.NewGuid()}\" />");
        }

        // Shown in answer to a POST, it holds what somebody typed and nobody has saved.
        if (HttpMethods.IsPost(ViewContext.HttpContext.Request.Method) && !ViewContext.HttpContext.IsAnsweredAfresh())
        {
            output.Attributes.SetAttribute("data-unsaved", "");
        }
    }
}

/// <summary>
/// <c>&lt;form method="post" crm-in-place="condition"&gt;</c>: answered without leaving the page where the condition holds. Razor writes
/// a data- attribute also where its value is null.
/// </summary>
[HtmlTargetElement("form", Attributes = "crm-in-place")]
public sealed class InPlaceTagHelper : TagHelper
{
    [HtmlAttributeName("crm-in-place")]
    public bool IsInPlace { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (IsInPlace)
            output.Attributes.SetAttribute("data-in-place", "");
    }
}

/// <summary>
/// <c>&lt;crm-errors /&gt;</c>: what keeps the form from being saved, each with a link to its field. Where all is well only a template,
/// which field-rules.js fills when it holds the form back.
/// </summary>
[HtmlTargetElement("crm-errors")]
public sealed class ErrorsTagHelper(IStringLocalizer<InterfaceText> text) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ViewData.ModelState
            .SelectMany(field => field.Value?.Errors.Select(error => (field.Key, error.ErrorMessage)) ?? [])
            .Where(error => error.ErrorMessage.Length > 0)
            .Distinct()
            .ToList();
        if (errors.Count == 0)
        {
            output.TagName = "template";
            output.TagMode = TagMode.StartTagAndEndTag;
            output.Attributes.SetAttribute("data-errors-template", "");
            output.Content.AppendHtml(Summary([]));
            return;
        }

        output.TagName = null;
        output.Content.AppendHtml(Summary(errors));
    }

    private TagBuilder Summary(IReadOnlyList<(string Key, string Message)> errors)
    {
        var summary = new TagBuilder("div");
        summary.Attributes["class"] = "alert alert-danger crm-errors";
        summary.Attributes["role"] = "alert";
        summary.Attributes["tabindex"] = "-1";
        summary.Attributes["data-errors"] = "";
        var title = new TagBuilder("p");
        title.AddCssClass("crm-errors-title");
        title.InnerHtml.AppendHtml(IconTagHelper.Svg(ViewContext.HttpContext, "alert-circle")).Append(text["Errors.Title"]);
        var list = new TagBuilder("ul");
        foreach (var (key, message) in errors)
        {
            list.InnerHtml.AppendHtml(Item(key, message));
        }

        summary.InnerHtml.AppendHtml(title).AppendHtml(list);
        return summary;
    }

    private TagBuilder Item(string key, string message)
    {
        var item = new TagBuilder("li");
        // Messages about the whole form have no field to go to.
        if (key.Contains('.') && !key.EndsWith('.'))
        {
            var link = new TagBuilder("a");
            link.Attributes["href"] = $"#{FieldTagHelper.FieldId(ViewContext, key)}";
            link.InnerHtml.Append(message);
            item.InnerHtml.AppendHtml(link);
        }
        else
        {
            item.InnerHtml.Append(message);
        }

        return item;
    }
}
