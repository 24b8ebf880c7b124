using CrmWeb.Core.Customers;
using CrmWeb.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Urging;

/// <summary>Whether there is reason to urge about a customer itself, and how often that was done since its last follow-up.</summary>
public sealed record SilenceState(bool IsSilent, int TimesUrged);

/// <summary>Reads what was urged about. How often about a task stands in its row.</summary>
public sealed class UrgeQueries(CrmDbContext db, UrgeSubjects subjects)
{
    /// <param name="customer">As the reader may see it.</param>
    public async Task<SilenceState> OfCustomerAsync(CustomerRecord customer, CancellationToken ct)
    {
        var (id, since) = (customer.Id, customer.IdleSince);
        return new SilenceState(
            customer.OwnerId is not null && (await subjects.SilentAsync([id], ct)).Count > 0,
            await db.Urges.CountAsync(u => u.CustomerId == id && u.FollowUpId == null && u.At >= since, ct));
    }
}
