using System.Text.Json;

namespace CrmWeb.Core.ReferenceData;

/// <summary>One value of a list as the program brings it along; administrators change their own copy afterwards.</summary>
/// <param name="Kind">Which list: one of <see cref="ListSeed.Kinds"/>.</param>
/// <param name="Code">Stable within its kind; used in addresses (<c>industry=C36</c>, <c>region=310000</c>).</param>
/// <param name="Zh">Chinese name.</param>
/// <param name="En">English name.</param>
/// <param name="Order">Place within the kind, in steps of ten; a parent comes before its children.</param>
/// <param name="Parent">Code of the item above it in the same kind, such as the section of an industry.</param>
/// <param name="Aliases">Further words by which people look for it (互联网, 物流, 浙江省).</param>
/// <param name="From">Lowest value of a band (persons, or yuan a year).</param>
public sealed record ListSeedItem(string Kind, string Code, string Zh, string En, int Order, string? Parent, string[] Aliases, decimal? From = null);

/// <summary>A stage of the pipeline as the program brings it along.</summary>
/// <param name="Kind">open, won, after-sale or lost.</param>
/// <param name="Color">Name of a colour of the palette.</param>
/// <param name="Probability">Chance of winning in percent, 0 to 100.</param>
/// <param name="StuckDays">Days in the stage after which a customer counts as stuck; none where it never does.</param>
public sealed record StageSeed(string Code, string Zh, string En, int Order, string Kind, string Color, int Probability, int? StuckDays);

/// <summary>A tag the program brings along; <paramref name="Group"/> is its group's code, <paramref name="Color"/> the name of a colour of the palette.</summary>
public sealed record TagSeed(string Group, string Code, string Zh, string En, int Order, string Color);

/// <summary>A group of tags with its tags.</summary>
public sealed record TagGroupSeed(string Code, string Zh, string En, int Order, IReadOnlyList<TagSeed> Tags);

/// <summary>
/// What a new installation begins with, read from the files in <c>Lists/Seed</c>: industries after GB/T 4754-2017 (sections
/// and divisions, in force with amendment No. 1 of 2019), regions after GB/T 2260 under the seven sales areas, and the choices of the forms.
/// </summary>
public static class ListSeed
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private static readonly Lazy<IReadOnlyList<ListSeedItem>> LazyItems = new(ReadItems);
    private static readonly Lazy<IReadOnlyList<StageSeed>> LazyStages = new(() => Read<StageSeed[]>("stages"));
    private static readonly Lazy<IReadOnlyList<TagGroupSeed>> LazyTagGroups = new(ReadTagGroups);

    /// <summary>The lists by name.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["industry", "region", "source", "budget", "contact-role", "salutation", "follow-up-method", "file-kind", "payment-method", "loss-reason", "size-class", "headcount-band", "revenue-band"];

    /// <summary>All items of all kinds, each kind in its order, parents before their children.</summary>
    public static IReadOnlyList<ListSeedItem> Items => LazyItems.Value;

    /// <summary>The stages of the default pipeline in their order.</summary>
    public static IReadOnlyList<StageSeed> Stages => LazyStages.Value;

    /// <summary>The groups of tags in their order.</summary>
    public static IReadOnlyList<TagGroupSeed> TagGroups => LazyTagGroups.Value;

    /// <summary>The items of one kind in their order.</summary>
    public static IEnumerable<ListSeedItem> OfKind(string kind) => Items.Where(item => item.Kind == kind);

    private static ListSeedItem[] ReadItems()
    {
        var lists = Read<Dictionary<string, ItemInFile[]>>("lists");
        lists.Add("industry", Read<ItemInFile[]>("industries"));
        lists.Add("region", Read<ItemInFile[]>("regions"));
        return [.. Kinds.SelectMany(kind => lists[kind].OrderBy(item => item.Order).Select(item => item.Of(kind)))];
    }

    private static TagGroupSeed[] ReadTagGroups() =>
        [.. Read<TagGroupSeed[]>("tags").Select(group => group with { Tags = [.. group.Tags.Select(tag => tag with { Group = group.Code })] })];

    private static T Read<T>(string file)
    {
        var name = $"CrmWeb.Core.ReferenceData.Seed.{file}.json";
        using var stream = typeof(ListSeed).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is missing from the build.");
        return JsonSerializer.Deserialize<T>(stream, Options) ?? throw new InvalidOperationException($"{name} is empty.");
    }

    private sealed record ItemInFile(string Code, string Zh, string En, int Order, string? Parent, string[]? Aliases, decimal? From)
    {
        public ListSeedItem Of(string kind) => new(kind, Code, Zh, En, Order, Parent, Aliases ?? [], From);
    }
}
