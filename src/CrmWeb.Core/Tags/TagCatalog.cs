using CrmWeb.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Tags;

/// <summary>All tags at one moment, in order of group and tag.</summary>
public sealed class TagSnapshot(IReadOnlyList<TagEntry> tags)
{
    private readonly Dictionary<int, TagEntry> byId = tags.ToDictionary(t => t.Id);
    private readonly Dictionary<string, TagEntry> byCode = tags.ToDictionary(t => t.Code);

    public IReadOnlyList<TagEntry> All => tags;

    public TagEntry? ById(int id) => byId.GetValueOrDefault(id);

    public TagEntry? Find(string? code) => code is null ? null : byCode.GetValueOrDefault(code);
}

/// <summary>The company's tags, cached.</summary>
public sealed class TagCatalog(IDbContextFactory<CrmDbContext> databases, TimeProvider time)
    : CachedSnapshot<TagSnapshot>(time)
{
    protected override async Task<TagSnapshot> LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return new TagSnapshot(await db.TagGroups.AsNoTracking()
            .SelectMany(g => g.Tags.Select(t => new { Group = g, Tag = t }))
            .OrderBy(x => x.Group.Order).ThenBy(x => x.Tag.Order)
            .Select(x => new TagEntry(x.Tag.Id, x.Tag.Code, x.Tag.Zh, x.Tag.En, x.Tag.Colour, x.Tag.IsActive, x.Group.Id, x.Group.Zh, x.Group.En))
            .ToListAsync(ct));
    }
}
