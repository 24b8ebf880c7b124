using System.Globalization;
using CrmWeb.Core.Organization;
using CrmWeb.Infrastructure;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace CrmWeb.TagHelpers;

/// <summary>
/// A time in words, the whole of it in the tooltip: <c>&lt;crm-when value="row.LastFollowUpAt" /&gt;</c> (UTC), or a day:
/// <c>&lt;crm-when date="row.ExpectedOn" /&gt;</c>. Nothing to tell shows <see cref="Empty"/>, by default a dash.
/// </summary>
[HtmlTargetElement("crm-when", Attributes = "value")]
[HtmlTargetElement("crm-when", Attributes = "date")]
public sealed class WhenTagHelper(OrganizationClock clock, IStringLocalizer<InterfaceText> text) : TagHelper
{
    public DateTime? Value { get; set; }

    public DateOnly? Date { get; set; }

    public string? Empty { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        if (Value is { } utc)
        {
            var local = clock.ToLocal(utc);
            TimeMarkup.Fill(output, utc, local, RelativeTime.Describe(local, clock.ToLocal(clock.UtcNow), text), text);
        }
        else if (Date is { } day)
        {
            output.TagName = "time";
            output.Attributes.SetAttribute("datetime", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            output.Attributes.SetAttribute("title", day.ToString(text["Time.FullDate"], CultureInfo.CurrentUICulture));
            output.Content.SetContent(RelativeTime.Describe(day, clock.Today, text));
        }
        else
        {
            output.TagName = "span";
            output.Attributes.SetAttribute("class", $"text-secondary {output.Attributes["class"]?.Value}".TrimEnd());
            output.Content.SetContent(Empty ?? text["Field.Unset"]);
        }
    }
}

/// <summary>
/// When something planned is due, with its colour and a word: 逾期 2 天 red, 今天 16:00 orange, later grey.
/// <c>&lt;crm-due value="row.PlannedAt" /&gt;</c> (UTC); with <see cref="Done"/> the plain time.
/// </summary>
[HtmlTargetElement("crm-due", Attributes = "value")]
public sealed class DueTagHelper(OrganizationClock clock, IStringLocalizer<InterfaceText> text) : TagHelper
{
    public DateTime? Value { get; set; }

    public bool Done { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Value is not { } utc)
        {
            output.SuppressOutput();
            return;
        }

        var now = clock.UtcNow;
        var local = clock.ToLocal(utc);
        var overdue = !Done && utc < now;
        var words = overdue ? RelativeTime.Overdue(now - utc, text) : RelativeTime.Describe(local, clock.ToLocal(now), text);
        var state = Done ? "done" : overdue ? "overdue" : DateOnly.FromDateTime(local) == clock.Today ? "today" : "planned";
        output.Attributes.SetAttribute("class", $"due due-{state} {output.Attributes["class"]?.Value}".TrimEnd());
        output.TagMode = TagMode.StartTagAndEndTag;
        TimeMarkup.Fill(output, utc, local, words, text);
    }
}

internal static class TimeMarkup
{
    public static void Fill(TagHelperOutput output, DateTime utc, DateTime local, string words, IStringLocalizer<InterfaceText> text)
    {
        output.TagName = "time";
        // In the organisation's own time, as the words beside it: one day is not written in two ways.
        output.Attributes.SetAttribute("datetime", new DateTimeOffset(local, local - DateTime.SpecifyKind(utc, DateTimeKind.Unspecified)).ToString("yyyy-MM-dd HH:mmzzz", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", RelativeTime.Full(local, text));
        output.Content.SetContent(words);
    }
}
