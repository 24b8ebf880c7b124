using System.Collections.Frozen;
using System.Globalization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.ReferenceData.Lists;

/// <summary>A list entry as pages use it; <see cref="Name"/> follows the reader's language.</summary>
/// <param name="From">Lowest value of a band (persons, or yuan a year).</param>
/// <param name="MergedIntoId">The entry that took over this one's rows and code.</param>
public sealed record ListEntry(
    int Id, ListKind Kind, string Code, string Zh, string En, int Order, bool IsActive, int? ParentId, string? Aliases,
    decimal? From = null, int? MergedIntoId = null)
{
    public string Name => Localized.Name(Zh, En);

    public override string ToString() => Name;
}

/// <summary>
/// All lists at one moment, in memory. What was merged leads to the entry it was merged into, whether asked by id or by code,
/// so that saved addresses, forms opened before and rows written meanwhile lose nothing.
/// </summary>
public sealed class ListSnapshot
{
    private readonly FrozenDictionary<int, ListEntry> byId;
    private readonly FrozenDictionary<(ListKind, string), ListEntry> byCode;
    private readonly ILookup<int?, ListEntry> byParent;
    private readonly ILookup<int?, ListEntry> byWinner;
    private readonly ILookup<ListKind, ListEntry> byKind;
    private readonly HashSet<int> offered;

    public ListSnapshot(IReadOnlyCollection<ListEntry> entries)
    {
        var ordered = entries.OrderBy(e => e.Kind).ThenBy(e => e.Order).ThenBy(e => e.Id).ToList();
        byId = ordered.ToFrozenDictionary(e => e.Id);
        byCode = ordered.ToFrozenDictionary(e => (e.Kind, e.Code));
        byParent = ordered.ToLookup(e => e.ParentId);
        byWinner = ordered.ToLookup(e => e.MergedIntoId);
        byKind = ordered.ToLookup(e => e.Kind);
        offered = [.. ordered.Where(e => Path(e).All(a => a is { IsActive: true, MergedIntoId: null })).Select(e => e.Id)];
    }

    /// <summary>The entry with this id, or the one it was merged into; null for null and for an id that is gone.</summary>
    public ListEntry? ById(int? id) => Current(Own(id));

    /// <summary>The entry with this id itself, also when it was merged: what a history shows.</summary>
    public ListEntry? Own(int? id) => id is { } value ? byId.GetValueOrDefault(value) : null;

    /// <summary>The entry with this code, or the one it was merged into; null for an unknown code.</summary>
    public ListEntry? Find(ListKind kind, string? code) =>
        string.IsNullOrEmpty(code) ? null : Current(byCode.GetValueOrDefault((kind, code)));

    /// <summary>Entries offered for choice: active ones below active ones, in order, plus the one a row already carries.</summary>
    public IEnumerable<ListEntry> Offered(ListKind kind, int? alsoId = null)
    {
        var carried = ById(alsoId)?.Id;
        return byKind[kind].Where(e => e.Id == carried || offered.Contains(e.Id));
    }

    /// <summary>Whether the entry may be chosen anew: neither it nor anything above it is retired.</summary>
    public bool IsOffered(ListEntry entry) => offered.Contains(entry.Id);

    /// <summary>Every entry of the kind in order, retired and merged ones too.</summary>
    public IEnumerable<ListEntry> All(ListKind kind) => byKind[kind];

    public IEnumerable<ListEntry> Children(int? parentId) => byParent[parentId];

    /// <summary>The entry's id, those of everything below it, and of whatever was merged into one of them.</summary>
    public IReadOnlyList<int> Branch(ListEntry entry)
    {
        List<int> ids = [entry.Id];
        for (var i = 0; i < ids.Count; i++)
            ids.AddRange(byParent[ids[i]].Concat(byWinner[ids[i]]).Select(e => e.Id).Where(id => !ids.Contains(id)));
        return ids;
    }

    /// <summary>The entry's ancestors from the top down, then itself.</summary>
    public IReadOnlyList<ListEntry> Path(ListEntry? entry)
    {
        List<ListEntry> path = [];
        for (var current = entry; current is not null; current = ById(current.ParentId))
            path.Insert(0, current);
        return path;
    }

    private ListEntry? Current(ListEntry? entry)
    {
        while (entry?.MergedIntoId is { } winner)
            entry = byId.GetValueOrDefault(winner);
        return entry;
    }
}

/// <summary>The company's lists, cached; a change elsewhere is seen within a minute.</summary>
public sealed class ListCatalog(IDbContextFactory<CrmDbContext> databases, TimeProvider time)
    : CachedSnapshot<ListSnapshot>(databases, time)
{
    protected override async Task<ListSnapshot> LoadAsync(CrmDbContext db, CancellationToken ct)
    {
        return new ListSnapshot(await db.ListItems.AsNoTracking()
            .Select(i => new ListEntry(i.Id, i.Kind, i.Code, i.Zh, i.En, i.Order, i.IsActive, i.ParentId, i.Aliases, i.From, i.MergedIntoId))
            .ToListAsync(ct));
    }
}
