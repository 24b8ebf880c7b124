using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.TagHelpers;

/// <summary>A control with a unit beside it: 万元.</summary>
internal static class InputGroup
{
    /// <summary>The control alone where it has no unit.</summary>
    public static IHtmlContent Around(TagBuilder control, string? unit)
    {
        if (unit is null)
            return control;

        var group = new TagBuilder("div");
        group.AddCssClass("input-group");
        group.InnerHtml.AppendHtml(control);
        var span = new TagBuilder("span");
        span.AddCssClass("input-group-text");
        span.InnerHtml.Append(unit);
        group.InnerHtml.AppendHtml(span);
        return group;
    }
}
