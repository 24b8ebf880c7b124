using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Http.Extensions;

namespace CrmWeb.Pages.Lists;

/// <summary>The search box of a list.</summary>
public sealed record ListSearch(string Label, string? Placeholder = null);

/// <summary>What stands around the rows of any list, and the addresses of its other views.</summary>
/// <param name="code">Names the list where something is kept for it.</param>
/// <param name="address">The list without conditions.</param>
public sealed class ListFrame(HttpRequest request, string code, string address)
{
    /// <summary>Names the condition whose editor is asked for.</summary>
    public const string Opened = "add";

    private const int MostChips = 6;

    public string Code => code;

    public string Address => address;

    /// <summary>This view, to come back to.</summary>
    public string Here => request.Path + request.QueryString;

    public ListSearch? Search { get; init; }

    public IReadOnlyList<ListCondition> Conditions { get; init; } = [];

    public int Total { get; init; }

    /// <summary>The total is a lower bound.</summary>
    public bool IsCapped { get; init; }

    /// <summary>What belongs to the list's place, not to its conditions: it stays when they are cleared.</summary>
    public IReadOnlyList<string> Place { get; init; } = [];

    public bool IsFiltered => Value("q") is not null || Conditions.Any(IsInForce);

    /// <summary>The conditions in force and the one asked for, in the order of the address, then everyday ones while there is room.</summary>
    public IReadOnlyList<ListCondition> OnLine
    {
        get
        {
            List<string> order = [.. request.Query.Keys];
            int PlaceOf(ListCondition c) => c.Parameters.Select(p => order.FindIndex(k => string.Equals(k, p, StringComparison.OrdinalIgnoreCase))).Where(i => i >= 0).DefaultIfEmpty(int.MaxValue).Min();
            var shown = Conditions.Where(c => IsInForce(c) || IsOpened(c)).OrderBy(PlaceOf).ToList();
            return [.. shown, .. Conditions.Where(c => c.IsEveryday && !shown.Contains(c)).Take(Math.Max(0, MostChips - shown.Count))];
        }
    }

    public string? Value(string parameter) => request.Query[parameter].LastOrDefault(v => !string.IsNullOrWhiteSpace(v));

    public IReadOnlyList<string> Values(string parameter) => [.. request.Query[parameter].OfType<string>().Where(v => !string.IsNullOrWhiteSpace(v))];

    public bool IsInForce(ListCondition condition) => condition.Parameters.Any(p => Value(p) is not null) && (condition is not SeveralCondition several || Value(several.Key) is not null);

    public bool IsOpened(ListCondition condition) => Value(Opened) == condition.Key;

    /// <summary>The same view with one condition said anew, on its first page.</summary>
    public string With(ListCondition condition, params (string Name, string Value)[] values)
    {
        var query = new QueryBuilder(Others(condition));
        foreach (var (name, value) in values)
            query.Add(name, value);
        return address + query;
    }

    public string Without(ListCondition condition) => address + new QueryBuilder(Others(condition));

    /// <summary>The same view with the editor of one more condition.</summary>
    public string Opening(ListCondition condition) => address + new QueryBuilder(Pairs(request)) { { Opened, condition.Key } };

    /// <summary>The list with no condition in force; order and size stay.</summary>
    public string Cleared() => address + new QueryBuilder(Pairs(request).Where(p => IsKept(p.Key)));

    private bool IsKept(string key) => key is "sort" or "size" or "cols" || Place.Contains(key);

    private IEnumerable<KeyValuePair<string, string>> Others(ListCondition condition) =>
        Pairs(request).Where(p => !condition.Parameters.Contains(p.Key, StringComparer.OrdinalIgnoreCase) && p.Key != "p");

    private static IEnumerable<KeyValuePair<string, string>> Pairs(HttpRequest request) => QueryAddress.Pairs(request);
}
