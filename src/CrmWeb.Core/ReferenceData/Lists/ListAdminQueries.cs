using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.ReferenceData.Lists;

/// <summary>Reads the lists for those who keep them.</summary>
public sealed class ListAdminQueries(CrmDbContext db)
{
    /// <exception cref="NotFoundException">The user may not keep lists.</exception>
    public async Task<IReadOnlyList<ListSummary>> ListsAsync(UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminLists);
        var counts = await db.ListItems.GroupBy(i => new { i.Kind, i.IsActive }).Select(g => new { g.Key.Kind, g.Key.IsActive, Count = g.Count() }).ToListAsync(ct);
        int Count(ListKind kind, bool active) => counts.Where(c => c.Kind == kind && c.IsActive == active).Sum(c => c.Count);
        return [.. ListKinds.All.Select(t => new ListSummary(t, Count(t.Kind, true), Count(t.Kind, false)))];
    }

    /// <summary>One list as it is now, with how often each entry is used.</summary>
    /// <exception cref="NotFoundException">No such list, or the user may not keep lists.</exception>
    public async Task<ListTable> ReadAsync(string? slug, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminLists);
        var traits = ListKinds.Find(slug) ?? throw new NotFoundException();
        var rows = await db.ListItems.AsNoTracking().Where(i => i.Kind == traits.Kind).OrderBy(i => i.Order).ThenBy(i => i.Id)
            .Select(i => new ListItemRow(i.Id, i.Code, i.Zh, i.En, i.Aliases, i.From, i.ParentId, i.IsActive, i.MergedIntoId, i.Version))
            .ToListAsync(ct);
        var uses = (await References.CountAsync(
                db, References.To<ListItem>(db.Model),
                sql => sql.Say("SELECT ").Column<ListItem>(nameof(ListItem.Id)).Say(" FROM ").Table<ListItem>()
                    .Say(" WHERE ").Column<ListItem>(nameof(ListItem.Kind)).Say(" = ").Value((int)traits.Kind), ct))
            .GroupBy(u => u.Id).ToDictionary(g => g.Key, g => g.Sum(u => u.Count));
        return new ListTable(traits, Placed(rows, uses));
    }

    /// <summary>How many customers, contacts and so on carry the entry itself.</summary>
    /// <exception cref="NotFoundException">The user may not keep lists.</exception>
    public async Task<IReadOnlyList<Usage>> UsesAsync(int id, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminLists);
        return Together(await References.CountAsync(db, References.To<ListItem>(db.Model), sql => sql.Value(id), ct));
    }

    /// <summary>A table that refers to a list by two columns is counted once.</summary>
    internal static IReadOnlyList<Usage> Together(IEnumerable<Usage> uses) =>
        [.. uses.GroupBy(u => (u.Entity, u.Id)).Select(g => new Usage(g.Key.Entity, g.Key.Id, g.Sum(u => u.Count)))];

    private static List<ListItemRow> Placed(List<ListItemRow> rows, Dictionary<int, int> uses)
    {
        var byParent = rows.ToLookup(r => r.ParentId);
        List<ListItemRow> placed = [];
        Place(null, 1);
        return [.. placed.OrderBy(r => rows.FindIndex(o => o.Id == r.Id))];

        int Place(int? parent, int level)
        {
            var sum = 0;
            foreach (var siblings in byParent[parent].GroupBy(r => r.IsActive))
            {
                var all = siblings.ToList();
                for (var i = 0; i < all.Count; i++)
                {
                    var count = uses.GetValueOrDefault(all[i].Id) + Place(all[i].Id, level + 1);
                    sum += count;
                    placed.Add(all[i] with { Level = level, Uses = count, IsFirst = i == 0, IsLast = i == all.Count - 1 });
                }
            }

            return sum;
        }
    }
}
