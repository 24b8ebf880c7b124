using System.Globalization;
using CrmWeb.Core.SavedViews;

namespace CrmWeb.Pages.Lists;

/// <summary>A column that a list can show.</summary>
/// <param name="Key">Its name in the address and in what is stored.</param>
public sealed record ListColumn(string Key, string Label)
{
    /// <summary>Stays to the smallest width; a larger number gives way earlier.</summary>
    public int Priority { get; init; } = 1;

    /// <summary>Shown to whoever has chosen nothing.</summary>
    public bool IsDefault { get; init; }

    /// <summary>What the list can be sorted by with it.</summary>
    public string? Sort { get; init; }

    /// <summary>The largest or latest is wanted first.</summary>
    public bool IsLargestFirst { get; init; }

    /// <summary>Class of its cells.</summary>
    public string? Class { get; init; }

    /// <summary>Parts of the address that ask for what it shows: while one is in force, the column is there.</summary>
    public IReadOnlyList<string> About { get; init; } = [];
}

/// <summary>A column as it is shown.</summary>
/// <param name="Width">In pixels; null as its content wants.</param>
/// <param name="IsAsked">There because a condition or the order is about it.</param>
public sealed record ShownColumn(ListColumn Column, int? Width = null, bool IsAsked = false)
{
    /// <summary>The classes of its cells.</summary>
    public string? Classes => $"{Column.Class} {(IsAsked || Column.Priority == 1 ? null : $"gives-way-{Column.Priority}")}".Trim() is { Length: > 0 } classes ? classes : null;
}

/// <summary>Columns as they are written down: <c>stage.140,level,contact</c>.</summary>
public static class ColumnLayout
{
    /// <summary>Asks in the address for the list of columns to stand open.</summary>
    public const string Editor = "columns";

    public const int NarrowestWidth = 60;
    public const int WidestWidth = 600;

    /// <summary>The columns of a list for this request.</summary>
    /// <inheritdoc cref="Of(IReadOnlyList{ListColumn}, string?, string?, IReadOnlySet{string}, IReadOnlyCollection{string})" path="/exception"/>
    public static IReadOnlyList<ShownColumn> Of(IReadOnlyList<ListColumn> all, HttpRequest request, ListHabits habits) =>
        Of(all, request.Query["cols"].FirstOrDefault(), habits.Columns, ListFrame.InForce(request), [.. SortOrder.Parse(request.Query["sort"]).Select(k => k.Name)]);

    /// <param name="asked">What the address says; null for nothing.</param>
    /// <param name="stored">What its reader chose once; what is no longer a column is left out.</param>
    /// <exception cref="BadQueryException">The address names what is no column.</exception>
    public static IReadOnlyList<ShownColumn> Of(IReadOnlyList<ListColumn> all, string? asked, string? stored, IReadOnlySet<string> inForce, IReadOnlyCollection<string> sortedBy)
    {
        var chosen = asked is not null ? Read(all, asked) ?? throw new BadQueryException("cols") : (stored is null ? null : Read(all, stored, forgiving: true));
        var shown = chosen is { Count: > 0 } ? chosen : [.. all.Where(c => c.IsDefault).Select(c => new ShownColumn(c))];
        bool IsAsked(ListColumn c) => c.About.Any(inForce.Contains) || (c.Sort is { } sort && sortedBy.Contains(sort));
        return [.. shown.Select(s => s with { IsAsked = IsAsked(s.Column) }), .. all.Where(c => IsAsked(c) && shown.All(s => s.Column != c)).Select(c => new ShownColumn(c, IsAsked: true))];
    }

    /// <summary>The same columns with one of them a place further up, or down; as they were where it is not among them.</summary>
    public static IReadOnlyList<string> Moved(IReadOnlyList<string> columns, string key, bool isUp)
    {
        var place = columns.ToList().FindIndex(c => c == key || (c.StartsWith(key + '.', StringComparison.Ordinal) && c[(key.Length + 1)..].All(char.IsAsciiDigit)));
        var (from, to) = isUp ? (place - 1, place) : (place, place + 1);
        return place < 0 || from < 0 || to >= columns.Count ? columns : [.. columns.Take(from), columns[to], columns[from], .. columns.Skip(to + 1)];
    }

    /// <summary>Null where it cannot be read.</summary>
    private static List<ShownColumn>? Read(IReadOnlyList<ListColumn> all, string text, bool forgiving = false)
    {
        List<ShownColumn> shown = [];
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // The key of a field of the company's own has a point itself: what stands behind the last one is a width where it is a number.
            var dot = part.LastIndexOf('.');
            var whole = all.FirstOrDefault(c => c.Key == part);
            var column = whole ?? (dot < 0 ? null : all.FirstOrDefault(c => c.Key == part[..dot]));
            int? width = whole is null && int.TryParse(part[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) ? Math.Clamp(pixels, NarrowestWidth, WidestWidth) : null;
            if (column is not null && shown.All(s => s.Column != column) && (whole is not null || width is not null))
                shown.Add(new ShownColumn(column, width));
            else if (!forgiving)
                return null;
        }

        return shown;
    }
}
