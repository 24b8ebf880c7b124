using CrmWeb.Core.Data;
using CrmWeb.Core.Pipeline;
using CrmWeb.Core.Tags;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Lists;

/// <summary>Gives a database the lists, tags and stages that come with the product; one filled by an earlier version gets the lists that are new.</summary>
internal static class ListSeeder
{
    private static readonly Dictionary<string, ListKind> Kinds = ListKinds.All.ToDictionary(t => t.Slug, t => t.Kind);

    /// <summary>Parents before children: each level is saved before the next, because children need the ids.</summary>
    public static async Task FillAsync(CrmDbContext db, CancellationToken ct)
    {
        Dictionary<(string Kind, string Code), ListItem> made = [];
        var present = await db.ListItems.Select(i => i.Kind).Distinct().ToListAsync(ct);
        List<ListSeedItem> waiting = present.Count == Kinds.Count ? [] : [.. ListSeed.Items.Where(i => !present.Contains(Kinds[i.Kind]))];
        if (present.Count > 0 && !await db.Users.AnyAsync(ct))
            waiting = await AllMissingAsync(db, made, ct);
        while (waiting.Count > 0)
        {
            var ready = waiting.Where(i => i.Parent is null || made.ContainsKey((i.Kind, i.Parent))).ToList();
            foreach (var item in ready)
            {
                var parentId = item.Parent is null ? null : (int?)made[(item.Kind, item.Parent)].Id;
                var entity = new ListItem(Kinds[item.Kind], item.Code, item.Zh, item.En, item.Order, parentId, item.From);
                entity.SetAliases(item.Aliases.Any() ? string.Join(' ', item.Aliases) : null);
                db.ListItems.Add(entity);
                made[(item.Kind, item.Code)] = entity;
            }

            await db.SaveChangesAsync(ct);
            waiting.RemoveAll(ready.Contains);
        }

        if (await db.Stages.AnyAsync(ct))
            return;

        foreach (var group in ListSeed.TagGroups)
        {
            var entity = new TagGroup(group.Code, group.Zh, group.En, group.Order);
            foreach (var tag in group.Tags)
                entity.Add(new Tag(tag.Code, tag.Zh, tag.En, tag.Color, tag.Order));
            db.TagGroups.Add(entity);
        }

        foreach (var stage in ListSeed.Stages)
        {
            var kind = stage.Kind switch
            {
                "open" => StageKind.Open,
                "won" => StageKind.Won,
                "after-sale" => StageKind.AfterSale,
                _ => StageKind.Lost,
            };
            db.Stages.Add(new Stage(stage.Code, stage.Zh, stage.En, stage.Order, kind, stage.Color, stage.Probability, stage.StuckDays));
        }
    }

    /// <summary>
    /// As long as nobody has an account nobody has changed a list: what is missing then is what an earlier version, which saved each
    /// level by itself, left out when its first start was killed.
    /// </summary>
    private static async Task<List<ListSeedItem>> AllMissingAsync(CrmDbContext db, Dictionary<(string Kind, string Code), ListItem> made, CancellationToken ct)
    {
        var slugs = Kinds.ToDictionary(k => k.Value, k => k.Key);
        foreach (var item in await db.ListItems.ToListAsync(ct))
            made[(slugs[item.Kind], item.Code)] = item;
        return [.. ListSeed.Items.Where(i => !made.ContainsKey((i.Kind, i.Code)))];
    }
}
