using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.ReferenceData;

/// <summary>Gives a database the lists, tags and stages that come with the product; one filled by an earlier version gets the lists that are new.</summary>
internal sealed class ListSeeder : IDatabaseSeed
{
    private static readonly Dictionary<string, ListKind> Kinds = ListKinds.All.ToDictionary(t => t.Slug, t => t.Kind);

    /// <summary>Parents before children: each level is saved before the next, because children need the ids.</summary>
    public async Task FillAsync(CrmDbContext db, CancellationToken ct)
    {
        Dictionary<(string Kind, string Code), ListItem> made = [];
        var present = await db.ListItems.Select(i => i.Kind).Distinct().ToListAsync(ct);
        List<ListSeedItem> waiting = present.Count == Kinds.Count ? [] : [.. ListSeed.Items.Where(i => !present.Contains(Kinds[i.Kind]))];
        if (present.Count > 0)
            waiting.AddRange(await LeftOutAsync(db, made, ct));
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
    /// What an earlier version, which saved each level of all lists by itself, left out when its first start was killed: as long as
    /// nobody has an account nobody has changed a list, and whatever is missing is missing for that. Later, what people have taken
    /// away stays away; but where no list at all has entries as deep as the product's, the levels below were never there.
    /// </summary>
    private static async Task<List<ListSeedItem>> LeftOutAsync(CrmDbContext db, Dictionary<(string Kind, string Code), ListItem> made, CancellationToken ct)
    {
        var slugs = Kinds.ToDictionary(k => k.Value, k => k.Key);
        var items = await db.ListItems.ToDictionaryAsync(i => i.Id, ct);
        foreach (var item in items.Values)
            made[(slugs[item.Kind], item.Code)] = item;
        var deepest = await db.Users.AnyAsync(ct) ? items.Values.Max(i => Depth(i, p => p.ParentId is { } parent ? items[parent] : null)) : 0;

        var seeds = ListSeed.Items.ToDictionary(i => (i.Kind, i.Code));
        var begun = made.Keys.Select(k => k.Kind).ToHashSet();
        var kept = made.Keys.ToHashSet();
        List<ListSeedItem> leftOut = [];
        foreach (var level in ListSeed.Items.Where(i => begun.Contains(i.Kind) && !made.ContainsKey((i.Kind, i.Code)))
            .GroupBy(i => Depth(i, s => s.Parent is null ? null : seeds[(s.Kind, s.Parent)])).Where(g => g.Key > deepest).OrderBy(g => g.Key))
        {
            // Below an entry that somebody took away nothing is put back.
            var fitting = level.Where(i => i.Parent is null || kept.Contains((i.Kind, i.Parent))).ToList();
            leftOut.AddRange(fitting);
            kept.UnionWith(fitting.Select(i => (i.Kind, i.Code)));
        }

        return leftOut;
    }

    private static int Depth<T>(T item, Func<T, T?> parent)
        where T : class => parent(item) is { } above ? Depth(above, parent) + 1 : 1;
}
