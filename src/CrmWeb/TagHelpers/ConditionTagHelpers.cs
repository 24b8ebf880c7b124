using System.Globalization;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace CrmWeb.TagHelpers;

/// <summary>
/// The values of a condition in a native list: <c>&lt;crm-choices condition="…" value="…" /&gt;</c> for one, applied at once;
/// <c>&lt;crm-choices several="…" values="…" /&gt;</c> for several. No partial view, which costs ten times what is written in it.
/// </summary>
[HtmlTargetElement("crm-choices", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ChoicesTagHelper(IStringLocalizer<ListText> words, StoredChoices stored) : TagHelper
{
    public ChoiceCondition? Condition { get; set; }

    public SeveralCondition? Several { get; set; }

    public string? Value { get; set; }

    public IReadOnlyList<string> Values { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "select";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "form-select");
        output.Attributes.SetAttribute("id", $"filter-{Condition?.Key ?? Several!.Key}");
        output.Attributes.SetAttribute("name", Condition?.Key ?? Several!.Key);
        if (Condition is { } one)
            WriteOne(one, output);
        else
            WriteSeveral(Several!, output);
    }

    private void WriteOne(ChoiceCondition choice, TagHelperOutput output)
    {
        output.Attributes.SetAttribute("data-live", "");
        output.Content.AppendHtml(Option(words["Any"], "", chosen: false));
        var isFirst = choice.First is { } first && string.Equals(first.Value, Value, StringComparison.OrdinalIgnoreCase);
        if (choice.First is not null)
            output.Content.AppendHtml(Option(choice.First.Text, choice.First.Value, isFirst));
        var items = choice.Items as ChoiceList ?? new ChoiceList(choice.Items);
        if (!isFirst)
            items = (ChoiceList)stored.Keep(items, Value, choice.Shown);
        output.Content.AppendHtml(items.Options(Value));
    }

    private void WriteSeveral(SeveralCondition several, TagHelperOutput output)
    {
        output.Attributes.SetAttribute("multiple", "multiple");
        output.Attributes.SetAttribute("size", "6");
        output.Content.AppendHtml(new ChoiceList(several.Items).Options(Values));
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
}

/// <summary>A typed value of a condition, with what is wrong with it: <c>&lt;crm-condition-input name="idleDays" label="…" value="…" error="…" /&gt;</c>.</summary>
[HtmlTargetElement("crm-condition-input", Attributes = "name, label", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ConditionInputTagHelper(OrganizationClock clock) : TagHelper
{
    private const string TypedMax = "20";
    private const string WordsMax = "100";

    public string Name { get; set; } = "";

    public string Label { get; set; } = "";

    public string? Value { get; set; }

    public string? Error { get; set; }

    public string? Unit { get; set; }

    /// <summary>A day is typed.</summary>
    public bool Day { get; set; }

    /// <summary>Words are typed, not a number.</summary>
    public bool Words { get; set; }

    /// <summary>The day ends a stretch.</summary>
    public bool Ends { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field");
        var caption = new TagBuilder("label");
        caption.Attributes["class"] = "form-label";
        caption.Attributes["for"] = $"filter-{Name}";
        caption.InnerHtml.Append(string.IsNullOrEmpty(Unit) ? Label : $"{Label} ({Unit})");
        output.Content.AppendHtml(caption).AppendHtml(Input());
        if (string.IsNullOrEmpty(Error))
            return;
        var error = new TagBuilder("div");
        error.Attributes["id"] = $"filter-{Name}_error";
        error.Attributes["class"] = "invalid-feedback";
        error.InnerHtml.Append(Error);
        output.Content.AppendHtml(error);
    }

    private TagBuilder Input()
    {
        // A date control shows nothing but days in its own spelling: what is none stays to be mended as text.
        var isDay = FilterValues.TryDay(Value, clock.Today, out var day, Ends);
        var isPicked = Day && (isDay || string.IsNullOrWhiteSpace(Value));
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["class"] = string.IsNullOrEmpty(Error) ? "form-control" : "form-control is-invalid";
        input.Attributes["id"] = $"filter-{Name}";
        input.Attributes["name"] = Name;
        input.Attributes["type"] = isPicked ? "date" : "text";
        input.Attributes["autocomplete"] = "off";
        if (!string.IsNullOrEmpty(Value))
            input.Attributes["value"] = isPicked && isDay ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Value;
        if (!Day && !Words)
            input.Attributes["inputmode"] = "decimal";
        if (!isPicked)
            input.Attributes["maxlength"] = Words ? WordsMax : TypedMax;
        if (!string.IsNullOrEmpty(Error))
        {
            input.Attributes["aria-invalid"] = "true";
            input.Attributes["aria-describedby"] = $"filter-{Name}_error";
        }

        return input;
    }
}
