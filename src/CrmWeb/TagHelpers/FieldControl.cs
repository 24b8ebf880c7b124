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
            "select" => Select(field, text),
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

    private TagBuilder Select(FieldTagHelper field, IStringLocalizer<InterfaceText> text)
    {
        var select = new TagBuilder("select");
        select.AddCssClass("form-select");
        if (field.Multiple)
        {
            select.Attributes["multiple"] = "multiple";
            select.Attributes["data-pick-many"] = "";
        }
        else if (!field.NoEmpty)
        {
            var empty = new SelectListItem(field.Empty ?? text["Field.Choose"], "");
            select.InnerHtml.AppendHtml(Option(empty, selected: false));
        }

        if (field.Items is ChoiceList choices)
        {
            select.InnerHtml.AppendHtml(choices.Options(value.Values));
            Keep(select, choices, field.Multiple, text);
            return select;
        }

        TagBuilder? group = null;
        SelectListGroup? current = null;
        foreach (var item in field.Items ?? [])
        {
            if (item.Group != current)
            {
                current = item.Group;
                group = current is null ? null : Group(current);
                if (group is not null)
                {
                    select.InnerHtml.AppendHtml(group);
                }
            }

            (group ?? select).InnerHtml.AppendHtml(Option(item, value.IsSet ? value.Has(item.Value ?? item.Text) : item.Selected));
        }

        Keep(select, field.Items ?? [], field.Multiple, text);
        return select;
    }

    /// <summary>What no page thought of naming is kept all the same: no select shows another choice than the one its form carries.</summary>
    private void Keep(TagBuilder select, IEnumerable<SelectListItem> offered, bool multiple, IStringLocalizer<InterfaceText> text)
    {
        var values = offered.Select(o => o.Value ?? o.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var carried = value.Values.Where(v => v.Length > 0).ToList();
        var missing = multiple ? carried.Where(v => !values.Contains(v)) : carried.Exists(values.Contains) ? [] : carried.Take(1);
        foreach (var one in missing)
            select.InnerHtml.AppendHtml(Option(new SelectListItem(StoredChoices.Marked(text, one), one), selected: true));
    }

    private static TagBuilder Group(SelectListGroup group)
    {
        var tag = new TagBuilder("optgroup");
        tag.Attributes["label"] = group.Name;
        return tag;
    }

    private static TagBuilder Option(SelectListItem item, bool selected)
    {
        var option = new TagBuilder("option");
        option.Attributes["value"] = item.Value ?? item.Text;
        if (selected)
        {
            option.Attributes["selected"] = "selected";
        }

        if (item.Disabled)
        {
            option.Attributes["disabled"] = "disabled";
        }

        option.InnerHtml.Append(item.Text);
        return option;
    }
}
