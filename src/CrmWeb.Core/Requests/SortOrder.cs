namespace CrmWeb.Core.Requests;

/// <summary>One column a list is sorted by.</summary>
public sealed record SortKey(string Name, bool IsDescending)
{
    public override string ToString() => IsDescending ? $"-{Name}" : Name;
}

/// <summary>The order of a list as it stands in the address: <c>-amount,name</c> is by amount, the largest first, then by name.</summary>
public static class SortOrder
{
    /// <summary>More columns than that tell nothing apart any more.</summary>
    public const int Most = 3;

    /// <param name="fallback">The order of a list whose address says none.</param>
    /// <param name="names">Columns the list can be sorted by.</param>
    /// <exception cref="BadQueryException">A column it cannot be sorted by, one named twice, or too many.</exception>
    public static IReadOnlyList<SortKey> Of(string? typed, string fallback, IReadOnlyCollection<string> names)
    {
        var keys = Parse(string.IsNullOrWhiteSpace(typed) ? fallback : typed.Trim());
        var areKnown = keys.Count <= Most && keys.All(k => names.Contains(k.Name)) && keys.DistinctBy(k => k.Name).Count() == keys.Count;
        return areKnown ? keys : throw new BadQueryException("sort");
    }

    /// <summary>The columns an address names, whether a list has them or not.</summary>
    public static IReadOnlyList<SortKey> Parse(string? typed) => string.IsNullOrWhiteSpace(typed)
        ? []
        : [.. typed.Split(',').Select(k => k.StartsWith('-') ? new SortKey(k[1..], true) : new SortKey(k, false))];
}
