using CrmWeb.Core.Access;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Signals;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Notifications.Outbox;

/// <summary>Puts messages that failed back into the queue; each is tried at once, and given up again if that fails too.</summary>
public sealed class OutboxRetry(CrmDbContext db, WakeSignal signal, OrganizationClock clock)
{
    /// <summary>As many as a page has boxes to tick.</summary>
    private const int Most = 500;

    /// <param name="ids">Which; others than failed and dropped ones are left as they are.</param>
    /// <returns>How many were queued.</returns>
    /// <exception cref="NotFoundException">The user may not look after messages.</exception>
    public async Task<int> AgainAsync(IReadOnlyCollection<long> ids, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminJobs);
        var some = ids.Distinct().Take(Most).ToList();
        return await QueueAsync(db.OutboxMessages.Where(m => some.Contains(m.Id) && (m.State == OutboxState.Failed || m.State == OutboxState.Dropped)), ct);
    }

    /// <summary>Queues all that failed.</summary>
    /// <inheritdoc cref="AgainAsync"/>
    public Task<int> AllAgainAsync(UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminJobs);
        return QueueAsync(db.OutboxMessages.Where(m => m.State == OutboxState.Failed), ct);
    }

    private async Task<int> QueueAsync(IQueryable<OutboxMessage> messages, CancellationToken ct)
    {
        var now = clock.UtcNow;
        var queued = await messages.ExecuteUpdateAsync(set => set
            .SetProperty(m => m.State, OutboxState.Waiting)
            .SetProperty(m => m.Attempts, 0)
            .SetProperty(m => m.Error, (string?)null)
            .SetProperty(m => m.NextAttemptAt, now), ct);
        signal.Ring(Wake.Outbox);
        return queued;
    }
}
