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
        var groups = await db.TagGroups.AsNoTracking().Include(g => g.Tags).OrderBy(g => g.Order).ToListAsync(ct);
        return new TagSnapshot(
        [
            .. groups.SelectMany(g => g.Tags.OrderBy(t => t.Order)
                .Select(t => new TagEntry(t.Id, t.Code, t.Zh, t.En, t.Colour, t.IsActive, g.Id, g.Zh, g.En))),
        ]);
    }
}
