using System.Globalization;
using CrmWeb.Core.ReferenceData.Tags;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.Pages.Admin.Tags;

/// <summary>What the selects of the tags' pages offer.</summary>
internal static class TagChoices
{
    /// <exception cref="NotFoundException">There is no such tag.</exception>
    public static TagRow Tag(this IReadOnlyList<TagGroupRow> groups, int id) => groups.Find(id) ?? throw new NotFoundException();

    public static TagRow? Find(this IReadOnlyList<TagGroupRow> groups, int? id) => groups.SelectMany(g => g.Tags).FirstOrDefault(t => t.Id == id);

    public static IReadOnlyList<SelectListItem> Groups(this IReadOnlyList<TagGroupRow> groups) =>
        [.. groups.Where(g => g.IsActive).Select(g => new SelectListItem(g.Name, Text(g.Id)))];

    /// <summary>What the tag may be merged into.</summary>
    public static IReadOnlyList<SelectListItem> Winners(this IReadOnlyList<TagGroupRow> groups, TagRow tag) =>
    [
        .. groups.SelectMany(g =>
        {
            var group = new SelectListGroup { Name = g.Name };
            return g.Tags.Where(t => t.IsActive && t.Id != tag.Id && (tag.MergedInto is null || tag.MergedInto == t.Id))
                .Select(t => new SelectListItem(t.Name, Text(t.Id)) { Group = group });
        }),
    ];

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
