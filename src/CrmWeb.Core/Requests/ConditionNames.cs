namespace CrmWeb.Core.Requests;

/// <summary>How the parts of one condition are called in an address: a stretch has two, and what is searched for is known by its name.</summary>
public static class ConditionNames
{
    /// <summary>What is typed here may name anybody.</summary>
    private const string Search = "q";

    private const string ContainedPart = ".has";

    /// <summary>Where a stretch begins: <c>createdFrom</c>, and <c>cf.founded.from</c> for a condition whose name is not the product's own.</summary>
    public static string From(string key) => IsOwn(key) ? key + ".from" : key + "From";

    /// <inheritdoc cref="From"/>
    public static string To(string key) => IsOwn(key) ? key + ".to" : key + "To";

    /// <summary>What a text is to contain.</summary>
    public static string Contained(string key) => key + ContainedPart;

    /// <summary>Whether this part of an address is a text that somebody typed.</summary>
    public static bool IsWords(string name) =>
        name.Equals(Search, StringComparison.OrdinalIgnoreCase) || name.EndsWith(ContainedPart, StringComparison.OrdinalIgnoreCase);

    private static bool IsOwn(string key) => key.Contains('.', StringComparison.Ordinal);
}
