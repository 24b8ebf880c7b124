using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;

namespace CrmWeb.Pages.Customers.Record;

/// <summary>One value of the record where it is shown; <see cref="Key"/> is a field's, or names what follows from several.</summary>
public sealed record FactShown(CustomerRecord Record, string Key)
{
    /// <summary>Null for what follows from others and is not typed.</summary>
    public CustomerField? Field => CustomerFields.Named(Key) ?? Custom?.Field;

    /// <summary>A field of the company's own; null for any other.</summary>
    public CustomFact? Custom => Record.Custom.FirstOrDefault(f => f.Field.Key == Key);

    /// <summary>Whether there is anything to show.</summary>
    public bool HasValue => Key switch
    {
        FactPlaces.Area => Record.Region.Count > 0,
        nameof(CustomerForm.Region) => Record.Region.Count > 1,
        nameof(CustomerForm.Tags) => Record.Tags.Count > 0,
        _ when Custom is { } custom => custom.Words is { Length: > 0 },
        _ => Field is not { Stored: { } stored } || stored(Record.Profile) is { } value && $"{value}".Trim().Length > 0,
    };

    public bool MayEdit => Custom is { } custom ? custom.MayEdit : Record.Rights.Edit && Field is { IsSingle: true };
}

/// <summary>Which values the panels of the record show, in order.</summary>
public static class FactPlaces
{
    public const string Area = "Area";
    public const string Completeness = "Completeness";
    public const string Missing = "Missing";
    public const string UpdatedAt = "UpdatedAt";

    /// <summary>Level and tags in the head of the record.</summary>
    public const string Marks = "Marks";

    /// <summary>The line below the name: number, short name, type, category.</summary>
    public const string Names = "Names";

    public static IReadOnlyList<string> Company { get; } =
    [
        "Kind", "CreditCode", "Industry", "IndustryPosition", Area, "Region", "Address", "Website", "Established", "SizeClass", "Headcount", "AnnualRevenue",
        .. CustomerFields.Of(FormPart.Company).Where(f => f.IsPlain).Select(f => f.Key),
    ];

    public static IReadOnlyList<string> Needs { get; } = [.. CustomerFields.All.Where(f => f.InNeedsPanel).Select(f => f.Key)];

    /// <summary>What is shown anew once a field is saved: the field, and what follows from it.</summary>
    public static IEnumerable<string> After(string key) => new[] { key, Area, "SizeClass", Completeness, Missing, UpdatedAt, Marks, Names }.Distinct();
}
