using CrmWeb.Core.Customers;
using CrmWeb.Pages.Customers;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace CrmWeb.TagHelpers;

/// <summary>
/// One condition of a filter bar: <c>&lt;crm-filter choice='new FilterChoice("stage", …)' /&gt;</c> or
/// <c>&lt;crm-filter text='new FilterText("idleDays", …)' /&gt;</c>. No partial view: a list has forty of them, and a partial view
/// costs ten times what is written in it.
/// </summary>
[HtmlTargetElement("crm-filter", Attributes = "choice", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("crm-filter", Attributes = "text", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FilterTagHelper(IStringLocalizer<CustomersText> words) : TagHelper
{
    private const string TypedMax = "12";

    public FilterChoice? Choice { get; set; }

    public FilterText? Text { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (name, label) = Choice is not null ? (Choice.Name, Choice.Label) : (Text!.Name, Text.Label);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field");

        var caption = new TagBuilder("label");
        caption.Attributes["class"] = "form-label";
        caption.Attributes["for"] = $"filter-{name}";
        caption.InnerHtml.Append(label);

        var control = Choice is not null ? Select(Choice) : Input(Text!);
        control.Attributes["id"] = $"filter-{name}";
        control.Attributes["name"] = name;
        output.Content.AppendHtml(caption).AppendHtml(control);
    }

    private TagBuilder Select(FilterChoice choice)
    {
        var select = new TagBuilder("select");
        select.Attributes["class"] = "form-select";
        select.InnerHtml.AppendHtml(Option(words["Filter.Any"], "", chosen: false));
        if (choice.First is { } first)
            select.InnerHtml.AppendHtml(Option(first.Text, first.Value, choice.IsChosen(first)));
        select.InnerHtml.AppendHtml((choice.Items as ChoiceList ?? new ChoiceList([.. choice.Items])).Options(choice.Value));
        return select;
    }

    private static TagBuilder Option(string text, string value, bool chosen)
    {
        var option = new TagBuilder("option");
        option.Attributes["value"] = value;
        if (chosen)
            option.Attributes["selected"] = "selected";
        option.InnerHtml.Append(text);
        return option;
    }

    private static TagBuilder Input(FilterText text)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["class"] = "form-control";
        input.Attributes["type"] = text.Type;
        input.Attributes["autocomplete"] = "off";
        if (text.Value is not null)
            input.Attributes["value"] = text.Value;
        if (text.Example is not null)
            input.Attributes["placeholder"] = text.Example;
        if (text.Type != "date")
        {
            input.Attributes["inputmode"] = "decimal";
            input.Attributes["maxlength"] = TypedMax;
        }

        return input;
    }
}
