using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.Storage;

/// <summary>What customers and contacts are found by, compared by and sorted by.</summary>
internal sealed class CustomerKeys : IStoredKeys
{
    public async Task RenewAsync(CrmDbContext db, CancellationToken ct)
    {
        await KeyRenewal.InSlicesAsync(db, db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter])
            .Where(c => c.KeyVersion < FoldedText.Version).OrderBy(c => c.KeyVersion).ThenBy(c => c.Id), c => c.RenewKeys(), ct);
        await KeyRenewal.InSlicesAsync(db, db.Contacts.Where(c => c.KeyVersion < FoldedText.Version).OrderBy(c => c.KeyVersion).ThenBy(c => c.Id), c => c.RenewKeys(), ct);
    }
}
