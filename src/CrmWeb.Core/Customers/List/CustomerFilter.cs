using System.Collections.Immutable;
using System.Reflection;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace CrmWeb.Core.Customers.List;

/// <summary>The conditions of the customer list as they stand in the address; all optional, lists by code.</summary>
public sealed record CustomerFilter
{
    /// <summary>Owner of what lies in the pool.</summary>
    public const string NoOwner = "none";

    /// <summary>What the list can be sorted by in either direction; up to three at once, separated by commas.</summary>
    public static readonly IReadOnlyList<string> Sorts = [.. CustomerSort.Names.SelectMany(n => new[] { n, $"-{n}" })];

    private static readonly Dictionary<string, PropertyInfo> Parts =
        typeof(CustomerFilter).GetProperties().Where(p => p.PropertyType == typeof(string) && p.CanWrite).ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);

    public string? Q { get; init; }

    public string? Industry { get; init; }

    public string? Type { get; init; }

    public string? Category { get; init; }

    public string? Level { get; init; }

    public string? Stage { get; init; }

    /// <summary>A kind of stages: open, won, after-sale or lost.</summary>
    public string? StageKind { get; init; }

    /// <summary>Codes of tags. A list of its own, because binding fills what is there and leaves an empty array as it is.</summary>
    public List<string> Tag { get; init; } = [];

    /// <summary>any or all.</summary>
    public string? TagMode { get; init; }

    /// <summary>A user's id, me, or none.</summary>
    public string? Owner { get; init; }

    /// <summary>A user's id, or me.</summary>
    public string? Developer { get; init; }

    public string? Kind { get; init; }

    /// <summary>A department's id; its branch is meant.</summary>
    public string? Department { get; init; }

    public string? Source { get; init; }

    public string? Region { get; init; }

    /// <summary>No follow-up for more than this many days.</summary>
    public string? IdleDays { get; init; }

    /// <summary>In the present stage, an open one, for more than this many days.</summary>
    public string? StuckDays { get; init; }

    /// <summary>Code of a kind of watch rules: what the rules in force catch now.</summary>
    public string? Watch { get; init; }

    public string? LastFollowUpFrom { get; init; }

    public string? LastFollowUpTo { get; init; }

    /// <summary>Completeness of at least so many percent.</summary>
    public string? Completeness { get; init; }

    /// <summary>Health score from, 0–100.</summary>
    public string? HealthFrom { get; init; }

    /// <summary>Health score to, that one included.</summary>
    public string? HealthTo { get; init; }

    public string? SizeClass { get; init; }

    /// <summary>Code of a headcount band.</summary>
    public string? Headcount { get; init; }

    /// <summary>Code of a revenue band.</summary>
    public string? Revenue { get; init; }

    public string? Budget { get; init; }

    public string? ExpectedFrom { get; init; }

    public string? ExpectedTo { get; init; }

    /// <summary>Expected amount from, in 万元.</summary>
    public string? AmountFrom { get; init; }

    /// <summary>Expected amount to, that one included, in 万元.</summary>
    public string? AmountTo { get; init; }

    /// <summary>Day of the next follow-up.</summary>
    public string? NextFrom { get; init; }

    public string? NextTo { get; init; }

    /// <summary>Day the contract was signed.</summary>
    public string? SignedFrom { get; init; }

    public string? SignedTo { get; init; }

    public string? FirstContactFrom { get; init; }

    public string? FirstContactTo { get; init; }

    public string? CreatedFrom { get; init; }

    public string? CreatedTo { get; init; }

    /// <summary>Code of a stage: came at least so far.</summary>
    public string? Reached { get; init; }

    /// <summary>Day on which it came so far.</summary>
    public string? ReachedOnFrom { get; init; }

    public string? ReachedOnTo { get; init; }

    /// <summary>What became of those who came so far: on, lost or open.</summary>
    public string? Outcome { get; init; }

    /// <summary>Key of a fact that is not filled in.</summary>
    public string? Missing { get; init; }

    /// <summary>Lost for this reason, by code, or for none.</summary>
    public string? LossReason { get; init; }

    /// <summary>Day since which it is lost.</summary>
    public string? LostOnFrom { get; init; }

    public string? LostOnTo { get; init; }

    /// <summary>Day on which it ordered what was not called off.</summary>
    public string? OrderedFrom { get; init; }

    public string? OrderedTo { get; init; }

    /// <summary>Whose order that was: a user's id, or me.</summary>
    public string? OrderOwner { get; init; }

    /// <summary>A department's id: made in its branch.</summary>
    public string? OrderDepartment { get; init; }

    /// <summary>Conditions on fields of the company's own, by their names in the address: <c>cf.founded.from</c>.</summary>
    [BindNever]
    public IReadOnlyDictionary<string, string> Custom { get; init; } = ImmutableDictionary<string, string>.Empty;

    public string? Sort { get; init; }

    public string? P { get; init; }

    public string? Size { get; init; }

    /// <summary>Reads the query of an address, as a view keeps it. Parts that are no condition count for nothing.</summary>
    public static CustomerFilter Of(string query)
    {
        var said = QueryHelpers.ParseQuery(query);
        var filter = new CustomerFilter { Custom = CustomFieldConditions.AskedIn(said) };
        foreach (var (name, typed) in said)
        {
            var values = typed.OfType<string>().Select(StorableText.Of);
            if (string.Equals(name, nameof(Tag), StringComparison.OrdinalIgnoreCase))
                filter.Tag.AddRange(values);
            else if (Parts.TryGetValue(name, out var property))
                property.SetValue(filter, values.FirstOrDefault());
        }

        return filter;
    }

    internal static int Number(string? value, string parameter, int fallback, int least, int most)
    {
        if (string.IsNullOrWhiteSpace(value))
            return fallback;
        return int.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most ? number : throw new BadQueryException(parameter);
    }
}
