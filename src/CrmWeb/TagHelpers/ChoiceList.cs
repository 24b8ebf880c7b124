using System.Collections;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.TagHelpers;

/// <summary>
/// Choices of a select that are the same for many requests. Their markup is put together once: the list of customers offers
/// more than a thousand, and written one by one they cost more than everything else on the page. Which of them is chosen is
/// said where they are written; Selected and Disabled of the items count for nothing.
/// </summary>
public sealed class ChoiceList(IReadOnlyList<SelectListItem> items) : IReadOnlyList<SelectListItem>
{
    public static readonly ChoiceList None = new([]);

    private OptionMarkup? markup;

    /// <summary>
    /// Where the page fetches the choices when somebody begins to choose; then a form carries the chosen ones alone. Null where all
    /// stand in the page.
    /// </summary>
    public string? Source { get; init; }

    public int Count => items.Count;

    public SelectListItem this[int index] => items[index];

    public IEnumerator<SelectListItem> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The options, those with one of the values chosen (case does not count).</summary>
    public IHtmlContent Options(params IEnumerable<string?> chosen) => new ChosenOptions(this, [.. chosen.OfType<string>()], null);

    /// <summary>All of them but one, and none chosen.</summary>
    public IHtmlContent OptionsWithout(string value) => new ChosenOptions(this, [], value);

    /// <summary>The chosen ones alone, in the order of the list.</summary>
    public IEnumerable<SelectListItem> Chosen(IReadOnlyCollection<string> values) =>
        items.Where(i => values.Contains(i.Value ?? i.Text, StringComparer.OrdinalIgnoreCase));

    /// <summary>The list with what is offered to one form besides.</summary>
    public ChoiceList With(IReadOnlyCollection<SelectListItem> more) => more.Count == 0 ? this : new ChoiceList([.. items, .. more]) { Source = Source };

    private OptionMarkup Markup(HtmlEncoder encoder) => markup ??= new OptionMarkup(items, encoder);

    private sealed class ChosenOptions(ChoiceList choices, IReadOnlyList<string> chosen, string? without) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder) => choices.Markup(encoder).Write(writer, chosen, without);
    }
}

/// <summary>Options as text, and where in it each could be marked as chosen.</summary>
internal sealed class OptionMarkup
{
    private const string Chosen = " selected=\"selected\"";

    private readonly string html;
    private readonly Dictionary<string, (int Start, int Mark, int End)> places = new(StringComparer.OrdinalIgnoreCase);

    public OptionMarkup(IEnumerable<SelectListItem> items, HtmlEncoder encoder)
    {
        var text = new StringBuilder();
        SelectListGroup? group = null;
        foreach (var item in items)
        {
            if (item.Group != group)
            {
                Close();
                group = item.Group;
                if (group is not null)
                    text.Append("<optgroup label=\"").Append(encoder.Encode(group.Name)).Append("\">");
            }

            var value = item.Value ?? item.Text;
            var start = text.Length;
            var mark = text.Append("<option value=\"").Append(encoder.Encode(value)).Append('"').Length;
            text.Append('>').Append(encoder.Encode(item.Text)).Append("</option>");
            places.TryAdd(value, (start, mark, text.Length));
        }

        Close();
        html = text.ToString();

        void Close() => text.Append(group is null ? "" : "</optgroup>");
    }

    public void Write(TextWriter writer, IReadOnlyList<string> chosen, string? without)
    {
        if (without is not null && places.TryGetValue(without, out var place))
        {
            writer.Write(html.AsSpan(0, place.Start));
            writer.Write(html.AsSpan(place.End));
            return;
        }

        var from = 0;
        foreach (var mark in chosen.Where(places.ContainsKey).Select(value => places[value].Mark).Distinct().Order())
        {
            writer.Write(html.AsSpan(from, mark - from));
            writer.Write(Chosen);
            from = mark;
        }

        if (from == 0)
            writer.Write(html);
        else
            writer.Write(html.AsSpan(from));
    }
}
