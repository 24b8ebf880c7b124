using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.ReferenceData.Tags;

/// <summary>What every change of tags begins with.</summary>
internal static class TagLock
{
    /// <summary>All groups with their tags, in order, locked for this transaction.</summary>
    /// <exception cref="NotFoundException">The user may not keep tags.</exception>
    public static async Task<List<TagGroup>> TakeAsync(CrmDbContext db, UserScope by, CancellationToken ct)
    {
        ListLock.Demand(by);
        await db.TagGroups.ExecuteUpdateAsync(set => set.SetProperty(g => g.Order, g => g.Order), ct);
        return await db.TagGroups.Include(g => g.Tags).OrderBy(g => g.Order).ThenBy(g => g.Id).ToListAsync(ct);
    }

    /// <summary>Runs one change of tags by itself; every page of this process shows it at once.</summary>
    /// <exception cref="NotFoundException">The user may not keep tags.</exception>
    public static async Task ChangeAsync(CrmDbContext db, TagCatalog catalog, UserScope by, Func<List<TagGroup>, Task> change, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await change(await TakeAsync(db, by, ct));
        await db.SaveChangesAsync(by, ct);
        await transaction.CommitAsync(ct);
        catalog.Invalidate();
    }

    public static Tag Tag(this List<TagGroup> groups, int id) => groups.SelectMany(g => g.Tags).FirstOrDefault(t => t.Id == id) ?? throw new NotFoundException();

    public static TagGroup Group(this List<TagGroup> groups, int id) => groups.Find(g => g.Id == id) ?? throw new NotFoundException();

    /// <summary>The tags of a group that change places with each other, in order.</summary>
    public static List<Tag> Peers(this TagGroup group, bool active) => [.. group.Tags.Where(t => t.IsActive == active).OrderBy(t => t.Order).ThenBy(t => t.Id)];
}
