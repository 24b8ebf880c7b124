using CrmWeb.Core.Requests;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.TagHelpers;

/// <summary>Where a list stands with one of its columns, and the orders that a click on the column's head leads to.</summary>
internal sealed class SortHead
{
    private readonly HttpRequest request;
    private readonly string key;
    private readonly bool largestFirst;
    private readonly IReadOnlyList<SortKey> order;
    private readonly int place;

    /// <param name="byDefault">Its part in the order of an address that says none; null for no part.</param>
    public SortHead(HttpRequest request, string key, string? byDefault, bool largestFirst)
    {
        (this.request, this.key, this.largestFirst) = (request, key, largestFirst);
        var asked = request.Query["sort"].ToString();
        order = SortOrder.Parse(asked.Length == 0 ? byDefault : asked);
        place = order.ToList().FindIndex(k => k.Name == key);
    }

    /// <summary>In the words of aria-sort; null where the list is not sorted by it.</summary>
    public string? Direction => place < 0 ? null : order[place].IsDescending ? "descending" : "ascending";

    public IHtmlContent Link(HttpContext context, Action<IHtmlContentBuilder> label, IStringLocalizer<ListText> text)
    {
        var link = new TagBuilder("a");
        link.AddCssClass("sort");
        link.Attributes["href"] = QueryAddress.With(request, "sort", Turned().ToString(), without: "p");
        if (Also() is { } also)
        {
            link.Attributes["data-sort-also"] = QueryAddress.With(request, "sort", also, without: "p");
            link.Attributes["title"] = text["Sort.Also"];
        }

        label(link.InnerHtml);
        link.InnerHtml.AppendHtml(IconTagHelper.Svg(context, Direction switch { "ascending" => "arrow-up", "descending" => "arrow-down", _ => "selector" }));
        if (order.Count > 1 && place >= 0)
            link.InnerHtml.AppendHtml($"<span class=\"sort-place num\">{(place + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}</span>");
        return link;
    }

    /// <summary>By this column, the other way round where the list is sorted by it already.</summary>
    private SortKey Turned() => place < 0 ? new SortKey(key, largestFirst) : new SortKey(key, !order[place].IsDescending);

    /// <summary>By this column too; null where no more are possible.</summary>
    private string? Also()
    {
        if (request.Query["sort"].Count == 0 || (place < 0 && order.Count >= SortOrder.Most))
            return null;
        var turned = Turned();
        return string.Join(',', place < 0 ? order.Append(turned) : order.Select(k => k.Name == key ? turned : k));
    }
}
