using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.ReferenceData.Tags;

/// <summary>The groups with their tags, as every change of tags sees them.</summary>
internal static class TagTree
{
    public static IQueryable<TagGroup> Of(CrmDbContext db) => db.TagGroups.Include(g => g.Tags);

    /// <exception cref="Requests.NotFoundException">There is no such tag.</exception>
    public static Tag Tag(this List<TagGroup> groups, int id) => groups.SelectMany(g => g.Tags).Row(id);

    /// <summary>The tags of a group that change places with each other, in order.</summary>
    public static List<Tag> Peers(this TagGroup group, bool active) => [.. group.Tags.Where(t => t.IsActive == active).OrderBy(t => t.Order).ThenBy(t => t.Id)];
}
