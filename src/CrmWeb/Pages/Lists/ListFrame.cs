using System.Globalization;
using CrmWeb.Core.SavedViews;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

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

    /// <summary>Names the view whose tab was chosen.</summary>
    public const string Viewed = "view";

    /// <summary>In its place, for no view at all.</summary>
    public const string AllRows = "all";

    /// <summary>So many empty chips stand on a line; one that says something takes the room of two.</summary>
    private const int MostChips = 6;

    private IReadOnlyList<ListCondition>? onLine;

    public string Code => code;

    public string Address => address;

    /// <summary>This view, to come back to.</summary>
    public string Here => request.Path + request.QueryString;

    public ListSearch? Search { get; init; }

    public IReadOnlyList<ListCondition> Conditions { get; init; } = [];

    /// <summary>What the list can show; none for a list with fixed columns.</summary>
    public IReadOnlyList<ListColumn> Columns { get; init; } = [];

    /// <summary>What it shows.</summary>
    public IReadOnlyList<ShownColumn> Shown { get; init; } = [];

    /// <summary>The views its reader sees, and how the reader wants it to look; null for a list without views.</summary>
    public ListHabits? Habits { get; init; }

    /// <summary>Where the counts of views are asked for; null where nobody counts.</summary>
    public string? Counts { get; init; }

    public int Total { get; init; }

    /// <summary>The total is a lower bound.</summary>
    public bool IsCapped { get; init; }

    /// <summary>Whether its reader may take the rows along as a file.</summary>
    public bool MayExport { get; init; }

    /// <summary>What the list shows where its address leaves that open; it goes into the address of the export, which then shows the same.</summary>
    public (string Name, string Value)? Standing { get; init; }

    /// <summary>Where the rows are taken along as a file; null where they are not.</summary>
    public string? Export
    {
        get
        {
            if (!MayExport || Total == 0)
                return null;
            var query = new QueryBuilder(Pairs(request).Where(p => p.Key is not (Viewed or "p" or "size")));
            if (Standing is { } standing && Value(standing.Name) is null)
                query.Add(standing.Name, standing.Value);
            return CrmLinks.Export(code, query.ToString());
        }
    }

    /// <summary>What belongs to the list's place, not to its conditions: it stays when they are cleared.</summary>
    public IReadOnlyList<string> Place { get; init; } = [];

    public bool IsFiltered => Value("q") is not null || Conditions.Any(IsInForce);

    /// <summary>The conditions in force and the one asked for, in the order of the address, then everyday ones while there is room.</summary>
    public IReadOnlyList<ListCondition> OnLine => onLine ??= Lined();

    /// <summary>The view whose tab was chosen.</summary>
    public SavedViewRow? Active => int.TryParse(Value(Viewed), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Habits?.Views.FirstOrDefault(v => v.Id == id) : null;

    /// <summary>Whether the list shows something else by now than the chosen view.</summary>
    public bool IsChanged => Active is { } view && !SameQuery(view.Query, Asked.ToString());

    /// <summary>What a view would be a name for; with the columns, so that others see the same.</summary>
    public string Query
    {
        get
        {
            var query = Asked;
            if (Value("cols") is null && Habits?.Columns is { } columns)
                query.Add("cols", columns);
            return query.ToString().TrimStart('?');
        }
    }

    private QueryBuilder Asked => new(Pairs(request).Where(p => p.Key is not (Viewed or "p")));

    /// <summary>This view without columns of its own, for whoever has just chosen others.</summary>
    public string WithoutColumns => QueryAddress.With(request, "cols", null);

    /// <summary>The view its reader opens the list with, where the address asks for none.</summary>
    /// <exception cref="BadQueryException">The address names what is no view.</exception>
    public static string? Default(HttpRequest request, ListHabits habits)
    {
        if (request.Query.TryGetValue(Viewed, out var asked) && !asked.All(v => v is AllRows or "" || int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            throw new BadQueryException(Viewed);
        return request.Query.Count == 0 && habits.Views.FirstOrDefault(v => v.IsDefault) is { } view ? ListPlaces.AddressOf(view.List, view.Id, view.Query) : null;
    }

    /// <summary>The parts of the address that say something.</summary>
    public static IReadOnlySet<string> InForce(HttpRequest request) => QueryAddress.Pairs(request).Select(p => p.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is in force of a part of the address: where it is said twice the first, which is what pages and files read of it.</summary>
    public string? Value(string parameter) => request.Query[parameter].FirstOrDefault() is { } said && !string.IsNullOrWhiteSpace(said) ? said : null;

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
    public string Cleared() => address + new QueryBuilder(Pairs(request).Where(p => IsKept(p.Key))) { { Viewed, AllRows } };

    private List<ListCondition> Lined()
    {
        List<string> order = [.. request.Query.Keys];
        int PlaceOf(ListCondition c) => c.Parameters.Select(p => order.FindIndex(k => string.Equals(k, p, StringComparison.OrdinalIgnoreCase))).Where(i => i >= 0).DefaultIfEmpty(int.MaxValue).Min();
        var shown = Conditions.Where(c => IsInForce(c) || IsOpened(c)).OrderBy(PlaceOf).ToList();
        return [.. shown, .. Conditions.Where(c => c.IsEveryday && !shown.Contains(c)).Take(Math.Max(0, MostChips - (2 * shown.Count)))];
    }

    private bool IsKept(string key) => key is "sort" or "size" or "cols" || Place.Contains(key);

    private static bool SameQuery(string one, string other)
    {
        IEnumerable<string> Parts(string query) => QueryHelpers.ParseQuery(query).SelectMany(p => p.Value.Select(v => $"{p.Key}={v}")).Order(StringComparer.Ordinal);
        return Parts(one).SequenceEqual(Parts(other));
    }

    private IEnumerable<KeyValuePair<string, string>> Others(ListCondition condition) =>
        Pairs(request).Where(p => !condition.Parameters.Contains(p.Key, StringComparer.OrdinalIgnoreCase) && p.Key != "p");

    private static IEnumerable<KeyValuePair<string, string>> Pairs(HttpRequest request) => QueryAddress.Pairs(request);
}
