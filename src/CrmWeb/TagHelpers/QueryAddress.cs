using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace CrmWeb.TagHelpers;

/// <summary>The address of this page with one part of its query changed; a list's view is a link.</summary>
internal static class QueryAddress
{
    /// <summary>The same view with <paramref name="key"/> set, or left out when the value is null.</summary>
    public static string With(HttpRequest request, string key, string? value, string? without = null)
    {
        var query = new QueryBuilder(Pairs(request).Where(pair => pair.Key != key && pair.Key != without));
        if (value is not null)
        {
            query.Add(key, value);
        }

        return Address(request, query);
    }

    /// <summary>The same view on another of its pages; the first one needs no number.</summary>
    public static string ToPage(HttpRequest request, int page) =>
        With(request, "p", page == 1 ? null : page.ToString(CultureInfo.InvariantCulture));

    /// <summary>The same view without one value of a repeatable key (all of them when null), on its first page.</summary>
    public static string Without(HttpRequest request, string key, string? value) =>
        Address(request, new QueryBuilder(Pairs(request)
            .Where(pair => pair.Key != "p" && (pair.Key != key || (value is not null && pair.Value != value)))));

    /// <summary>What of the query belongs to the view; not what only opens an editor or names a handler.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(HttpRequest request) =>
        from pair in request.Query
        where !string.Equals(pair.Key, "handler", StringComparison.OrdinalIgnoreCase) && pair.Key != "add"
        from value in pair.Value
        where !string.IsNullOrEmpty(value)
        select KeyValuePair.Create(pair.Key, value);

    private static string Address(HttpRequest request, QueryBuilder query) => $"{request.PathBase}{request.Path}{query}";
}
