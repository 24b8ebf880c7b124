using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.TagHelpers;

/// <summary>A control with units beside it: 万元.</summary>
internal static class InputGroup
{
    /// <summary>The control alone where it has no unit.</summary>
    public static IHtmlContent Around(TagBuilder control, string? before, string? after)
    {
        if (before is null && after is null)
            return control;

        var group = new TagBuilder("div");
        group.AddCssClass("input-group");
        Append(group, before);
        group.InnerHtml.AppendHtml(control);
        Append(group, after);
        return group;
    }

    private static void Append(TagBuilder group, string? unit)
    {
        if (unit is null)
            return;

        var span = new TagBuilder("span");
        span.AddCssClass("input-group-text");
        span.InnerHtml.Append(unit);
        group.InnerHtml.AppendHtml(span);
    }
}
