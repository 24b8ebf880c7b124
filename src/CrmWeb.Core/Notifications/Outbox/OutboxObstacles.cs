using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Notifications.Outbox;

/// <summary>What keeps a message from being sent now.</summary>
/// <param name="State">Dropped for good, or waiting.</param>
/// <param name="Next">When it may be tried (UTC).</param>
/// <param name="Why">One of <see cref="SendErrors"/>; for one that waits what its last attempt ended with.</param>
public sealed record OutboxObstacle(OutboxState State, DateTime Next, string? Why);

/// <summary>Why a feature no longer wants messages sent that wait; registered by the feature, the first one counts.</summary>
public interface IDropReason
{
    /// <summary>One of <see cref="SendErrors"/>.</summary>
    string Error { get; }

    /// <returns>Ids of those that are to be dropped.</returns>
    Task<IReadOnlyCollection<long>> OfAsync(CrmDbContext db, IReadOnlyList<LeasedMessage> messages, CancellationToken ct);
}

/// <summary>
/// Looks once more, just before messages leave: one may have waited for hours, and meanwhile its reader may have lost sight of the
/// customer, the task may be done, or quiet hours may have begun.
/// </summary>
public sealed class OutboxObstacles(IDbContextFactory<CrmDbContext> databases, IEnumerable<IDropReason> reasons, OrganizationClock clock)
{
    /// <returns>By id of the message; those that may go are missing.</returns>
    public async Task<IReadOnlyDictionary<long, OutboxObstacle>> OfAsync(IReadOnlyList<LeasedMessage> messages, CancellationToken ct)
    {
        if (messages.Count == 0)
            return new Dictionary<long, OutboxObstacle>();
        await using var db = await databases.CreateDbContextAsync(ct);
        Dictionary<long, string> dropped = [];
        foreach (var reason in reasons)
        {
            foreach (var id in await reason.OfAsync(db, messages, ct))
                dropped.TryAdd(id, reason.Error);
        }

        var people = messages.Select(m => m.UserId).OfType<int>().Distinct().ToList();
        var hours = await db.NotificationHours.AsNoTracking().Where(h => people.Contains(h.UserId)).ToDictionaryAsync(h => h.UserId, ct);

        var now = clock.UtcNow;
        Dictionary<long, OutboxObstacle> hindered = [];
        foreach (var message in messages)
        {
            var after = message.UserId is { } user ? QuietHours.NotBefore(hours.GetValueOrDefault(user), now, clock) : now;
            if (!message.IsRecipientHere)
                hindered[message.Id] = new OutboxObstacle(OutboxState.Dropped, now, SendErrors.RecipientGone);
            else if (dropped.TryGetValue(message.Id, out var error))
                hindered[message.Id] = new OutboxObstacle(OutboxState.Dropped, now, error);
            else if (after > now)
                hindered[message.Id] = new OutboxObstacle(OutboxState.Waiting, after, message.Previous);
        }

        return hindered;
    }
}
