using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.ReferenceData.Tags;

/// <summary>All tags at one moment, in order of group and tag.</summary>
public sealed class TagSnapshot(IReadOnlyList<TagEntry> tags)
{
    private readonly Dictionary<int, TagEntry> byId = tags.ToDictionary(t => t.Id);
    private readonly Dictionary<string, TagEntry> byCode = tags.ToDictionary(t => t.Code);

    public IReadOnlyList<TagEntry> All => tags;

    /// <summary>The tag with this id, or the one it was merged into.</summary>
    public TagEntry? ById(int id) => Current(Own(id));

    /// <summary>The tag with this id itself, also when it was merged: what a history shows.</summary>
    public TagEntry? Own(int id) => byId.GetValueOrDefault(id);

    /// <summary>The tag with this code, or the one it was merged into.</summary>
    public TagEntry? Find(string? code) => code is null ? null : Current(byCode.GetValueOrDefault(code));

    /// <summary>Tags offered for choice: active ones, and those a row already carries.</summary>
    public IEnumerable<TagEntry> Offered(IEnumerable<string>? carried = null)
    {
        var kept = (carried ?? []).Select(code => Find(code)?.Id).ToHashSet();
        return tags.Where(t => (t.IsActive && t.MergedIntoId is null) || kept.Contains(t.Id));
    }

    /// <summary>The tag's id and those of whatever was merged into it: a form sent a moment ago may still have written one of them.</summary>
    public IReadOnlyList<int> Ids(TagEntry tag) => [.. tags.Where(t => Current(t)?.Id == tag.Id).Select(t => t.Id)];

    private TagEntry? Current(TagEntry? tag)
    {
        while (tag?.MergedIntoId is { } winner)
            tag = byId.GetValueOrDefault(winner);
        return tag;
    }
}

/// <summary>The company's tags, cached.</summary>
public sealed class TagCatalog(IDbContextFactory<CrmDbContext> databases, TimeProvider time)
    : CachedSnapshot<TagSnapshot>(databases, time)
{
    protected override async Task<TagSnapshot> LoadAsync(CrmDbContext db, CancellationToken ct)
    {
        var groups = await db.TagGroups.AsNoTracking().Include(g => g.Tags).OrderBy(g => g.Order).ThenBy(g => g.Id).ToListAsync(ct);
        return new TagSnapshot(
        [
            .. groups.SelectMany(g => g.Tags.OrderBy(t => t.Order).ThenBy(t => t.Id)
                .Select(t => new TagEntry(t.Id, t.Code, t.Zh, t.En, t.Colour, t.IsActive && g.IsActive, g.Id, g.Zh, g.En, t.MergedIntoId))),
        ]);
    }
}
