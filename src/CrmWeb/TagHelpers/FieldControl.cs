using CrmWeb.Infrastructure;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.TagHelpers;

/// <summary>The native control of a <see cref="FieldTagHelper"/>.</summary>
internal sealed class FieldControl(string name, string id, string type, FieldValue value)
{
    public TagBuilder Build(FieldTagHelper field, IStringLocalizer<InterfaceText> text)
    {
        var control = type switch
        {
            "select" => new SelectControl(value).Build(field, text),
            "textarea" => TextArea(field),
            "checkbox" => Checkbox(),
            _ => Input(),
        };
        control.Attributes["id"] = id;
        control.Attributes["name"] = name;
        return control;
    }

    /// <summary>An unticked box sends nothing; this sends false after it.</summary>
    public static TagBuilder Unchecked(string name)
    {
        var hidden = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        hidden.Attributes["type"] = "hidden";
        hidden.Attributes["name"] = name;
        hidden.Attributes["value"] = "false";
        return hidden;
    }

    private TagBuilder Input()
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.AddCssClass("form-control");
        // A number field would turn with the mouse wheel and refuse 1,200,000; a text field with a number keyboard does neither.
        input.Attributes["type"] = type is "decimal" or "integer" ? "text" : type;
        switch (type)
        {
            case "decimal":
                input.Attributes["inputmode"] = "decimal";
                input.AddCssClass("num");
                break;
            case "integer":
                input.Attributes["inputmode"] = "numeric";
                input.AddCssClass("num");
                break;
            case "password":
                return input;
        }

        if (value.Text.Length > 0)
        {
            input.Attributes["value"] = value.Text;
        }

        return input;
    }

    private TagBuilder TextArea(FieldTagHelper field)
    {
        var area = new TagBuilder("textarea");
        area.AddCssClass("form-control");
        area.Attributes["rows"] = $"{field.Rows}";
        area.Attributes["data-autosize"] = "";
        // The parser drops the first line break of a textarea.
        area.InnerHtml.AppendHtml("\n").Append(value.Text);
        return area;
    }

    private TagBuilder Checkbox()
    {
        var box = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        box.AddCssClass("form-check-input");
        box.Attributes["type"] = "checkbox";
        box.Attributes["value"] = "true";
        if (value.Has("true"))
        {
            box.Attributes["checked"] = "checked";
        }

        return box;
    }
}
