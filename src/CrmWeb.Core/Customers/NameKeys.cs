using CrmWeb.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers;

/// <summary>Brings the stored comparison keys of names up to date after <see cref="CompanyName.Key"/> has changed.</summary>
internal static class NameKeys
{
    private const int Page = 5000;
    private const int Chunk = 500;

    /// <summary>
    /// Recomputes every key. Reads only columns the first version had, so that it can run before a migration and is repeated
    /// when the start breaks off in between. A key that only lost its beginning, which is nearly all, is cut by the database.
    /// </summary>
    public static async Task RecomputeAsync(CrmDbContext db, CancellationToken ct)
    {
        var all = db.Customers.IgnoreQueryFilters();
        for (var after = 0; ;)
        {
            var page = await all.AsNoTracking().Where(c => c.Id > after).OrderBy(c => c.Id).Take(Page)
                .Select(c => new { c.Id, c.NameKey, c.Name }).ToListAsync(ct);
            if (page.Count == 0)
                return;
            after = page[^1].Id;

            var changed = page.Select(c => (c.Id, Old: c.NameKey, New: CompanyName.Key(c.Name))).Where(c => c.New != c.Old).ToList();
            var cut = changed.Where(c => c.Old.EndsWith(c.New, StringComparison.Ordinal)).ToList();
            foreach (var group in cut.GroupBy(c => c.Old.Length - c.New.Length))
            {
                foreach (var ids in group.Select(c => c.Id).Chunk(Chunk))
                    await all.Where(c => ids.Contains(c.Id)).ExecuteUpdateAsync(s => s.SetProperty(c => c.NameKey, c => c.NameKey.Substring(group.Key)), ct);
            }

            foreach (var (id, _, key) in changed.Except(cut))
                await all.Where(c => c.Id == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.NameKey, key), ct);
        }
    }
}
