using CrmWeb.Infrastructure;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.TagHelpers;

/// <summary>The native list of a <see cref="FieldTagHelper"/>; where it has many choices, js/parts/choice.js makes it one to search in.</summary>
internal sealed class SelectControl(FieldValue value)
{
    public TagBuilder Build(FieldTagHelper field, IStringLocalizer<InterfaceText> text)
    {
        var select = new TagBuilder("select");
        select.AddCssClass("form-select");
        if (field.Multiple)
        {
            select.Attributes["multiple"] = "multiple";
            select.AddCssClass("choice-native");
            if (!string.IsNullOrEmpty(field.Create))
                select.Attributes["data-create"] = field.Create;
        }
        else if (!field.NoEmpty)
        {
            var empty = new SelectListItem(field.Empty ?? text["Field.Choose"], "");
            select.InnerHtml.AppendHtml(Option(empty, selected: false));
        }

        if (field.Items is ChoiceList choices)
        {
            WriteList(select, choices, field.ViewContext.HttpContext);
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

    private void WriteList(TagBuilder select, ChoiceList choices, HttpContext http)
    {
        if (choices.Source is null)
        {
            select.InnerHtml.AppendHtml(choices.Options(value.Values));
            return;
        }

        select.Attributes["data-choices"] = choices.Source;
        if (ChoicesInPage.AreWanted(http))
        {
            select.InnerHtml.AppendHtml(choices.Options(value.Values));
            return;
        }

        ChoicesInPage.LeaveOut(http);
        foreach (var item in choices.Chosen([.. value.Values]))
            select.InnerHtml.AppendHtml(Option(item, selected: true));
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
        if (group is ChoiceGroup { Id: var id })
            tag.Attributes["data-id"] = id;
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

        if (item is ColouredChoice { Colour: var colour })
        {
            option.Attributes["data-colour"] = colour;
        }

        option.InnerHtml.Append(item.Text);
        return option;
    }

    /// <summary>A list of several choices with what is chosen on chips: what is seen of it before js/parts/choice.js takes it over.</summary>
    public static TagBuilder Boxed(TagBuilder select, IEnumerable<SelectListItem> items, FieldValue value, IStringLocalizer<InterfaceText> text)
    {
        var box = new TagBuilder("div");
        box.AddCssClass("choice-box form-control");
        box.Attributes["aria-hidden"] = "true";
        foreach (var item in items.Where(i => value.Has(i.Value ?? i.Text)))
        {
            var chip = new TagBuilder("span");
            chip.AddCssClass($"stage tag stage-{(item as ColouredChoice)?.Colour ?? "gray"}");
            chip.InnerHtml.Append(item.Text).AppendHtml("<span class=\"choice-x\">×</span>");
            box.InnerHtml.AppendHtml(chip);
        }

        var empty = new TagBuilder("span");
        empty.AddCssClass("choice-empty");
        empty.InnerHtml.Append(text["Field.Choose"]);
        box.InnerHtml.AppendHtml(empty);
        var field = new TagBuilder("div");
        field.AddCssClass("choice-many");
        field.InnerHtml.AppendHtml(box).AppendHtml(select);
        return field;
    }
}
