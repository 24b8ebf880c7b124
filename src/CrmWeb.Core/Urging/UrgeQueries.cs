using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Urging;

/// <summary>Whether there is reason for the reader to urge about a customer itself, and how often that was done since its last follow-up.</summary>
public sealed record SilenceState(bool IsSilent, int TimesUrged);

/// <summary>Reads what was urged about. How often about a task stands in its row.</summary>
public sealed class UrgeQueries(CrmDbContext db, UrgeSubjects subjects)
{
    /// <param name="customer">As the reader may see it; for those who may not urge about it, nobody asks whether it is silent.</param>
    public async Task<SilenceState> OfCustomerAsync(CustomerRecord customer, CancellationToken ct)
    {
        var (id, since) = (customer.Id, customer.IdleSince);
        if (!customer.Rights.Urge)
            return new SilenceState(false, await db.Urges.CountAsync(u => u.CustomerId == id && u.FollowUpId == null && u.At >= since, ct));
        var silent = await subjects.SilentAsync([id], ct);

        // One question for both: the record asks as many as it may.
        return await db.Customers.AsNoTracking().Where(c => c.Id == id)
            .Select(c => new SilenceState(c.OwnerId != null && silent.Contains(c.Id), db.Urges.Count(u => u.CustomerId == id && u.FollowUpId == null && u.At >= since)))
            .SingleAsync(ct);
    }
}
