using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers;

/// <summary>Whether people who are not asking right now see customers: nobody is to be told of what they cannot open.</summary>
public sealed class CustomerVisibility(CrmDbContext db, UserScopes scopes)
{
    /// <summary>As many ids as one question may name.</summary>
    private const int Page = 500;

    /// <returns>The pairs whose user does not see the customer, or has left.</returns>
    public async Task<IReadOnlySet<(int UserId, int CustomerId)>> BeyondAsync(IEnumerable<(int UserId, int CustomerId)> pairs, CancellationToken ct)
    {
        HashSet<(int, int)> beyond = [];
        foreach (var own in pairs.Distinct().GroupBy(p => p.UserId))
        {
            var reader = await scopes.OfAsync(own.Key, ct);
            foreach (var page in own.Select(p => p.CustomerId).Chunk(Page))
            {
                var seen = (await db.Customers.AsNoTracking().VisibleTo(reader).Where(c => page.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
                beyond.UnionWith(page.Where(id => !seen.Contains(id)).Select(id => (own.Key, id)));
            }
        }

        return beyond;
    }
}
