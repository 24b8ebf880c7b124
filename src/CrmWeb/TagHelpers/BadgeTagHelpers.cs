using CrmWeb.Infrastructure;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace CrmWeb.TagHelpers;

/// <summary>
/// A stage as a chip: <c>&lt;crm-stage colour="@row.Stage.Colour" text="@row.Stage.Name" /&gt;</c>; a tag likewise with crm-tag.
/// The colour is a name of the palette.
/// </summary>
[HtmlTargetElement("crm-stage", Attributes = "text")]
[HtmlTargetElement("crm-tag", Attributes = "text")]
public sealed class StageTagHelper : TagHelper
{
    /// <summary>The colours there are; crm.css has a class for each.</summary>
    public static readonly IReadOnlyList<string> Palette = CrmWeb.Core.ReferenceData.Lists.Palette.Names;

    public string? Colour { get; set; }

    public string Text { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        var colour = Colour is not null && Palette.Contains(Colour) ? Colour : "gray";
        var kind = context.TagName == "crm-tag" ? "stage tag" : "stage";
        output.Attributes.SetAttribute("class", $"{kind} stage-{colour} {output.Attributes["class"]?.Value}".TrimEnd());
        output.Content.SetContent(Text);
    }
}

/// <summary>A customer's level as a letter badge; the words (高价值…) in the tooltip.</summary>
[HtmlTargetElement("crm-level", Attributes = "value")]
public sealed class LevelTagHelper(IStringLocalizer<InterfaceText> text) : TagHelper
{
    /// <summary>A, B, C or D; empty shows nothing.</summary>
    public string? Value { get; set; }

    /// <summary>What the level means.</summary>
    public string? Title { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (string.IsNullOrEmpty(Value))
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"level level-{Value.ToLowerInvariant()}");
        output.Attributes.SetAttribute("title", Title ?? text["Level.Label", Value]);
        output.Content.SetContent(Value.ToUpperInvariant());
    }
}

/// <summary>A person as a small round badge with the initials; <see cref="WithName"/> writes the name beside it.</summary>
[HtmlTargetElement("crm-initials", Attributes = "name")]
public sealed class InitialsTagHelper : TagHelper
{
    private const int Shades = 6;

    public string? Name { get; set; }

    public bool WithName { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            output.SuppressOutput();
            return;
        }

        var badge = new TagBuilder("span");
        badge.AddCssClass($"initials initials-{Name.Sum(c => c) % Shades}");
        badge.InnerHtml.Append(Initials(Name));
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"person {output.Attributes["class"]?.Value}".TrimEnd());
        if (WithName)
        {
            badge.Attributes["aria-hidden"] = "true";
            output.Content.AppendHtml(badge).Append(Name);
        }
        else
        {
            badge.Attributes["title"] = Name;
            badge.Attributes["role"] = "img";
            badge.Attributes["aria-label"] = Name;
            output.Content.AppendHtml(badge);
        }
    }

    /// <summary>The last two characters of a Chinese name (given name), the first letters of a western one.</summary>
    public static string Initials(string name)
    {
        var words = name.Split([' ', '·', '.'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0)
        {
            return "";
        }

        return words[0][0] >= '\u2E80'
            ? words[^1].Length <= 2 ? words[^1] : words[^1][^2..]
            : string.Concat(words.Length == 1 ? words[0][..1] : $"{words[0][0]}{words[^1][0]}").ToUpperInvariant();
    }
}
