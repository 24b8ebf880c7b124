using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.ReferenceData.Lists;

/// <summary>One list among all.</summary>
/// <param name="Retired">How many entries are out of use, merged ones too.</param>
public sealed record ListSummary(ListTraits Traits, int Active, int Retired);

/// <summary>One entry for those who keep the list.</summary>
/// <param name="MergedInto">The entry that took over.</param>
public sealed record ListItemRow(
    int Id, string Code, string Zh, string En, string? Aliases, decimal? From, int? ParentId, bool IsActive, int? MergedInto, Guid Version)
{
    /// <summary>1 at the top.</summary>
    public int Level { get; init; } = 1;

    /// <summary>How many rows carry it or something below it.</summary>
    public int Uses { get; init; }

    public bool IsFirst { get; init; }

    public bool IsLast { get; init; }

    public string Name => Localized.Name(Zh, En);

    /// <summary>The name in the language the reader does not read.</summary>
    public string OtherName => Localized.Name(En, Zh);
}

/// <summary>A list with all its entries, in order.</summary>
public sealed class ListTable(ListTraits traits, IReadOnlyList<ListItemRow> rows)
{
    private readonly ILookup<int?, ListItemRow> byParent = rows.ToLookup(r => r.ParentId);
    private readonly Dictionary<int, ListItemRow> byId = rows.ToDictionary(r => r.Id);

    public ListTraits Traits => traits;

    public IReadOnlyList<ListItemRow> Rows => rows;

    /// <exception cref="NotFoundException">The list has no such entry.</exception>
    public ListItemRow Row(int id) => byId.GetValueOrDefault(id) ?? throw new NotFoundException();

    public ListItemRow? Find(int? id) => id is { } value ? byId.GetValueOrDefault(value) : null;

    public IEnumerable<ListItemRow> Below(int? parentId) => byParent[parentId];

    /// <summary>The name with those of what it lies below.</summary>
    public string Path(ListItemRow row) => row.ParentId is { } parent ? $"{Path(byId[parent])} / {row.Name}" : row.Name;

    /// <summary>What an entry may hang below: for a present one, the level above its own.</summary>
    public IEnumerable<ListItemRow> ParentsFor(ListItemRow? row) => row is null
        ? rows.Where(r => r.IsActive && r.Level < traits.Levels)
        : rows.Where(r => r.Level == row.Level - 1 && (r.IsActive || r.Id == row.ParentId));

    /// <summary>What an entry may be merged into.</summary>
    public IEnumerable<ListItemRow> WinnersFor(ListItemRow row) => rows.Where(r =>
        r.IsActive && r.Id != row.Id && r.Level == row.Level && (row.MergedInto is null || row.MergedInto == r.Id)
        && !(traits.HasFixedGroups && r.ParentId is null));

    /// <summary>Only the entries in which people would find the word, and those they lie below.</summary>
    public ListTable Matching(string? q)
    {
        if (string.IsNullOrWhiteSpace(q))
            return this;

        HashSet<int> kept = [];
        foreach (var row in rows.Where(r => FoldedText.HoldsWords($"{r.Zh} | {r.En} | {r.Code} | {r.Aliases}", q)))
        {
            for (var current = row; current is not null && kept.Add(current.Id); current = Find(current.ParentId))
            {
            }
        }

        return new ListTable(traits, [.. rows.Where(r => kept.Contains(r.Id))]);
    }
}
