using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.ReferenceData.Tags;

/// <summary>One tag for those who keep tags.</summary>
/// <param name="Customers">How many customers carry it.</param>
public sealed record TagRow(
    int Id, int GroupId, string Code, string Zh, string En, string Colour, bool IsActive, int? MergedInto, Guid Version, int Customers)
{
    public bool IsFirst { get; init; }

    public bool IsLast { get; init; }

    public string Name => Localized.Name(Zh, En);

    /// <summary>The name in the language the reader does not read.</summary>
    public string OtherName => Localized.Name(En, Zh);
}

/// <summary>One group of tags, the active ones first.</summary>
public sealed record TagGroupRow(int Id, string Code, string Zh, string En, bool IsActive, Guid Version, IReadOnlyList<TagRow> Tags)
{
    public bool IsFirst { get; init; }

    public bool IsLast { get; init; }

    public string Name => Localized.Name(Zh, En);

    public string OtherName => Localized.Name(En, Zh);
}

/// <summary>Reads the tags for those who keep them.</summary>
public sealed class TagAdminQueries(CrmDbContext db, ICustomerCounts counts)
{
    /// <summary>All groups with their tags, in order.</summary>
    /// <exception cref="NotFoundException">The user may not keep tags.</exception>
    public async Task<IReadOnlyList<TagGroupRow>> ReadAsync(UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminLists);
        var groups = await TagTree.Of(db).AsNoTracking().OrderBy(g => g.Order).ThenBy(g => g.Id).ToListAsync(ct);
        var customers = await counts.ByTagAsync(ct);
        return
        [
            .. groups.Select(g =>
            {
                var peers = groups.Where(o => o.IsActive == g.IsActive).ToList();
                return new TagGroupRow(g.Id, g.Code, g.Zh, g.En, g.IsActive, g.Version, [.. Rows(g, true), .. Rows(g, false)])
                {
                    IsFirst = peers[0] == g,
                    IsLast = peers[^1] == g,
                };
            }),
        ];

        IEnumerable<TagRow> Rows(TagGroup group, bool active)
        {
            var peers = group.Peers(active);
            return peers.Select((t, i) => new TagRow(
                t.Id, group.Id, t.Code, t.Zh, t.En, t.Colour, t.IsActive, t.MergedIntoId, t.Version, customers.GetValueOrDefault(t.Id))
            {
                IsFirst = i == 0,
                IsLast = i == peers.Count - 1,
            });
        }
    }
}
