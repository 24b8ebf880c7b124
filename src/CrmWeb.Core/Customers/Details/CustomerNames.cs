using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.Details;

/// <summary>What customers are called, for pages that name one in passing.</summary>
public sealed class CustomerNames(CrmDbContext db)
{
    /// <returns>Empty for a customer that is not there, or is not the reader's to see.</returns>
    public async Task<string> NameAsync(int id, UserScope by, CancellationToken ct)
    {
        var found = await db.Customers.AsNoTracking().VisibleTo(by).Where(c => c.Id == id).Select(c => new { c.Name, c.Kind }).FirstOrDefaultAsync(ct);
        return found is null ? "" : PersonalView.Of(by).Customer(found.Name, found.Kind);
    }
}
