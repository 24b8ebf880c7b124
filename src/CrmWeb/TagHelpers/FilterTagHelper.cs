using System.Globalization;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Pages.Customers.List;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
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
public sealed class FilterTagHelper(IStringLocalizer<CustomersText> words, StoredChoices stored, OrganizationClock clock) : TagHelper
{
    private const string TypedMax = "20";

    public FilterChoice? Choice { get; set; }

    public FilterText? Text { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

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
        if (ViewContext.ViewData.ModelState[name]?.Errors is { Count: > 0 } errors)
        {
            control.AddCssClass("is-invalid");
            control.Attributes["aria-invalid"] = "true";
            control.Attributes["aria-describedby"] = $"filter-{name}_error";
            var error = new TagBuilder("div");
            error.Attributes["id"] = $"filter-{name}_error";
            error.Attributes["class"] = "invalid-feedback";
            error.InnerHtml.Append(string.Join(' ', errors.Select(e => e.ErrorMessage)));
            output.Content.AppendHtml(error);
        }
    }

    private TagBuilder Select(FilterChoice choice)
    {
        var select = new TagBuilder("select");
        select.Attributes["class"] = "form-select";
        select.InnerHtml.AppendHtml(Option(words["Filter.Any"], "", chosen: false));
        if (choice.First is { } first)
            select.InnerHtml.AppendHtml(Option(first.Text, first.Value, choice.IsChosen(first)));
        var items = choice.Items as ChoiceList ?? new ChoiceList([.. choice.Items]);
        if (choice.First is null || !choice.IsChosen(choice.First))
            items = (ChoiceList)stored.Keep(items, choice.Value, choice.Shown);
        select.InnerHtml.AppendHtml(items.Options(choice.Value));
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

    private TagBuilder Input(FilterText text)
    {
        // A date control shows nothing but days in its own spelling: what is none stays to be mended as text.
        var isDay = FilterValues.TryDay(text.Value, clock.Today, out var day);
        var type = text.Type == "date" && !isDay && !string.IsNullOrWhiteSpace(text.Value) ? "text" : text.Type;
        var value = type == "date" && isDay ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : text.Value;
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["class"] = "form-control";
        input.Attributes["type"] = type;
        input.Attributes["autocomplete"] = "off";
        if (value is not null)
            input.Attributes["value"] = value;
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
